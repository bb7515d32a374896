package meetings

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// account takes what a Champion says of a meeting, and shows what stands then. Where the daily round was at the meeting
// just now, it is said again; where somebody else said something of it, that stands.
func (f function) account(w http.ResponseWriter, r *http.Request, v link.Visitor, o occasion, a pug.Account) error {
	a.By, a.Until = v.Who(), o.meeting.CorrectedUntil()
	if o.meeting.Reported.IsZero() {
		a.Until = f.Now().Add(pug.CorrectFor)
	}
	known := o.report().At
	for range attempts {
		c, err := f.settle(r.Context(), v, o, a)
		switch {
		case err == nil:
			f.accountDone(w, r, o, c)
			return nil
		case pug.IsError(err, pug.Already):
			f.notice(w, r, "Attendance", noticeView{Text: pug.Sentence(err),
				Facts: reportFacts(o.meeting, o.report(), o.past.Seats)})
			return nil
		case !pug.IsError(err, pug.Conflict):
			return err
		}
		if o, err = f.occasion(r.Context(), v); err != nil {
			return err
		}
		if o, err = f.ledNow(r.Context(), o, v); err != nil {
			return err
		}
		if o.leader == nil {
			f.showLedByOthers(w, r, o)
			return nil
		}
		if !o.report().At.Equal(known) {
			break
		}
	}
	return f.showReport(w, r, v, o)
}

// settle stores an account with what follows from it.
func (f function) settle(ctx context.Context, v link.Visitor, o occasion, a pug.Account) (pug.Correction, error) {
	now := f.Now()
	c, err := f.Correct(ctx, o.past, o.month.Name, a)
	if err != nil {
		return c, err
	}
	owed, err := f.follows(ctx, o, c)
	if err != nil {
		return c, err
	}
	e := c.Entry(o.group)
	if c.First() {
		e = pug.LogReported(o.group, c.Meeting, c.Report, v.Who(), v.Person)
	}
	e.At, e.By, e.Actor = now, v.Who(), v.Person
	// The sweep tells the workflows of flags that are withdrawn: their pages say so at once.
	return c, f.Store.Account(ctx, c, o.leader, append(owed, store.Logged{Entry: e})...)
}

// follows is what is owed because of a correction: letters to those who were told something else, and an end to
// questions that nobody has to decide any more.
func (f function) follows(ctx context.Context, o occasion, c pug.Correction) ([]store.Owed, error) {
	var owed []store.Owed
	var errs error
	tell := func(key string, data any, to ...letter.Address) {
		told, err := f.Letters.Telling(key, data, to...)
		errs, owed = errors.Join(errs, err), append(owed, told...)
	}
	details := f.details(o)
	key := fmt.Sprintf("corrected/%s/%s", subject(c.Meeting.Group, c.Meeting.Month),
		c.Report.At.Format("20060102T150405"))
	if c.Meeting.NotHeld {
		another := o.group.MayMeet(o.month, c.Report.At)
		each := letter.Per(func(to letter.Address) any { return notHeld{f.detailsFor(to, o), another} })
		tell(key, each, addresses(c.Meeting.Present(o.members))...)
	}
	for _, ch := range c.Changed {
		if ch.Told && !c.Meeting.NotHeld {
			to := letter.To(ch.Member)
			tell(key, attendanceCorrected{f.detailsFor(to, o), ch.To.Label(), ch.Missed}, to)
		}
	}
	for _, flag := range c.Doubtful {
		member := flag.Member
		text := excusalInDoubt{details, member, f.Settings.PublicURL + "/desk/people/" + member.ID + "/return"}
		told, err := f.Letters.TellingStaff(ctx, key+"/"+member.ID, text)
		errs, owed = errors.Join(errs, err), append(owed, told...)
	}
	for _, flag := range c.Withdrawn {
		if flag.Undecided() {
			owed = append(owed, workflow.Answer(flag.ID, c.Report.At))
		}
	}
	return owed, errs
}

func (f function) accountDone(w http.ResponseWriter, r *http.Request, o occasion, c pug.Correction) {
	title, text := "Saved: "+c.Report.Tally(), "The attendance is reported. See you at the next meeting!"
	if c.Meeting.NotHeld {
		title = "Saved: the meeting did not take place"
		text = "It counts against nobody, and your members are told."
		if o.group.MayMeet(o.month, c.Report.At) {
			text += " If you find another date this month, use the link in the email that asked you to plan the " +
				"meeting."
		}
	}
	until := f.When(c.Meeting.CorrectedUntil())
	facts := append(reportFacts(c.Meeting, c.Report, o.past.Seats),
		page.Fact{Label: "To correct it", Value: "Use the same link, until " + until})
	f.Pages.Done(w, r, title, text, facts...)
}

// reportFacts is what was said of each member.
func reportFacts(m pug.Meeting, report pug.Report, seats []pug.Seat) []page.Fact {
	var facts []page.Fact
	if m.NotHeld {
		return facts
	}
	for _, s := range seats {
		if a, ok := report.Members[s.Member.ID]; ok {
			said := a.With(report.Minutes[s.Member.ID])
			facts = append(facts, page.Fact{Label: s.Member.Name, Value: said})
		}
	}
	return facts
}
