package desk

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// personData is all that is kept of a person, as the file that they get who ask for it (L12).
type personData struct {
	Made         time.Time         `json:"made"`
	Applications []applicationData `json:"applications"`
	Letters      []letterData      `json:"letters"`
	Links        []linkData        `json:"links_in_letters"`
	Log          []lineData        `json:"what_happened"`
}

type applicationData struct {
	Kind         string            `json:"applied_as"`
	Cohort       string            `json:"cohort"`
	Submitted    time.Time         `json:"submitted"`
	FirstName    string            `json:"first_name"`
	LastName     string            `json:"last_name"`
	Email        string            `json:"mail_address"`
	Company      string            `json:"company"`
	Formerly     []pug.Former      `json:"formerly,omitempty"`
	PartnerType  string            `json:"partner_type"`
	Role         string            `json:"role"`
	Region       string            `json:"region"`
	Topics       []string          `json:"topics"`
	TimeZone     string            `json:"time_zone,omitempty"`
	Why          string            `json:"why,omitempty"`
	Commitments  bool              `json:"accepted_the_commitments"`
	Stands       string            `json:"where_it_stands"`
	Decision     *pug.Decision     `json:"decision,omitempty"`
	Group        string            `json:"group,omitempty"`
	Attendance   map[string]string `json:"attendance,omitempty"` // by month
	TalkingPoint []pointData       `json:"talking_points,omitempty"`
	Messages     []pointData       `json:"messages_to_the_group,omitempty"`
	Flags        []flagData        `json:"flags,omitempty"`
}

type pointData struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

type flagData struct {
	Raised   time.Time     `json:"raised"`
	Missed   int           `json:"missed_meetings"`
	Decision *pug.Decision `json:"decision,omitempty"`
}

type letterData struct {
	To      string    `json:"to"`
	Written time.Time `json:"written"`
	Sent    time.Time `json:"sent,omitzero"`
	State   string    `json:"state"`
	Subject string    `json:"subject"`
	Text    string    `json:"text"`
}

type linkData struct {
	Purpose string    `json:"purpose"`
	Subject string    `json:"about"`
	Issued  time.Time `json:"made"`
	Expires time.Time `json:"good_until"`
}

type lineData struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	What string    `json:"what"`
	Why  string    `json:"why,omitempty"`
}

// personFile answers with all that is kept of a person, as one file.
func (f function) personFile(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	a, err := f.Store.Application(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := f.dossier(r.Context(), a, everyLine)
	if err != nil {
		return err
	}
	file, err := json.MarshalIndent(f.personData(d), "", "  ")
	if err != nil {
		return err
	}
	entry := pug.Entry{At: f.Now(), By: v.Name, Actor: v.Email, Deed: "exported", Cohort: a.Cohort,
		About: []pug.Subject{a.Person().Subject()}, What: "The data of {0} were exported"}
	if err := f.Store.Log(r.Context(), entry); err != nil {
		return err
	}
	page.Download(w, "person-"+a.ID+".json", "application/json", file)
	return nil
}

// gone stands for the links of letters.
const gone = "(a link, of which nothing is kept here)"

func (f function) personData(d dossier) personData {
	data := personData{Made: f.Now(), Applications: []applicationData{}, Letters: []letterData{}, Links: []linkData{},
		Log: []lineData{}}
	for _, r := range d.Applications {
		data.Applications = append(data.Applications, r.data())
	}
	layout := letter.NewLayout(letter.Address{Name: f.Settings.Sender.Name, Email: f.Settings.Sender.Address})
	for _, l := range d.Letters {
		m, err := layout.Message(l, letter.Links{Link: gone, Page: gone})
		if err != nil {
			m.Text = l.Words // as it is kept
		}
		data.Letters = append(data.Letters, letterData{l.To.Email, l.Written, l.Sent, string(l.State), l.Subject,
			m.Text})
	}
	for _, l := range d.Links {
		data.Links = append(data.Links, linkData{l.Purpose, l.Subject, l.Issued, l.Expires})
	}
	for _, line := range d.Lines {
		data.Log = append(data.Log, lineData{line.At, line.By, line.String(), line.Why})
	}
	return data
}

func (r record) data() applicationData {
	a := r.Application
	data := applicationData{Kind: a.Kind.Label(), Cohort: a.Cohort.Name(), Submitted: a.Submitted,
		FirstName: a.FirstName, LastName: a.LastName, Email: a.Email, Company: a.Company, Formerly: a.Formerly,
		PartnerType: a.PartnerType.Label(), Role: a.Role.Label(), Region: a.Region.Label(), Topics: []string{},
		TimeZone: a.TimeZone, Why: a.Why,
		Commitments: a.Commitments, Stands: stands(a), Decision: a.Decision, Attendance: map[string]string{}}
	for _, topic := range a.Topics {
		data.Topics = append(data.Topics, topic.Name)
	}
	if r.Group != nil {
		data.Group = r.Group.Name() + ", " + r.Group.Topic.Name
	}
	for i, known := range r.Attendance {
		data.Attendance[r.Meetings[i].Month] = known.With(r.Minutes[i])
	}
	for _, p := range r.Points {
		data.TalkingPoint = append(data.TalkingPoint, pointData{p.At, p.Text})
	}
	for _, m := range r.Messages {
		data.Messages = append(data.Messages, pointData{m.At, m.Text})
	}
	for _, flag := range r.Flags {
		data.Flags = append(data.Flags, flagData{flag.Raised, flag.Missed, flag.Decision})
	}
	return data
}
