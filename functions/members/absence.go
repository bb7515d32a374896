package members

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/part"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// absentAct lets a member say that they cannot come to a meeting (L7), and comesAct take that back.
func (f function) absentAct() act {
	return act{on: "meetings", name: "absent", plan: f.planAbsent, next: func(v visitor, id string, _ pug.Entry) next {
		return next{
			sentences: []string{
				"Your Champion sees it, and finds you as absent with notice in the report of the meeting.",
				"The meeting stays in your calendar. If you can come after all, just come."},
			undo: page.MenuItem{Label: "I can come after all", Href: v.path("meetings", id, "comes")}}
	}}
}

func (f function) comesAct() act {
	return act{on: "meetings", name: "comes", plan: f.planComes, next: func(v visitor, id string, _ pug.Entry) next {
		return next{sentences: []string{"You are expected at the meeting like everybody else."},
			undo: page.MenuItem{Label: "I cannot come", Href: v.path("meetings", id, "absent")}}
	}}
}

// occasion is a meeting of a group in which somebody sits.
type occasion struct {
	pug.Meeting
	standing
}

// occasion reads the meeting of an address, "2026-H2-g01-2026-10"; pug.NotFound if it is none of the person's.
func (f function) occasion(ctx context.Context, v visitor, id string) (occasion, error) {
	none := pug.Errorf(pug.NotFound, "Your group has no such meeting.")
	group := pug.GroupOfFlag(id)
	at := slices.IndexFunc(v.own, func(a pug.Application) bool { return a.Group != "" && a.Group == group })
	if at < 0 {
		return occasion{}, none
	}
	s, err := f.standing(ctx, v.own[at])
	if err != nil {
		return occasion{}, err
	}
	for _, m := range s.records.Meetings {
		if meetingID(m) == id {
			return occasion{m, s}, nil
		}
	}
	return occasion{}, none
}

// meetingID names a meeting in addresses.
func meetingID(m pug.Meeting) string { return m.Group + "-" + m.Month }

func (f function) planAbsent(ctx context.Context, v visitor, id string) (deed, error) {
	o, err := f.occasion(ctx, v, id)
	if err != nil {
		return deed{}, err
	}
	n, err := pug.CannotCome(o.Meeting, o.records.Seats, o.records.Notices[o.Month], o.ID, f.Now())
	if err != nil {
		return deed{}, err
	}
	n.By = v.person.Name
	absence := part.Absence{Group: *o.group, Meeting: o.Meeting, Notice: n}
	return deed{
		title: "Say that you cannot come", entry: absence.Line(),
		effects: []string{"It is about " + f.toldOf(o) + ".",
			"Your Champion sees it. It counts for nothing against you.",
			"You can take it back until the meeting starts."},
		form: page.Form{Submit: "I cannot come", Fields: []page.Field{{Kind: page.TextArea, Name: "note", Length: 500,
			Label: "What your Champion should know"}}},
		undo: "/desk/meetings/" + id + "/comes?member=" + o.ID,
		do: func(ctx context.Context, form *page.Form, line *store.Logged) error {
			absence.Notice.Note = form.Value("note")
			told, err := f.parts.TellLeaders(absence)
			if err != nil {
				return err
			}
			return f.Store.PutNotice(ctx, o.Meeting, absence.Notice, append(told, *line)...)
		},
	}, nil
}

func (f function) planComes(ctx context.Context, v visitor, id string) (deed, error) {
	o, err := f.occasion(ctx, v, id)
	if err != nil {
		return deed{}, err
	}
	n, err := pug.CanCome(o.Meeting, o.records.Notices[o.Month], o.ID, f.Now())
	if err != nil {
		return deed{}, err
	}
	absence := part.Absence{Group: *o.group, Meeting: o.Meeting, Notice: n, Comes: true}
	told, err := f.parts.TellLeaders(absence)
	return deed{
		title: "Say that you can come after all", entry: absence.Line(),
		effects: []string{"It is about " + f.toldOf(o) + ".", "You are expected like everybody else."},
		form:    page.Form{Submit: "I can come"},
		undo:    "/desk/meetings/" + id + "/absent?member=" + o.ID,
		do: func(ctx context.Context, _ *page.Form, line *store.Logged) error {
			return f.Store.RemoveNotice(ctx, o.Meeting, n, append(told, *line)...)
		},
	}, err
}

// toldOf names the meeting in a sentence, in the person's own time.
func (f function) toldOf(o occasion) string {
	return "the meeting on " + o.Topic + ", " + page.When(o.Starts.In(f.zoneOf(o.standing, o.Meeting)))
}
