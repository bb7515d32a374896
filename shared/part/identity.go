package part

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Renaming is a change of somebody's name, address, company or time zone wherever it is written (L3).
type Renaming struct {
	From     pug.Application // by which they were asked for
	To       pug.Identity
	Changes  []store.Identification // of each of their applications, that of From last
	Meetings int                    // ahead, which move to the calendar of the new address
	Owed     []store.Owed
}

// Identify is what it takes to change who somebody is. By is whose exception lets them stay in a group that has no room
// for their new company (R5), nil for nobody's. pug.Already: nothing is new; pug.Conflict: the address is another
// one's, or their data were erased; pug.Full: the company cap.
func (p Parts) Identify(
	ctx context.Context, a pug.Application, to pug.Identity, by *pug.Exception,
) (r Renaming, err error) {
	r = Renaming{From: a, To: to}
	if r.Changes, err = p.identifications(ctx, a, to, by); err != nil {
		return r, err
	}
	if r.Owed, err = p.tellIdentity(a, to); err != nil {
		return r, err
	}
	for _, c := range r.Changes {
		letters, meetings, err := p.moveCalendar(ctx, c)
		if err != nil {
			return r, err
		}
		r.Owed, r.Meetings = append(r.Owed, letters...), r.Meetings+meetings
	}
	return r, nil
}

// Theirs are the applications of the person of one, which comes first, and those of other people at the address.
func (p Parts) Theirs(ctx context.Context, a pug.Application) (own, others []pug.Application, err error) {
	own = []pug.Application{a}
	there, err := p.Store.PeopleAt(ctx, a.Email)
	for _, other := range there {
		switch {
		case other.ID == a.ID:
		case other.IsOf(a):
			own = append(own, other)
		default:
			others = append(others, other)
		}
	}
	return own, others, err
}

// identifications plan the change of each of the person's applications, that by which they were asked for last.
func (p Parts) identifications(
	ctx context.Context, a pug.Application, to pug.Identity, by *pug.Exception,
) ([]store.Identification, error) {
	own, _, err := p.Theirs(ctx, a)
	if err != nil {
		return nil, err
	}
	slices.Reverse(own)
	var changes []store.Identification
	for _, one := range own {
		standing, err := p.Store.Standing(ctx, one)
		if err != nil {
			return nil, err
		}
		n := pug.Neighbours{Group: standing.Group, Seats: standing.Records.Seats}
		if to.Email != one.Email && one.Cohort != "" {
			if n.There, err = p.Store.ApplicationsOf(ctx, to.Email, one.Cohort); err != nil {
				return nil, err
			}
		}
		after, err := one.Identify(to, n, by)
		switch {
		case pug.IsError(err, pug.Already) && one.ID != a.ID:
			continue
		case err != nil:
			return nil, err
		}
		changes = append(changes, store.Identification{Standing: standing, After: after, Exception: by})
	}
	return changes, nil
}

// Line is the line of the log about the change: it names the person as they are then.
func (r Renaming) Line() pug.Entry {
	verb := " were changed"
	what := r.To.Differences(r.From.Identity())
	if len(what) == 1 {
		verb = " was changed"
	}
	subject := r.From.As(r.To).Person().Subject()
	return pug.Entry{Deed: pug.DeedIdentified, Cohort: r.From.Cohort, About: []pug.Subject{subject},
		What: "The " + enumerated(what) + " of {0}" + verb}
}

// tellIdentity tells the person at their new address, and at the former one if there is another.
func (p Parts) tellIdentity(a pug.Application, to pug.Identity) ([]store.Owed, error) {
	after := a.As(to)
	what := to.Differences(a.Identity())
	key := fmt.Sprintf("identity/%s/%d", a.ID, p.Now().Unix())
	changed := identityChanged{enumerated(what), len(what) > 1, to.Email}
	owed, err := p.Letters.Telling(key, changed, letter.To(after.Person()))
	if err != nil || a.Email == to.Email {
		return owed, err
	}
	former, err := p.Letters.Telling(key, addressLeft{}, letter.To(a.Person()))
	return append(owed, former...), err
}

// OfAddress says whether a letter is about a change of who somebody is, and of the address that it went to: at another
// one it would not be true.
func OfAddress(l store.Letter) bool {
	return slices.Contains([]string{"identityChanged", "addressLeft", "meetingHere", "meetingElsewhere"}, l.Kind)
}

// enumerated lists words as people do: "name, address and company".
func enumerated(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
