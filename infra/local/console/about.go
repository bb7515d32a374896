package console

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/infra/local/asl"
	"github.com/partnerusergroups/pugs/infra/local/hubspot"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// about is whom an execution is about.
type about struct {
	ID, Name, Email string
	What            string // "applies as a member"
}

// String says who it is and what it is about.
func (a about) String() string { return a.Name + " " + a.What }

// Mail leads to the mail to the person, Record to what the desk knows of them.
func (a about) Mail() string { return "/mailbox?to=" + url.QueryEscape(a.Email) }

// Record is the address of the person's page at the desk.
func (a about) Record() string { return "/desk/people/" + a.ID }

// about gives the person whom an execution is about, by the application or the flag that its input names; false where
// it is about nobody, or about somebody who is erased.
func (c *Console) about(ctx context.Context, x asl.Execution) (about, bool) {
	var input struct{ Application, Flag string }
	_ = json.Unmarshal([]byte(x.Input), &input) // what is none is about nobody
	if input.Flag != "" {
		f, err := c.Records.Flag(ctx, input.Flag)
		missed := "missed " + pug.Count(f.Missed, "meeting", "meetings")
		return about{f.Member.ID, f.Member.Name, f.Member.Email, missed}, err == nil
	}
	if input.Application == "" {
		return about{}, false
	}
	a, err := c.Records.Application(ctx, input.Application)
	return about{a.ID, a.Name(), a.Email, "applies as a " + a.Kind.Label()}, err == nil && a.Name() != ""
}

// atHubSpot is the address of the person's contact; empty where there is none.
func (c *Console) atHubSpot(email string) string {
	all := c.HubSpot.Contacts()
	i := slices.IndexFunc(all, func(one hubspot.Contact) bool { return one.Value("email") == email })
	if i < 0 {
		return ""
	}
	return "/hubspot/" + all[i].ID
}
