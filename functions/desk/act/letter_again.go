package act

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// againAct sends a letter again, with a link that works, to the address on record (L13).
func (f Planner) againAct() Act {
	return Act{On: "letters", Name: "again", Label: "Send the letter again", Form: f.againForm, Plan: f.planAgain}
}

func (f Planner) againForm(ctx context.Context, id string) (Question, error) {
	l, err := f.Store.LetterAt(ctx, id)
	if err != nil {
		return Question{}, err
	}
	q := Question{Title: "Send “" + l.Subject + "” to " + l.To.Name + " again"}
	a, err := f.Store.Application(ctx, l.To.ID)
	if err != nil {
		return q, err
	}
	complained, err := f.complained(ctx, a.Email)
	if complained {
		q.Fields = []page.Field{{Kind: page.Checkbox, Name: wanted, Label: "They want our email again: a letter to " +
			a.Email + " was reported as spam before"}}
	}
	return q, err
}

// wanted names the field by which staff say that somebody wants email again who has complained of some.
const wanted = "wanted"

// complained says whether a letter to an address was reported as spam.
func (f Planner) complained(ctx context.Context, email string) (bool, error) {
	letters, err := f.Store.Letters(ctx, email)
	return slices.ContainsFunc(letters, func(l store.Letter) bool { return l.State == store.LetterComplained }), err
}

func (f Planner) planAgain(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	l, err := f.Store.LetterAt(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	if l.State == store.LetterWaiting {
		return Deed{}, pug.Errorf(pug.Conflict, "This letter has not been sent yet. It waits since %s, and goes out "+
			"by itself.", f.When(l.Written))
	}
	a, err := f.Store.Application(ctx, l.To.ID)
	if err != nil {
		return Deed{}, err
	}
	if complained, err := f.complained(ctx, a.Email); err != nil {
		return Deed{}, err
	} else if complained && form.Value(wanted) != "true" {
		form.Fail(wanted, "Ask them first in another way.")
	}
	if err := f.stillInvites(ctx, l, a.Email); err != nil {
		return Deed{}, err
	}
	if err := f.stillTrue(ctx, l); err != nil {
		return Deed{}, err
	}
	like, says, err := f.renewed(ctx, l)
	if err != nil {
		return Deed{}, err
	}
	repeated := letter.Again(l, letter.ToApplicant(a), like, f.Now())
	d := Deed{Title: "Send “" + l.Subject + "” again", Owed: []store.Owed{repeated}, Back: "/desk/letters/" + id,
		Effects: againEffects(l, a.Email, says),
		Entry: pug.Entry{Deed: "sent again", Cohort: pug.CohortOf(a.ID), About: []pug.Subject{a.Person().Subject()},
			What: "A letter was sent to {0} again: " + plain(l.Subject)},
		Do: func(ctx context.Context, owed ...store.Owed) error {
			return f.Store.SentAgain(ctx, []store.Repeat{{Of: l, By: repeated}}, owed...)
		}}
	if m, arose := l.Matter(); arose && l.State == store.LetterBounced {
		d.Owed = append(d.Owed, store.Settled{Matter: m})
	}
	return d, nil
}

// againEffects say where a letter goes that is sent again, and where it went before.
func againEffects(l store.Letter, email, says string) []string {
	effects := []string{fmt.Sprintf("The letter goes to %s, the address on record.", email)}
	if !strings.EqualFold(email, l.To.Email) {
		effects = append(effects, "Before, it went to "+l.To.Email+".")
	}
	if l.State == store.LetterBounced {
		effects = append(effects, "It came back: "+l.Answer)
	}
	if says != "" {
		effects = append(effects, says)
	}
	return effects
}

// plain is text that names nobody in a line of the log.
func plain(text string) string { return strings.NewReplacer("{", "(", "}", ")").Replace(text) }

// stillTrue says why a letter must not go out again that tells what has changed since; nil if it may.
func (f Planner) stillTrue(ctx context.Context, l store.Letter) error {
	l.While = l.Lasting()
	untrue, err := f.Store.Untrue(ctx, []store.Letter{l})
	if err == nil && untrue[l.ID] {
		err = pug.Errorf(pug.Conflict, "What this letter says is not so any more. Look at their page for what is true "+
			"now, or write to them in person.")
	}
	return err
}

// stillInvites says why an invitation must not go out again to the address on record; nil if it may, and for all other
// letters.
func (f Planner) stillInvites(ctx context.Context, l store.Letter, email string) error {
	parts := strings.Split(l.Key, "/")
	if l.Invitation == nil || len(parts) < 4 {
		return nil
	}
	m, err := f.Store.Meeting(ctx, parts[1], parts[2])
	if err != nil {
		return err
	}
	in, err := f.isIn(ctx, m.Group, l.To.ID)
	switch {
	case err != nil:
		return err
	case l.Invitation.Method == calendar.Request && !in:
		return pug.Errorf(pug.Conflict, "They are not in the group any more, so there is nothing to invite them to.")
	case l.Invitation.Sequence != m.Sequence:
		return pug.Errorf(pug.Conflict, "The meeting was changed since, on %s. Send the latest letter about it again.",
			f.When(m.Planned))
	case !f.Now().Before(m.Starts):
		return pug.Errorf(pug.Conflict, "The meeting was on %s, so there is nothing to invite to any more.",
			f.When(m.Starts))
	case !strings.EqualFold(email, l.To.Email): // another event there, see part.Parts
		return pug.Errorf(pug.Conflict, "The address was changed since, and the meeting moved to the calendar of %s "+
			"by a letter of its own. Send that one again.", email)
	}
	return nil
}

// isIn says whether somebody has a seat in a group, or leads it.
func (f Planner) isIn(ctx context.Context, group, id string) (bool, error) {
	g, err := f.Store.Group(ctx, group)
	if err != nil {
		return false, err
	}
	r, err := f.Store.GroupRecords(ctx, group)
	seat, found := pug.SeatOfMember(r.Seats, id)
	leads := slices.ContainsFunc(g.Leaders(), func(p pug.Person) bool { return p.ID == id })
	return found && seat.Taken() || leads, err
}

// renewed is the link of a letter that is sent again; nil where it has none. One that has ended works again where what
// it asks is still open. Where it is not, the letter says so by itself, or is not sent.
func (f Planner) renewed(ctx context.Context, l store.Letter) (like *link.Link, says string, err error) {
	if l.Link == nil {
		return nil, "", nil
	}
	now, renewed := f.Now(), *l.Link
	if renewed.Expires, err = f.openUntil(ctx, renewed); err != nil {
		return nil, "", err
	}
	switch {
	case renewed.Expires.After(now):
		return &renewed, "Its link works until " + f.When(renewed.Expires) + ".", nil
	case l.Late != "":
		return l.Link, "What it asked is over, and it says so.", nil
	}
	over := "was over on " + f.When(l.Link.Expires)
	if l.Link.Expires.After(now) {
		over = "is not open any more"
	}
	return nil, "", pug.Errorf(pug.Conflict, "What this letter asks %s, so its link would lead nowhere. Write to them "+
		"in person, or look at their page for what can be done.", over)
}

// openUntil is until when what a link asks is open: of a meeting as it stands now, of all else as the link says; zero
// if it is not.
func (f Planner) openUntil(ctx context.Context, l link.Link) (time.Time, error) {
	group, month, _ := strings.Cut(l.Subject, "/")
	if l.Purpose != duty.PurposePlan && l.Purpose != duty.PurposePoints && l.Purpose != duty.PurposeAttendance {
		return l.Expires, nil
	}
	m, err := f.MeetingOf(ctx, MeetingID(group, month))
	if err != nil {
		return time.Time{}, err
	}
	now := f.Now()
	switch {
	case l.Purpose == duty.PurposePoints && m.State == pug.MeetingPlanned:
		return m.Starts, nil
	case l.Purpose == duty.PurposePlan && m.Plannable(now):
		dates, err := f.Calendar.Dates(ctx, m.Group.Cohort)
		in, _ := dates.Month(month)
		return in.To, err
	case l.Purpose == duty.PurposeAttendance && m.Reportable(now):
		return calendar.AttendanceEnds(m.Meeting, f.Settings.Intervals), nil
	case l.Purpose == duty.PurposeAttendance && m.State == pug.MeetingReported:
		return m.CorrectedUntil(), nil
	}
	return time.Time{}, nil
}
