package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/partnerusergroups/pugs/shared/contact"
	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// checker is one check with what it found, in sentences.
type checker struct {
	client  *hubspot.Client
	forms   []string
	webhook string

	well []string // as it should be, or was made so
	mend []string // is not, and how to mend it
	look []string // cannot be asked: for people to look at
}

// check asks HubSpot for everything. Where the token is not known there is nothing more to ask.
func (c *checker) check(ctx context.Context) {
	if !c.account(ctx) {
		return
	}
	if err := c.client.MayUpdateContacts(ctx); err != nil {
		c.failed("write back to contacts", err)
	}
	properties := c.properties(ctx)
	for _, id := range c.forms {
		c.form(ctx, id, properties)
	}
	if len(c.forms) == 0 {
		c.lookf("No form was named. Name the programme's forms by -forms; a form's id is in its address in the editor.")
	}
	c.workflow(ctx)
	c.lookf("Workflows send webhooks only with a subscription to Data Hub (once Operations Hub), Professional or " +
		"Enterprise. The API does not tell whether the account has one: if it has, there is the action " +
		"\"Send a webhook\".")
}

// account says whose token it is. false: nobody's.
func (c *checker) account(ctx context.Context) bool {
	a, err := c.client.Account(ctx)
	if err != nil {
		c.failed("read the account", err)
		return false
	}
	c.wellf("The token is of the HubSpot account %d (%s).", a.Portal, a.Domain)
	if u, ok, err := c.client.Usage(ctx); err == nil && ok {
		c.wellf("%d of the day's %d calls are used up.", u.Used, u.Limit)
		if u.Used > u.Limit/2 {
			c.lookf("More than half of the day's calls are used up, by all apps of the account together. Where none " +
				"are left, what is written back waits until midnight in the account's time zone.")
		}
	}
	return true
}

// properties makes those that are missing, compares the others, and gives all.
func (c *checker) properties(ctx context.Context) map[string]hubspot.Property {
	created, err := contact.Create(ctx, c.client)
	if len(created) > 0 {
		c.wellf("Created: %s.", strings.Join(created, ", "))
	}
	if err != nil {
		c.failed("create the properties", err)
	}
	all, err := c.client.Properties(ctx)
	if err != nil {
		c.failed("read the properties", err)
		return nil
	}
	there := map[string]hubspot.Property{}
	for _, p := range all {
		there[p.Name] = p
	}
	before := len(c.mend)
	for _, want := range contact.Form() {
		there[want.Name] = c.property(ctx, want, there[want.Name], false)
	}
	for _, want := range contact.Written() {
		there[want.Name] = c.property(ctx, want, there[want.Name], true)
	}
	if len(c.mend) == before {
		c.wellf("The %d properties are as they should be.", len(contact.Form())+len(contact.Written()))
	}
	return there
}

func (c *checker) wellf(format string, args ...any) {
	c.well = append(c.well, fmt.Sprintf(format, args...))
}

func (c *checker) mendf(format string, args ...any) {
	c.mend = append(c.mend, fmt.Sprintf(format, args...))
}

func (c *checker) lookf(format string, args ...any) {
	c.look = append(c.look, fmt.Sprintf(format, args...))
}

// failed says why something could not be done, and what helps.
func (c *checker) failed(deed string, err error) {
	var e *hubspot.APIError
	switch errors.As(err, &e); {
	case hubspot.TroubleOf(err) == hubspot.TroubleToken && len(e.Scopes) > 0:
		c.mendf("The token may not %s. Give it the scope %s (Development > Keys > Service keys, or the private app's "+
			"page).", deed, strings.Join(e.Scopes, " or "))
	case hubspot.TroubleOf(err) == hubspot.TroubleToken:
		c.mendf("HubSpot does not know the token. Copy it once more, whole; if it was rotated, take the new one.")
	case hubspot.TroubleOf(err) == hubspot.TroubleMoment:
		c.mendf("HubSpot did not %s just now: %v. Run this again later.", deed, err)
	default:
		c.mendf("HubSpot did not %s: %v. It says: %s", deed, err, e.Message)
	}
}

// print writes what was found.
func (c *checker) print(out io.Writer) error {
	text := new(strings.Builder)
	for _, part := range []struct {
		title string
		lines []string
	}{{"As it should be", c.well}, {"To mend", c.mend}, {"To look at: HubSpot does not tell", c.look}} {
		if len(part.lines) > 0 {
			fmt.Fprintf(text, "%s:\n- %s\n\n", part.title, strings.Join(part.lines, "\n- "))
		}
	}
	if len(c.mend) == 0 {
		fmt.Fprintln(text, "All is well.")
	} else {
		fmt.Fprintln(text, "Mend this, and run the check again.")
	}
	_, err := io.WriteString(out, text.String())
	return err
}
