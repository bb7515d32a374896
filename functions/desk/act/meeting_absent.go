package act

import (
	"context"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// absentAct says for a member that they cannot come to a meeting (L7), and comesAct takes that back.
func (f Planner) absentAct() Act {
	return Act{On: "meetings", Name: "absent", Label: "A member cannot come", Form: f.absentForm, Plan: f.planAbsent}
}

func (f Planner) comesAct() Act {
	return Act{On: "meetings", Name: "comes", Label: "A member can come after all", Form: f.comesForm,
		Plan: f.planComes}
}

// absentForm offers the members who are expected.
func (f Planner) absentForm(ctx context.Context, id string) (Question, error) {
	m, err := f.MeetingOf(ctx, id)
	var expected []pug.Person
	for _, s := range pug.Taken(m.Records.Seats) {
		if _, absent := pug.NoticeOf(m.Notices(), s.Member.ID); !absent {
			expected = append(expected, s.Member)
		}
	}
	fields := []page.Field{whichMember(expected), {Kind: page.TextArea, Name: "note",
		Label: "What the Champion should know", Length: 500}}
	return Question{Title: "Say who cannot come to " + m.named(), Fields: fields}, err
}

// comesForm offers the members who said that they cannot come.
func (f Planner) comesForm(ctx context.Context, id string) (Question, error) {
	m, err := f.MeetingOf(ctx, id)
	var absent []pug.Person
	for _, n := range m.Notices() {
		absent = append(absent, n.Member)
	}
	return Question{Title: "Say who can come after all to " + m.named(), Fields: []page.Field{whichMember(absent)}}, err
}

func whichMember(members []pug.Person) page.Field {
	field := page.Field{Kind: page.Select, Name: "member", Label: "Member", Required: true}
	for _, p := range members {
		field.Options = append(field.Options, page.Option{Value: p.ID, Label: p.WithCompany()})
	}
	return field
}

func (f Planner) planAbsent(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
	m, err := f.MeetingOf(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	n, err := pug.CannotCome(m.Meeting, m.Records.Seats, m.Records.Notices[m.Month], form.Value("member"), f.Now())
	if err != nil {
		return Deed{}, err
	}
	n.By, n.Note = v.Name, form.Value("note")
	a := part.Absence{Group: m.Group, Meeting: m.Meeting, Notice: n}
	d := m.attends(a, "Say that "+n.Member.Name+" cannot come")
	d.Effects = []string{"In the report the Champion finds " + n.Member.Name + " as absent with notice. It counts " +
		"for nothing against them.", "The Champion sees it with the talking points."}
	d.Owed, err = f.tellOfAbsence(a)
	d.Do = func(ctx context.Context, owed ...store.Owed) error {
		return f.Store.PutNotice(ctx, m.Meeting, n, owed...)
	}
	d.Undo = m.Path() + "/comes?member=" + n.Member.ID
	return d, err
}

func (f Planner) planComes(ctx context.Context, _ pug.Staff, id string, form *page.Form) (Deed, error) {
	m, err := f.MeetingOf(ctx, id)
	if err != nil {
		return Deed{}, err
	}
	n, err := pug.CanCome(m.Meeting, m.Records.Notices[m.Month], form.Value("member"), f.Now())
	if err != nil {
		return Deed{}, err
	}
	a := part.Absence{Group: m.Group, Meeting: m.Meeting, Notice: n, Comes: true}
	d := m.attends(a, "Say that "+n.Member.Name+" can come after all")
	d.Effects = []string{n.Member.Name + " is expected at the meeting like everybody else."}
	d.Owed, err = f.tellOfAbsence(a)
	d.Do = func(ctx context.Context, owed ...store.Owed) error {
		return f.Store.RemoveNotice(ctx, m.Meeting, n, owed...)
	}
	d.Undo = m.Path() + "/absent?member=" + n.Member.ID
	return d, err
}

// attends is as much of a deed as both acts have.
func (m Meeting) attends(a part.Absence, title string) Deed {
	return Deed{Title: title, Back: m.Path(), Entry: a.Line()}
}

// tellOfAbsence tells the member, and the Champion where they would not read it otherwise.
func (f Planner) tellOfAbsence(a part.Absence) ([]store.Owed, error) {
	to := letter.To(a.Notice.Member)
	about := f.aboutMeeting(Meeting{Meeting: a.Meeting, Group: a.Group}, to)
	owed, err := f.Letters.Telling(a.Key(f.Now().Format(part.LetterTime)), absenceNoted{about, a.Comes}, to)
	if err != nil {
		return nil, err
	}
	told, err := f.parts.TellLeaders(a)
	return append(owed, told...), err
}
