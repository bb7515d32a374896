package letter_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// staff are the people of staff.
type staff []pug.Staff

func (s staff) Staff(context.Context) (pug.Team, error) { return pug.Team{People: s}, nil }

func TestL11StaffAreWrittenToAsStaffUnlessTheyWantNoMail(t *testing.T) {
	for name, write := range map[string]func(*letter.Writer) ([]store.Owed, error){
		"asked": func(w *letter.Writer) ([]store.Owed, error) {
			return nil, w.AskStaff(t.Context(), "k", question(), news{"a question"})
		},
		"told": func(w *letter.Writer) ([]store.Owed, error) { return nil, w.TellStaff(t.Context(), "k", news{"us"}) },
		"told with its cause": func(w *letter.Writer) ([]store.Owed, error) {
			return w.TellingStaff(t.Context(), "k", news{"us"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			o, w := open()
			owed, err := write(w)
			if err != nil {
				t.Fatal(err)
			}
			var to []store.Mailbox
			for _, l := range o.letters {
				to = append(to, l.To)
			}
			for _, l := range owed {
				to = append(to, l.(store.Letter).To)
			}
			want := []store.Mailbox{{Name: ada.Name, Email: ada.Email, Staff: true}, {Email: bo.Email, Staff: true}}
			if diff := cmp.Diff(want, to); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// changing is a list of staff that is read now and then.
type changing struct {
	staff
	err   error
	reads int
}

func (c *changing) Staff(ctx context.Context) (pug.Team, error) {
	c.reads++
	if c.err != nil {
		return pug.Team{}, c.err
	}
	return c.staff.Staff(ctx)
}

func TestWhoIsStaffIsReadAgainAfterAMinute(t *testing.T) {
	at, records := now, &changing{err: errors.New("throttled")}
	recent := &letter.RecentTeam{Records: records, Now: func() time.Time { return at }}
	read := func() pug.Team {
		team, err := recent.Staff(t.Context())
		if !errors.Is(err, records.err) {
			t.Errorf("the error is %v", err)
		}
		return team
	}
	read()
	records.err = nil
	for range 3 {
		read()
	}
	records.staff = staff{{Name: "Ada"}}
	if team := read(); len(team.People) != 0 || records.reads != 2 {
		t.Errorf("%+v after %d readings", team, records.reads)
	}
	at = at.Add(letter.KeepTeam)
	if team := read(); len(team.People) != 1 {
		t.Errorf("%+v after a minute", team)
	}
}
