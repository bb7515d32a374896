package meetings

import (
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/partnerusergroups/pugs/shared/presence"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// mostReport is how many bytes the meeting's own report may have. Lambda takes events of 6 MB, and API Gateway makes
// the body a third larger by Base64: what is larger than about 4 MB it refuses itself, without a page of ours.
const mostReport = 1 << 20

// mostUnknown is how many people who are not of the group are named on the page.
const mostUnknown = 20

// fillIn fills in the form by the meeting's own report. Nothing is saved before the Champion has looked at it.
func (f function) fillIn(w http.ResponseWriter, r *http.Request, o occasion, view attendanceView) error {
	file, err := uploaded(r)
	var stays []presence.Stay
	if err == nil {
		stays, err = presence.Read(file)
	}
	if err == nil {
		err = view.fill(o, stays)
	}
	status := http.StatusOK
	switch {
	case pug.IsError(err, pug.Invalid):
		view.Problem, status = pug.Sentence(err), http.StatusUnprocessableEntity
	case err != nil:
		return err
	}
	f.renderAttendance(w, r, status, view)
	return nil
}

// uploaded reads the file that was posted.
func uploaded(r *http.Request) ([]byte, error) {
	const broken = "The file did not arrive whole. Please send it again"
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, pug.Wrapf(err, pug.Invalid, broken)
	}
	part, err := parts.NextPart()
	for err == nil && part.FormName() != "report" {
		part, err = parts.NextPart()
	}
	if err != nil {
		return nil, pug.Wrapf(err, pug.Invalid, broken)
	}
	file, err := io.ReadAll(io.LimitReader(part, mostReport+1))
	switch {
	case err != nil:
		return nil, pug.Wrapf(err, pug.Invalid, broken)
	case len(file) == 0:
		return nil, pug.Errorf(pug.Invalid, "Choose the file of the report first.")
	case len(file) > mostReport:
		return nil, pug.Errorf(pug.Invalid, "This file is larger than 1 MB, so it is not the report of one meeting.")
	}
	return file, nil
}

// fill presets the answers by who was there and how long. Whoever the report does not name was absent; whoever was
// there for an unknown time is left to the Champion. pug.Invalid: it names nobody of the group.
func (view *attendanceView) fill(o occasion, stays []presence.Stay) error {
	// Who leads the group is in the report, too, and is nobody whom it has too much.
	people := append(o.group.Leaders(), pug.Members(view.seats)...)
	match, planned := presence.For(people, stays), o.meeting.Ends().Sub(o.meeting.Starts)
	named := func(s pug.Seat) bool { _, there := match.Found[s.Member.ID]; return there }
	if !slices.ContainsFunc(view.seats, named) {
		return pug.Errorf(pug.Invalid, "Nobody of your group is in this report. Is it that of this meeting?")
	}
	minutes := map[string]int{}
	for i, s := range view.seats {
		x := &view.Form.Fields[i]
		found, there := match.Found[s.Member.ID]
		_, told := pug.NoticeOf(o.absent(), s.Member.ID)
		switch {
		case match.Enough(found.Minutes, planned):
			x.Value = string(pug.Attended)
		case found.Untimed:
			x.Value = "" // the Champion knows
		case told:
			x.Value = string(pug.Excused)
		default:
			x.Value = string(pug.Missed)
		}
		if x.Hint = "Not in the report"; there {
			minutes[x.Name], x.Hint = found.Minutes, stayedAs(found, s.Member)
		}
	}
	view.Minutes = minutes
	some := match.Unknown[:min(len(match.Unknown), mostUnknown)]
	view.Report = &reportView{match.Length(planned), some, len(match.Unknown) - len(some)}
	return nil
}

// stayedAs says how long a member stayed, and under which name if it is not their own.
func stayedAs(found presence.Found, member pug.Person) string {
	stayed := fmt.Sprintf("%d minutes", found.Minutes)
	if found.Untimed {
		stayed = "In the report, for an unknown time"
	}
	if found.Name != member.Name {
		stayed += " as “" + found.Name + "”"
	}
	return stayed
}
