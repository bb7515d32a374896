package page

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// standardPrefix keeps the names of this package's own pages apart from those of a function.
const standardPrefix = "standard/"

// Fact is one row of a definition list.
type Fact = pug.Fact

// Decision says what became of something: what was decided, by whom and when.
type Decision struct {
	What string    // a sentence, such as "The application of Ada Hart was approved."
	By   string    // name; empty if nobody did, such as at a deadline
	When time.Time // in the zone to show it in
	Note string    // in By's own words; may be empty
	// Change is the address of the page where it can be changed; empty where there is none.
	Change string
}

// Done is the page after a form was taken: what happened, and what comes next.
func (p *Pages) Done(w http.ResponseWriter, r *http.Request, title, next string, facts ...Fact) {
	p.standard(w, r, http.StatusOK, "done", title, struct {
		Next  string
		Facts []Fact
	}{next, facts})
}

// Decided is the page of a link on which somebody has decided already. It is a 200: nothing is wrong.
func (p *Pages) Decided(w http.ResponseWriter, r *http.Request, o Decision) {
	p.standard(w, r, http.StatusOK, "decided", "This is already decided", o)
}

// Expired is the page of a link that has ended. With a decision it says what was decided in the meantime. Way is the
// address where it can still be done; without one, people are to write to the team.
func (p *Pages) Expired(w http.ResponseWriter, r *http.Request, ended time.Time, o *Decision, way string) {
	p.standard(w, r, http.StatusGone, "expired", "This link has ended", struct {
		Ended    time.Time
		Decision *Decision
		Way      string
	}{ended, o, way})
}

// NotFound is the page of a link that does not exist, most often because a mail program broke it.
func (p *Pages) NotFound(w http.ResponseWriter, r *http.Request) {
	p.standard(w, r, http.StatusNotFound, "notfound", "This link does not work", nil)
}

// NotStaff is the page of whoever has left staff. It does not say by whom they were removed.
func (p *Pages) NotStaff(w http.ResponseWriter, r *http.Request) {
	p.standard(w, r, http.StatusForbidden, "notstaff", "You are no longer on the staff list", nil)
}

// Impossible is the page of something that cannot be done as things stand: why, and the address where that is seen. The
// view has what is around it; its title, if it has one, says what cannot be done.
func (p *Pages) Impossible(w http.ResponseWriter, r *http.Request, around View, why, back string) {
	const nothing = "Nothing was done"
	data := struct{ Heading, Why, Back string }{"", why, back}
	if around.Title == "" {
		around.Title = nothing
	} else {
		data.Heading = nothing
	}
	around.Data = data
	p.Render(w, r, http.StatusConflict, standardPrefix+"impossible", around)
}

// Failed is the page for errors of ours: nothing is lost, try again.
func (p *Pages) Failed(w http.ResponseWriter, r *http.Request) {
	p.standard(w, r, http.StatusInternalServerError, "failed", "That did not work", nil)
}

func (p *Pages) standard(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) {
	p.Render(w, r, status, standardPrefix+name, View{Title: title, Data: data})
}

// When writes a moment as people in the zone of t have it: "Thu 1 Oct 2026, 09:00 New York (-04:00)". Use t.In to
// choose the zone.
func When(t time.Time) string {
	return Day(t) + ", " + calendar.Clock(t, t.Location())
}

// Day writes a date, as "Thu 1 Oct 2026".
func Day(t time.Time) string {
	return t.Format("Mon 2 Jan 2006")
}
