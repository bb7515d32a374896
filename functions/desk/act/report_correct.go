package act

import (
	"context"
	"fmt"
	"net/url"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// reportAct says who was at a meeting, or that it did not take place (L5, L6).
func (f Planner) reportAct() Act {
	return Act{On: "meetings", Name: "report", Label: "Report or correct attendance", Form: f.reportForm,
		Plan: f.planReport}
}

func (f Planner) reportForm(ctx context.Context, id string) (Question, error) {
	m, err := f.MeetingOf(ctx, id)
	if err != nil {
		return Question{}, err
	}
	form := Question{Title: "Say who was at " + m.named()}
	form.Fields = []page.Field{{Kind: page.Radios, Name: "held", Label: "Did the meeting take place?",
		Required: true, Inline: true, Value: tookPlace(m),
		Options: []page.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}}}
	var options []page.Option
	for _, a := range pug.Reportable() {
		options = append(options, page.Option{Value: string(a), Label: a.Label()})
	}
	for _, s := range pug.Reportees(m.Meeting, m.Report(), m.Records.Seats) {
		form.Fields = append(form.Fields, page.Field{Kind: page.Radios, Name: "m-" + s.Member.ID, Label: s.Member.Name,
			Hint: s.Member.Company, Inline: true, Options: options, Value: string(m.saidOf(s.Member.ID))})
	}
	return form, nil
}

// tookPlace answers whether the meeting did.
func tookPlace(m Meeting) string {
	if m.NotHeld {
		return "no"
	}
	return "yes"
}

// saidOf is what the report has of a member, as somebody says it; else what they said beforehand.
func (m Meeting) saidOf(member string) pug.Attendance {
	said := m.Report().Members[member]
	if _, absent := pug.NoticeOf(m.Notices(), member); absent && said == "" {
		return pug.Excused
	}
	if said == pug.NotTold {
		return pug.Missed
	}
	return said
}

func (f Planner) planReport(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	m, err := f.MeetingOf(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	dates, err := f.running(ctx, m.Group.Cohort)
	if err != nil {
		return Deed{}, err
	}
	account := pug.Account{NotHeld: form.Value("held") == "no", Members: map[string]pug.Attendance{}, By: v.Name}
	for _, s := range pug.Reportees(m.Meeting, m.Report(), m.Records.Seats) {
		name := "m-" + s.Member.ID
		if !account.NotHeld && form.Value(name) == "" {
			form.Fail(name, "Choose an answer.")
		}
		said := pug.Attendance(form.Value(name))
		if account.Members[s.Member.ID], err = f.Judged(ctx, m.Meeting, s, said); err != nil {
			return Deed{}, err
		}
	}
	c, err := f.Correct(ctx, m.Records.Past(), m.Month, account)
	if err != nil {
		return Deed{}, err
	}
	month, _ := dates.Month(m.Month)
	another := c.Meeting.NotHeld && m.Group.MayMeet(month, f.Now())
	owed, err := f.reportOwes(m, c, another)
	effects := c.Effects()
	if another {
		effects = append(effects, "The Champion may choose another date in "+pug.MonthName(m.Month)+".")
	}
	return Deed{
		Title:   "Say who was at " + m.named(),
		Effects: effects, Owed: owed, Entry: c.Entry(m.Group),
		Do:   func(ctx context.Context, owed ...store.Owed) error { return f.Store.Account(ctx, c, nil, owed...) },
		Undo: m.asBefore(), Back: m.Path(),
	}, err
}

// running are the dates of a cohort that runs. pug.Conflict: it has ended, or has not begun.
func (f Planner) running(ctx context.Context, id pug.CohortID) (pug.Dates, error) {
	c, err := f.Store.Cohort(ctx, id)
	if err == nil && c.Stage != pug.StageRunning {
		err = pug.Errorf(pug.Conflict, "The cohort of %s does not run now, so what was reported stays as it is.",
			id.Name())
	}
	return c.Dates, err
}

// asBefore is the address of the act that says again what the report says now; empty where it says nothing.
func (m Meeting) asBefore() string {
	if !m.Correctable() || m.State == pug.MeetingNotKnown {
		return ""
	}
	values := url.Values{"held": {tookPlace(m)}}
	for member := range m.Report().Members {
		values.Set("m-"+member, string(m.saidOf(member)))
	}
	return m.Path() + "/report?" + values.Encode()
}

// reportOwes are the letters that a correction leads to, and an end to questions that nobody has to decide any more.
// Another says that another date may be found for a meeting that was not held.
func (f Planner) reportOwes(m Meeting, c pug.Correction, another bool) ([]store.Owed, error) {
	key := "corrected/" + m.id + "/" + c.Report.At.Format("20060102T150405")
	to := letter.ToLeaders(m.Group)
	var data any = reportCorrected{f.aboutMeeting(m, letter.Address{}), c.Effects()}
	if c.Meeting.NotHeld {
		data = letter.Per(func(to letter.Address) any { return notHeld{f.aboutMeeting(m, to), another} })
		for _, s := range m.Present(pug.Taken(m.Records.Seats)) {
			to = append(to, letter.To(s.Member))
		}
	}
	owed, err := f.Letters.Telling(key, data, to...)
	for _, ch := range c.Changed {
		if !ch.Told || c.Meeting.NotHeld || err != nil {
			continue
		}
		var told []store.Owed
		member := letter.To(ch.Member)
		text := attendanceCorrected{f.aboutMeeting(m, member), ch.To.Label(), ch.Missed}
		told, err = f.Letters.Telling(key, text, member)
		owed = append(owed, told...)
	}
	for _, flag := range c.Withdrawn {
		if flag.Undecided() {
			owed = append(owed, workflow.Answer(flag.ID, c.Report.At))
		}
	}
	if err != nil {
		return nil, fmt.Errorf("write the letters about %s: %w", m.id, err)
	}
	return owed, nil
}
