package desk

import (
	"net/http"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// staffMail is the page by which each of staff chooses how to hear of what happens. It concerns nobody else, so it asks
// for no reason.
func (f function) staffMail(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	form := mailForm(v.Mail)
	status, answered := duty.Answered(r, &form)
	if answered {
		err := f.hear(r, v, pug.StaffMail(form.Value("mail")))
		if err == nil {
			http.Redirect(w, r, "/desk/staff", http.StatusSeeOther)
			return nil
		}
		if !pug.Final(err) {
			return err
		}
		form.Fail("mail", pug.Sentence(err))
		status = http.StatusConflict
	}
	f.Pages.Render(w, r, status, "staffmail", f.view(v, "What email you get", form))
	return nil
}

func mailForm(now pug.StaffMail) page.Form {
	hints := map[pug.StaffMail]string{
		pug.StaffMailEach:   "Besides the letter of what cannot wait, such as a member who missed meetings.",
		pug.StaffMailDigest: "About all that needs staff. What cannot wait still comes at once.",
		pug.StaffMailNone:   "You find everything at the desk.",
	}
	field := page.Field{Kind: page.Radios, Name: "mail", Label: "How do you want to hear of what needs staff?",
		Value: string(now), Required: true}
	for _, way := range pug.StaffMails() {
		field.Options = append(field.Options, page.Option{Value: string(way), Label: way.Label(), Hint: hints[way]})
	}
	return page.Form{Fields: []page.Field{field}, Submit: "Save"}
}

// hear stores what somebody chose.
func (f function) hear(r *http.Request, v signin.Visitor, how pug.StaffMail) error {
	team, err := f.Store.Staff(r.Context())
	if err != nil {
		return err
	}
	after, err := team.Hear(v.Email, how)
	if err != nil {
		return err
	}
	line := pug.Entry{At: f.Now(), By: v.Name, Actor: v.Email, Deed: "chose", About: []pug.Subject{v.Subject()},
		What: "{0} chose what email to get: " + how.Label()}
	return f.Store.ChangeStaff(r.Context(), after, store.Logged{Entry: line})
}
