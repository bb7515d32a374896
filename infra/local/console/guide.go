package console

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/console/scene"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// step is one of the five clicks through a cohort.
type step struct {
	Number      int
	Label, Text string
	Done, Next  bool // Next: it is the first that is not done
}

// guide is the path through a cohort that the console suggests, as far as it is walked. The first two steps are about
// an application of whoever sits at the browser.
func (c *Console) guide(now time.Time, decided bool) []step {
	applicant, kind := "the applicant", c.openTo(now)
	taken := c.memory.taken()
	if a := c.memory.application(); a != nil {
		applicant, kind, taken[1], taken[2] = a.Name, pug.Kind(a.Kind), true, decided
	}
	staff := firstName(c.first().Name)
	list := []step{
		{Label: "Apply as a " + kind.Label(),
			Text: "The form is filled in. What you send arrives as HubSpot’s webhook does."},
		{Label: "Decide as " + staff, Text: "Staff are asked by email. Open the link and choose."},
		{Label: "Read the answer as " + applicant, Text: "Whatever was decided, the applicant hears of it."},
		{Label: "Curate the groups as " + staff, Text: "Time goes on to September: move people, then publish."},
		{Label: "Prepare a meeting as a member", Text: "Time goes on to the first meeting: hand in talking points."},
	}
	for i := range list {
		list[i].Number, list[i].Done = i+1, taken[i+1]
	}
	if next := slices.IndexFunc(list, func(s step) bool { return !s.Done }); next >= 0 {
		list[next].Next = true
	}
	return list
}

// firstName is the first name of somebody.
func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	if first == "" {
		return "staff"
	}
	return first
}

// openTo is the kind of application that is taken now, or is the next to be.
func (c *Console) openTo(now time.Time) pug.Kind {
	if now.Before(c.Dates.ChampionsClose) {
		return pug.KindChampion
	}
	return pug.KindMember
}

// takeStep leads to where a step of the guide is done: time stands still there, and goes on before as far as it must.
func (c *Console) takeStep(w http.ResponseWriter, r *http.Request) {
	number, _ := strconv.Atoi(r.PostFormValue("step")) // what is no number is no step
	a := c.memory.application()
	if number == 1 || a == nil && (number == 2 || number == 3) {
		c.memory.leaveStop()
		c.Clock.Pause()
		http.Redirect(w, r, "/apply"+example(c.openTo(c.Clock.Now())), http.StatusSeeOther)
		return
	}
	m, found := c.await(r.Context(), func(m mailbox.Mail) bool { return c.belongs(r.Context(), number, m) })
	if !found {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	c.openAs(w, r, c.reader(r.Context(), m), m.ID)
}

// reader is who got a mail, with their part in the cohort where that is known.
func (c *Console) reader(ctx context.Context, m mailbox.Mail) scene.Part {
	s, err := scene.Read(ctx, c.Records, c.Cohort, 1)
	if err == nil {
		if p := scene.PartOf(c.everybody(s), m.To); p.Email != "" {
			return p
		}
	}
	return scene.Part{Name: m.To, Email: m.To}
}

// belongs says whether a step of the guide is done by reading the mail.
func (c *Console) belongs(ctx context.Context, step int, m mailbox.Mail) bool {
	a := c.memory.application()
	switch step {
	case 2:
		return a != nil && m.To == c.first().Address && c.asks(*a, m)
	case 3:
		return a != nil && m.To == a.Email && c.answers(ctx, *a, m)
	case 4:
		return m.To == c.first().Address && c.leads(m, "groups/")
	case 5:
		return c.leads(m, "points/")
	}
	return false
}

// asks says whether a mail asks staff about an application: a Champion's by a link of its own, a member's by the letter
// of the morning.
func (c *Console) asks(a application, m mailbox.Mail) bool {
	if a.Kind == string(pug.KindChampion) {
		return c.leads(m, "review/") && strings.Contains(m.Subject, a.Name)
	}
	return c.leads(m, "signin/") && c.Clock.Now().Sub(m.Time) < 24*time.Hour
}

// answers says whether a mail came after the decision on the application of whom it is to.
func (c *Console) answers(ctx context.Context, a application, m mailbox.Mail) bool {
	d := c.decision(ctx, a)
	return d != nil && !m.Time.Before(d.At)
}

func (c *Console) decision(ctx context.Context, a application) *pug.Decision {
	found, err := c.Records.Application(ctx, a.ID)
	if err != nil {
		return nil // it is erased, or not stored yet
	}
	return found.Decision
}

// walk notes the steps of the guide that are done by reading a mail. The second is done by deciding.
func (c *Console) walk(ctx context.Context, m mailbox.Mail) {
	for step := 3; step <= 5; step++ {
		if c.belongs(ctx, step, m) {
			c.memory.take(step)
		}
	}
}

// patience is how long, on the wall, somebody waits for time to come to a step of the guide.
const patience = 20 * time.Second

// await gives the latest mail that fits. Where there is none yet, time jumps to when one comes, and stands still.
func (c *Console) await(ctx context.Context, fits func(mailbox.Mail) bool) (mailbox.Mail, bool) {
	c.memory.leaveStop()
	c.memory.guide(true)
	defer c.memory.guide(false)
	c.Clock.Pause()
	if m, found := last(c.Mailbox.All(), fits); found {
		return m, true
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	seen, latest := c.Mailbox.Count(), c.Dates.End
	came := make(chan mailbox.Mail, 1)
	c.Clock.JumpUntil(func() bool {
		next := c.Mailbox.After(seen)
		seen += len(next)
		m, found := last(next, fits)
		if found {
			came <- m
		}
		if c.Clock.Now().After(latest) {
			cancel()
		}
		return found || ctx.Err() != nil
	})
	select {
	case m := <-came:
		return m, true
	case <-ctx.Done():
		return mailbox.Mail{}, false
	}
}

// last is the last of some mails that fits.
func last(mails []mailbox.Mail, fits func(mailbox.Mail) bool) (mailbox.Mail, bool) {
	for i := len(mails) - 1; i >= 0; i-- {
		if fits(mails[i]) {
			return mails[i], true
		}
	}
	return mailbox.Mail{}, false
}
