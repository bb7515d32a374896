package letter

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// ToStaff are people of staff as somebody to write to. A letter to them as staff goes out while they are staff (L11).
func ToStaff(staff ...pug.Staff) []Address {
	var to []Address
	for _, s := range staff {
		to = append(to, Address{Name: s.Name, Email: s.Email, Staff: true})
	}
	return to
}

// Told are those of staff who hear at once of what cannot wait.
func (w *Writer) Told(ctx context.Context) ([]Address, error) {
	team, err := w.Team.Staff(ctx)
	return ToStaff(team.Told()...), err
}

// ToldOfEach are those of staff who hear at once of each application; all others find it in the letter of the morning.
func (w *Writer) ToldOfEach(ctx context.Context) ([]Address, error) {
	team, err := w.Team.Staff(ctx)
	return ToStaff(team.ToldOfEach()...), err
}

// AskStaff asks everybody of staff who hears at once of what cannot wait, while what it takes for granted is so.
func (w *Writer) AskStaff(
	ctx context.Context, key string, like link.Link, data any, while ...store.Premise,
) error {
	to, err := w.Told(ctx)
	if err != nil {
		return err
	}
	for _, p := range while {
		to = While(p, to...)
	}
	return w.Ask(ctx, key, like, data, to...)
}

// TellStaff tells everybody of staff who hears at once of what cannot wait.
func (w *Writer) TellStaff(ctx context.Context, key string, data any) error {
	to, err := w.Told(ctx)
	if err != nil {
		return err
	}
	return w.Tell(ctx, key, data, to...)
}

// TellingStaff is what TellStaff writes, to be stored with its cause.
func (w *Writer) TellingStaff(ctx context.Context, key string, data any) ([]store.Owed, error) {
	to, err := w.Told(ctx)
	if err != nil {
		return nil, err
	}
	return w.Telling(key, data, to...)
}

// TellingColleagues is TellingStaff for all but the one of the address, who knows already, or whose mail comes back.
func (w *Writer) TellingColleagues(ctx context.Context, of, key string, data any) ([]store.Owed, error) {
	to, err := w.Told(ctx)
	if err != nil {
		return nil, err
	}
	to = slices.DeleteFunc(to, func(a Address) bool { return strings.EqualFold(a.Email, of) })
	return w.Telling(key, data, to...)
}

// TellEach tells those of staff who hear at once of everything: of what all others find at the desk, and need not do
// anything about.
func (w *Writer) TellEach(ctx context.Context, key string, data any) error {
	to, err := w.ToldOfEach(ctx)
	if err != nil {
		return err
	}
	return w.Tell(ctx, key, data, to...)
}

// TellingEach is what TellEach writes, to be stored with its cause.
func (w *Writer) TellingEach(ctx context.Context, key string, data any) ([]store.Owed, error) {
	to, err := w.ToldOfEach(ctx)
	if err != nil {
		return nil, err
	}
	return w.Telling(key, data, to...)
}

type teamRecords interface {
	Staff(ctx context.Context) (pug.Team, error)
}

// KeepTeam is how long RecentTeam remembers who is staff.
const KeepTeam = time.Minute

// RecentTeam is who is staff as it was a minute ago at most, for those who write to them again and again. It is safe
// for concurrent use.
type RecentTeam struct {
	Records teamRecords
	Now     func() time.Time

	mu   sync.Mutex
	team pug.Team
	read time.Time
}

// Staff reads who is staff.
func (r *RecentTeam) Staff(ctx context.Context) (pug.Team, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.Now()
	if !r.read.IsZero() && now.Sub(r.read) < KeepTeam {
		return r.team, nil
	}
	team, err := r.Records.Staff(ctx)
	if err != nil {
		return pug.Team{}, err
	}
	r.team, r.read = team, now
	return team, nil
}
