package desk

import (
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/act"
	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// staffPersonView is the page of one who is or was staff: what the log says of their being staff.
type staffPersonView struct {
	ID    string // empty where they are not staff now
	Email string
	Mail  pug.StaffMail
	Log   []logLine
}

// staffLines is how much of the log the page shows.
const staffLines = 50

// staffPerson is the page of one who is or was staff.
func (f function) staffPerson(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	id := r.PathValue("id")
	team, err := f.Store.Staff(r.Context())
	if err != nil {
		return err
	}
	s, found := team.ByID(id)
	lines, _, err := f.Store.LogOf(r.Context(), id, "", staffLines)
	switch {
	case err != nil:
		return err
	case !found && (len(lines) == 0 || !pug.IsStaffID(id)):
		return act.NoStaff()
	}
	view, name := staffPersonView{Email: s.Email, Mail: s.Mail}, s.Who()
	if found {
		view.ID = id
	} else {
		name = lines[0].About[0].Name
	}
	for _, e := range lines {
		view.Log = append(view.Log, logLine{e, e.At.In(f.Settings.Zone)})
	}
	f.show(w, r, v, "staffperson", name, view)
	return nil
}
