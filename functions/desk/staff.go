package desk

import (
	"net/http"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// staffView is the page of who is staff.
type staffView struct {
	People []colleague
	Mail   pug.StaffMail // how who is signed in hears of what happens
}

// colleague is one of staff, with since when in the programme's time zone.
type colleague struct {
	pug.Staff
	Since time.Time
	You   bool
}

// staff is the page of who is staff (L11).
func (f function) staff(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	team, err := f.Store.Staff(r.Context())
	if err != nil {
		return err
	}
	view := staffView{Mail: v.Mail}
	for _, s := range team.People {
		c := colleague{Staff: s, You: s.Email == v.Email}
		if !s.Since.IsZero() {
			c.Since = s.Since.In(f.Settings.Zone)
		}
		view.People = append(view.People, c)
	}
	f.show(w, r, v, "staff", "Staff", view)
	return nil
}

// newStaff leads to the form by which somebody is added.
func (f function) newStaff(w http.ResponseWriter, r *http.Request, _ signin.Visitor) error {
	http.Redirect(w, r, "/desk/staff/new/add", http.StatusSeeOther)
	return nil
}
