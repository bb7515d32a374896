package meetings

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// held has the meeting of a month held and Cleo asked for attendance; it returns her link.
func (s *stage) held(t *testing.T, month, date string) string {
	t.Helper()
	s.Post(t, s.ask(t, month), plan(date, "16:00"), http.StatusOK)
	s.At(s.meeting(t, month).Ends().Add(1 * days))
	s.round(t, month)
	return s.LinkTo(t, cleo)
}

// said is the form that says of Mia and of Noah who was there.
func said(ofMia, ofNoah string) url.Values {
	return url.Values{"m-" + functest.MemberID("mia"): {ofMia}, "m-" + functest.MemberID("noah"): {ofNoah}}
}

// checked counts the answers that a page has chosen, by the answer.
func checked(page string) map[string]int {
	count := map[string]int{}
	for _, input := range strings.Split(page, "<input type=\"radio\"")[1:] {
		input, _, _ = strings.Cut(input, ">")
		if _, value, _ := strings.Cut(input, `value="`); strings.Contains(input, " checked") {
			value, _, _ = strings.Cut(value, `"`)
			count[value]++
		}
	}
	return count
}

func TestEverybodyIsPresetToAttendedAndExceptionsAreReported(t *testing.T) {
	s := newStage(t)
	link := s.held(t, october, "2026-10-15")
	s.join(t, "Zoe Park") // joined after the meeting: nothing is said of her
	page := s.Get(t, link, http.StatusOK, "Who was there? Value pricing, Thu 15 Oct",
		"Your group on Pricing met on Thu 15 Oct, 16:00 Berlin (&#43;02:00), for 90 minutes.")
	if diff := cmp.Diff(map[string]int{"attended": 2}, checked(page)); diff != "" {
		t.Errorf("preset (-want +got):\n%s", diff)
	}
	if m := s.meeting(t, october); m.State != pug.MeetingPlanned {
		t.Fatalf("looking at the page made the meeting %s", m.State)
	}
	s.Post(t, link, url.Values{"m-" + functest.MemberID("mia"): {"excused"}}, http.StatusUnprocessableEntity,
		"Choose an answer.", `value="excused" checked`)

	s.Post(t, link, said("missed", "attended"), http.StatusOK, "Saved: 1 attended, 1 missed it")
	s.Post(t, link, said("attended", "attended"), http.StatusConflict, "Nothing was saved yet", "You can correct it")
	s.Pass(14 * days)
	s.Get(t, link, http.StatusOK, "It could be corrected until", "Mia Okoye", "Missed")

	report, err := s.Store.Attendance(t.Context(), theOne, october)
	s.Must(t, err)
	if diff := cmp.Diff(map[string]pug.Attendance{functest.MemberID("mia"): pug.Missed,
		functest.MemberID("noah"): pug.Attended}, report.Members); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if m := s.meeting(t, october); m.State != pug.MeetingReported || m.Reported.IsZero() {
		t.Errorf("the meeting is %+v", m)
	}
}

func TestL5StaffHearOfAnExcusalThatRestsOnAMissThatWasNone(t *testing.T) {
	s := newStage(t)
	link := s.held(t, october, "2026-10-15")
	s.Post(t, link, said("missed", "attended"), http.StatusOK)
	id := functest.MemberID("mia")
	flag := pug.Flag{ID: pug.FlagID(theOne, id, 2), Group: theOne, Member: s.Application(t, id).Person(), Missed: 2}
	s.Must(t, s.Store.AddFlag(t.Context(), flag))
	_, err := s.Store.DecideFlag(t.Context(), flag.ID, pug.Decision{Choice: pug.ChoiceExcuse, By: "Ada Hart", At: s.Now()})
	s.Must(t, err)
	s.Must(t, s.Store.FreeSeat(t.Context(), theOne, id, s.Now()))

	corrected := said("attended", "attended")
	_, rest, _ := strings.Cut(s.Get(t, link, http.StatusOK), `name="version" value="`)
	version, _, _ := strings.Cut(rest, `"`)
	corrected.Set("version", version)
	s.Post(t, link, corrected, http.StatusOK, "Saved: 2 attended")
	s.WantMail(t, functest.Ada, "Excused for a miss that was none: Mia Okoye", 1)
	functest.Contains(t, s.To(functest.Ada)[0].Text, "/desk/people/"+id+"/return")
}

// upload posts a file on the page of the attendance.
func (s *stage) upload(t *testing.T, link, file string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("report", "report.csv")
	s.Must(t, err)
	_, err = part.Write([]byte(file))
	s.Must(t, err)
	s.Must(t, form.Close())
	request := httptest.NewRequest(http.MethodPost, link, &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	s.Function.Web.ServeHTTP(w, request)
	return w
}

const zoomHeadings = "Name (original name),Email,Total duration (minutes),Guest\n"

func TestTheMeetingsOwnReportFillsInTheFormAndSavesNothing(t *testing.T) {
	s := newStage(t)
	link := s.held(t, october, "2026-10-15")
	w := s.upload(t, link, zoomHeadings+"Cleo Marsh,cleo@example.com,92,No\nMia O.,mia@example.com,88,No\n"+
		"Noah Berg,,44,Yes\nOtter <b>,,90,Yes\n")
	functest.Contains(t, w.Body.String(), "not saved yet", "88 minutes as “Mia O.”", "44 minutes",
		"Otter &lt;b&gt;, 90 minutes", "took 90 minutes")
	if diff := cmp.Diff(map[string]int{"attended": 1, "missed": 1}, checked(w.Body.String())); diff != "" {
		t.Errorf("filled in (-want +got):\n%s", diff)
	}
	if strings.Contains(w.Body.String(), "Cleo Marsh,") {
		t.Error("the Champion is told of as unknown")
	}
	if m := s.meeting(t, october); m.State != pug.MeetingPlanned {
		t.Fatalf("before anybody confirmed the meeting is %s", m.State)
	}

	form := said("attended", "attended") // Noah had said so in the meeting: the Champion has the last word
	form.Set("minutes-m-"+functest.MemberID("mia"), "88")
	form.Set("minutes-m-"+functest.MemberID("noah"), "44")
	form.Set("minutes-m-somebody-else", "10")
	s.Post(t, link, form, http.StatusOK, "Saved: 2 attended, 0 missed it", "Attended, 44 minutes")
	report, err := s.Store.Attendance(t.Context(), theOne, october)
	s.Must(t, err)
	if diff := cmp.Diff(map[string]int{functest.MemberID("mia"): 88, functest.MemberID("noah"): 44},
		report.Minutes); diff != "" {
		t.Errorf("minutes (-want +got):\n%s", diff)
	}
	s.Get(t, link, http.StatusOK, `name="minutes-m-`+functest.MemberID("mia")+`" value="88"`)
}

func TestAReportThatIsNoneIsSaidAndChangesNothing(t *testing.T) {
	s := newStage(t)
	link := s.held(t, october, "2026-10-15")
	for _, c := range []struct{ name, file, want string }{
		{"no file", "", "Choose the file of the report first."},
		{"of another kind", "%PDF-1.7", "This is a PDF."},
		{"of another meeting", zoomHeadings + "Sam Lee,sam@example.com,60,No\n", "Nobody of your group is in this report."},
		{"much too large", zoomHeadings + strings.Repeat("x", mostReport), "larger than 1 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := s.upload(t, link, c.file)
			if w.Code != http.StatusUnprocessableEntity {
				t.Errorf("answered %d", w.Code)
			}
			functest.Contains(t, w.Body.String(), c.want, "Nothing was changed.")
			if diff := cmp.Diff(map[string]int{"attended": 2}, checked(w.Body.String())); diff != "" {
				t.Errorf("filled in (-want +got):\n%s", diff)
			}
		})
	}
}
