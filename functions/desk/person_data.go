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
	Extensions   []pug.Extension   `json:"may_apply_late,omitempty"`
	Letters      []letterData      `json:"letters"`
	Links        []linkData        `json:"links_in_letters"`
	Log          []lineData        `json:"what_happened"`
}

// applicationData is an application in words, as it is kept, and with what groups know of the person.
type applicationData struct {
	Stands string            `json:"where_it_stands"`
	Said   map[string]string `json:"said"`
	Kept   pug.Application   `json:"kept"`
	Groups []groupData       `json:"groups,omitempty"`
}

// groupData is what a group knows of a person: records as they are kept.
type groupData struct {
	Group      string              `json:"group"`
	Leads      bool                `json:"leads,omitempty"`
	Seat       *pug.Seat           `json:"seat,omitempty"`
	Attendance map[string]string   `json:"attendance,omitempty"` // by month
	Points     []pug.TalkingPoints `json:"talking_points,omitempty"`
	Notices    []pug.Notice        `json:"could_not_come,omitempty"`
	Flags      []pug.Flag          `json:"flags,omitempty"`
	Offers     []pug.Offer         `json:"offered_seats,omitempty"`
	Renewals   []pug.Renewal       `json:"asked_to_lead_again,omitempty"`
	Messages   []pug.Message       `json:"messages_to_the_group,omitempty"`
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
	data := personData{Made: f.Now(), Applications: []applicationData{}, Extensions: d.Extensions,
		Letters: []letterData{}, Links: []linkData{}, Log: []lineData{}}
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
	data := applicationData{Stands: stands(r.Application), Said: map[string]string{}, Kept: r.Application}
	for _, fact := range r.Application.Details() {
		data.Said[fact.Label] = fact.Value
	}
	for _, g := range r.Groups {
		data.Groups = append(data.Groups, g.data(r.Application.ID))
	}
	return data
}

func (r groupRecord) data(id string) groupData {
	data := groupData{Group: r.Group.Name() + ", " + r.Group.Topic.Name, Leads: r.Leads, Seat: r.Seat,
		Attendance: map[string]string{}, Points: r.Points, Notices: r.Notices, Flags: r.Flags, Offers: r.Offers,
		Renewals: r.Renewals, Messages: r.Messages}
	for i, known := range r.attendance(id) {
		m := r.Meetings[i]
		data.Attendance[m.Month] = memberCell(*r.Seat, m, known).Text
		if minutes := r.Reports.Month(m).Minutes[id]; minutes > 0 {
			data.Attendance[m.Month] = known.With(minutes)
		}
	}
	return data
}
