package desk

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// absentAct says for a member that they cannot come to a meeting (L7), and comesAct takes that back.
func (f function) absentAct() act {
	return act{on: "meetings", name: "absent", label: "A member cannot come", form: f.absentForm, plan: f.planAbsent}
}

func (f function) comesAct() act {
	return act{on: "meetings", name: "comes", label: "A member can come after all", form: f.comesForm,
		plan: f.planComes}
}

// absentForm offers the members who are expected.
func (f function) absentForm(ctx context.Context, id string) (page.Form, error) {
	m, err := f.meetingOf(ctx, id)
	var expected []pug.Person
	for _, s := range pug.Taken(m.records.Seats) {
		if _, absent := pug.NoticeOf(m.absent(), s.Member.ID); !absent {
			expected = append(expected, s.Member)
		}
	}
	form := page.Form{Fields: []page.Field{whichMember(expected), {Kind: page.TextArea, Name: "note",
		Label: "What the Champion should know", Length: 500}}}
	return form, err
}

// comesForm offers the members who said that they cannot come.
func (f function) comesForm(ctx context.Context, id string) (page.Form, error) {
	m, err := f.meetingOf(ctx, id)
	var absent []pug.Person
	for _, n := range m.absent() {
		absent = append(absent, n.Member)
	}
	return page.Form{Fields: []page.Field{whichMember(absent)}}, err
}

func whichMember(members []pug.Person) page.Field {
	field := page.Field{Kind: page.Select, Name: "member", Label: "Member", Required: true}
	for _, p := range members {
		field.Options = append(field.Options, page.Option{Value: p.ID, Label: p.WithCompany()})
	}
	return field
}

func (f function) planAbsent(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
	m, err := f.meetingOf(ctx, id)
	if err != nil {
		return deed{}, err
	}
	n, err := pug.CannotCome(m.Meeting, m.records.Seats, m.records.Notices[m.Month], form.Value("member"), f.Now())
	if err != nil {
		return deed{}, err
	}
	n.By, n.Note = v.Name, form.Value("note")
	a := part.Absence{Group: m.group, Meeting: m.Meeting, Notice: n}
	d := m.attends(a, "Say that "+n.Member.Name+" cannot come")
	d.effects = []string{"In the report the Champion finds " + n.Member.Name + " as absent with notice. It counts " +
		"for nothing against them.", "The Champion sees it with the talking points."}
	d.owed, err = f.tellOfAbsence(a)
	d.do = func(ctx context.Context, owed ...store.Owed) error {
		return f.Store.PutNotice(ctx, m.Meeting, n, owed...)
	}
	d.undo = m.path() + "/comes?member=" + n.Member.ID
	return d, err
}

func (f function) planComes(ctx context.Context, _ visitor, id string, form *page.Form) (deed, error) {
	m, err := f.meetingOf(ctx, id)
	if err != nil {
		return deed{}, err
	}
	n, err := pug.CanCome(m.Meeting, m.records.Notices[m.Month], form.Value("member"), f.Now())
	if err != nil {
		return deed{}, err
	}
	a := part.Absence{Group: m.group, Meeting: m.Meeting, Notice: n, Comes: true}
	d := m.attends(a, "Say that "+n.Member.Name+" can come after all")
	d.effects = []string{n.Member.Name + " is expected at the meeting like everybody else."}
	d.owed, err = f.tellOfAbsence(a)
	d.do = func(ctx context.Context, owed ...store.Owed) error {
		return f.Store.RemoveNotice(ctx, m.Meeting, n, owed...)
	}
	d.undo = m.path() + "/absent?member=" + n.Member.ID
	return d, err
}

// attends is as much of a deed as both acts have.
func (m meeting) attends(a part.Absence, title string) deed {
	return deed{title: title, back: m.path(), entry: a.Line()}
}

// tellOfAbsence tells the member, and the Champion where they would not read it otherwise.
func (f function) tellOfAbsence(a part.Absence) ([]store.Owed, error) {
	to := letter.To(a.Notice.Member)
	about := f.aboutMeeting(meeting{Meeting: a.Meeting, group: a.Group}, to)
	owed, err := f.Letters.Telling(a.Key(f.Now().Format(part.LetterTime)), absenceNoted{about, a.Comes}, to)
	if err != nil {
		return nil, err
	}
	told, err := f.parts.TellLeaders(a)
	return append(owed, told...), err
}
