package console

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/hubspot"
)

type contactList struct {
	Text string
	pager
	Contacts []contactLine
	Calls    int // of the API
}

type contactLine struct {
	ID, Name, Email, Company string
	Changed                  time.Time
}

// contacts lists who is at HubSpot, the last changed first: those whose name, address or company contains "text".
func (c *Console) contacts(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	list := contactList{Text: strings.TrimSpace(query.Get("text")), Calls: c.HubSpot.Calls()}
	var found []contactLine
	for _, one := range c.HubSpot.Contacts() {
		line := contactLine{one.ID, contactName(one), one.Value("email"), one.Value("company"),
			changed(one).In(c.Zone)}
		text := strings.ToLower(line.Name + "\n" + line.Email + "\n" + line.Company)
		if strings.Contains(text, strings.ToLower(list.Text)) {
			found = append(found, line)
		}
	}
	slices.SortStableFunc(found, func(a, b contactLine) int { return b.Changed.Compare(a.Changed) })
	list.pager, list.Contacts = onPage(query, found)
	c.show(w, r, http.StatusOK, "contacts", "hubspot", "HubSpot's contacts", list)
}

func contactName(one hubspot.Contact) string {
	name := strings.TrimSpace(one.Value("firstname") + " " + one.Value("lastname"))
	return cmp.Or(name, one.Value("email"), "Contact "+one.ID)
}

// changed is when a contact was changed last.
func changed(one hubspot.Contact) time.Time {
	last := one.Created
	for _, versions := range one.Properties {
		if at := versions[0].At; at.After(last) {
			last = at
		}
	}
	return last
}

type contactView struct {
	ID         string
	Others     []string
	Properties []propertyView
}

type propertyView struct {
	Name, Label, Value string
	Versions           []hubspot.Version // the newest first
}

// contact shows a contact as its page at HubSpot does: its properties, each with its history.
func (c *Console) contact(w http.ResponseWriter, r *http.Request) {
	one, ok := c.HubSpot.Contact(r.PathValue("id"))
	if !ok {
		c.missing(w, r, "There is no such contact at HubSpot.")
		return
	}
	v := contactView{ID: one.ID, Others: one.Others}
	for _, p := range c.HubSpot.Properties() {
		versions := one.Properties[p.Name]
		for i := range versions {
			versions[i].At = versions[i].At.In(c.Zone)
		}
		if len(versions) > 0 {
			v.Properties = append(v.Properties, propertyView{p.Name, p.Label, one.Value(p.Name), versions})
		}
	}
	c.show(w, r, http.StatusOK, "contact", "hubspot", contactName(one), v)
}
