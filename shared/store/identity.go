package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Identification is a change of who somebody is (L3), in one cohort: how they stood, and the application as it is then.
type Identification struct {
	Standing
	After pug.Application
	// Exception is whose word lets them stay in a group that has no room for their new company; nil for nobody's.
	Exception *pug.Exception
}

// Identify changes who somebody is wherever it is written, in each of the cohorts, with what follows. Letters to them
// that still wait go to the new address. All of it is one transaction where it fits into one; else the last of the
// cohorts is changed last, together with what follows, so that the change can be made again where it broke off.
// pug.Conflict: somebody changed the same just now, or has applied from the new address; pug.Full: the group has no
// room for the new company.
func (s *Store) Identify(ctx context.Context, all []Identification, owed ...Owed) error {
	var groups [][]write
	for _, i := range all {
		writes, err := s.identifies(ctx, i, all)
		if err != nil {
			return err
		}
		groups = append(groups, writes)
	}
	if len(groups) == 0 {
		return nil
	}
	last := all[len(all)-1]
	moved, err := s.redirected(ctx, last.Application, last.After)
	if err != nil {
		return err
	}
	moved = append(moved, outbox(owed)...)
	if whole := append(slices.Concat(groups...), moved...); len(whole) <= most && distinct(whole) {
		err = s.identify(ctx, last.After.ID, whole)
	} else {
		err = s.identifyEach(ctx, all, moved)
	}
	if err != nil {
		return err
	}
	for _, i := range all {
		who := i.After.Identity()
		renamed := func(a pug.Application) pug.Application { return a.As(who) }
		err := s.repropose(ctx, i.After.Cohort, i.After.ID, renamed)
		if err != nil {
			return err
		}
	}
	return nil
}

// distinct says whether no two of the writes are of one item: a transaction has none such. Two applications of a person
// may share items, such as that of their name.
func distinct(writes []write) bool {
	known := map[key]bool{}
	for _, w := range writes {
		if known[w.key] {
			return false
		}
		known[w.key] = true
	}
	return true
}

// identifyEach makes the changes one after the other, each as things are after those before it, the last one with the
// rest.
func (s *Store) identifyEach(ctx context.Context, all []Identification, rest []write) error {
	for n, i := range all {
		writes, err := s.identifies(ctx, i, all)
		if err != nil {
			return err
		}
		if n == len(all)-1 {
			writes = append(writes, rest...)
		}
		if err := s.identify(ctx, i.After.ID, writes); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) identify(ctx context.Context, id string, writes []write) error {
	held, err := s.transact(ctx, "change who the person of "+id+" is", writes...)
	if err != nil || all(held) {
		return err
	}
	for n, w := range writes {
		if !held[n] && strings.HasPrefix(w.key.SK, groupPrefix) {
			return pug.Errorf(pug.Full, "The group has no room for one more of the company any more.")
		}
	}
	return pug.Errorf(pug.Conflict, "Somebody changed something about this person just now, or applied from the new "+
		"address. Look at the person again.")
}

// identifies are the writes that change who the person of one application is, among all that are changed.
func (s *Store) identifies(ctx context.Context, i Identification, all []Identification) ([]write, error) {
	a, after := i.Application, i.After
	named, err := s.renamed(ctx, a, &after, all)
	if err != nil {
		return nil, err
	}
	writes := slices.Concat([]write{identifiesApplication(a, after)}, named, finds(after), loses(a, after),
		changed(change{a, after}), s.stale(i.shown()...))
	claimed, err := s.counts(ctx, a)
	if err != nil {
		return nil, err
	}
	if claimed && a.Email != after.Email {
		writes = append(writes,
			write{key: claimKey(a), delete: true, condition: "#application = :id", values: values{":id": a.ID}},
			write{key: claimKey(after), record: claim{a.ID}, condition: ifNew})
	}
	counted, err := s.recompanied(ctx, i)
	if err != nil {
		return nil, err
	}
	writes = append(writes, counted...)
	for _, c := range i.copies {
		if len(counted) > 0 && c.key == counted[0].key {
			continue
		}
		writes = append(writes, write{key: c.key, change: "SET #" + c.attribute + " = :person", condition: ifExists,
			values: values{":person": after.Person()}})
	}
	i.seats(writes)
	return append(writes, i.flags(writes)...), nil
}

// shown are the people whose contacts at HubSpot show something of who the person is: their own, and those of the
// members of a group whose Champion has another name.
func (i Identification) shown() []pug.Person {
	all := []pug.Person{i.After.Person()}
	if i.Group == nil || i.Group.Champion.ID != i.Application.ID || i.After.Name() == i.Application.Name() {
		return all
	}
	for _, seat := range pug.Taken(i.Records.Seats) {
		all = append(all, seat.Member)
	}
	return all
}

// seats has the changes of seats begin their members' calendars anew where the address is another one; and that of
// who leads the group now, and sat there before.
func (i Identification) seats(writes []write) {
	if i.Application.Email == i.After.Email {
		return
	}
	for _, seat := range i.Seats {
		for n := range writes {
			if w := &writes[n]; w.key == seatKey(seat.Group, seat.Member.ID) {
				w.change += ", #series = :series"
				w.condition += " AND " + map[bool]string{true: taken, false: "NOT " + taken}[seat.Taken()]
				w.values[":series"], w.values[":never"] = seat.Series+1, time.Time{}
			}
		}
	}
}

// flags are what staff have to decide about the person, by their new name, as long as nobody has decided.
func (i Identification) flags(writes []write) []write {
	var matters []write
	for _, flag := range i.Flags {
		if flag.Decision != nil {
			continue
		}
		flag.Member = i.After.Person()
		matters = append(matters, Arises{flag.Matter()}.writes()...)
		for n := range writes {
			if writes[n].key == flagKey(flag.Group, flag.ID) {
				writes[n].condition = "attribute_exists(PK) AND attribute_not_exists(#decision)"
			}
		}
	}
	return matters
}

// identifiesApplication changes an application that is still as it was read.
func identifiesApplication(a, after pug.Application) write {
	w := write{key: applicationKey(a.ID),
		change:    "SET #first = :first, #last = :last, #email = :email, #company = :company, #zone = :zone",
		condition: "#first = :wasFirst AND #last = :wasLast AND #email = :wasEmail AND #company = :wasCompany",
		names:     map[string]string{"#first": "first_name", "#last": "last_name", "#zone": "time_zone"},
		values: values{":first": after.FirstName, ":last": after.LastName, ":email": after.Email,
			":company": after.Company, ":zone": after.TimeZone, ":wasFirst": a.FirstName, ":wasLast": a.LastName,
			":wasEmail": a.Email, ":wasCompany": a.Company}}
	w.unchanged("group", a.Group, a.Group == "")
	w.unchanged("excused", a.ExcusedFrom, a.ExcusedFrom == "")
	w.unchanged("place", a.Place, a.Place == 0)
	if len(after.Formerly) > 0 {
		w.change += ", #formerly = :formerly"
		w.values[":formerly"] = after.Formerly
	}
	if len(after.Twins) > 0 {
		w.change += ", #twins = :twins"
		w.values[":twins"] = after.Twins
	}
	if a.Sharing != "" && after.Sharing == "" {
		w.change += " REMOVE #sharing, #shared"
	}
	return w
}

// unchanged has the write hang on an attribute that is still as it was read; where it is empty, it is not there.
func (w *write) unchanged(attribute string, value any, empty bool) {
	if empty {
		w.condition += " AND attribute_not_exists(#" + attribute + ")"
		return
	}
	w.condition += " AND #" + attribute + " = :" + attribute
	w.values[":"+attribute] = value
}

// counts says whether the application is the one that counts for its person.
func (s *Store) counts(ctx context.Context, a pug.Application) (bool, error) {
	c, err := get[claim](ctx, s, claimKey(a), "claim of "+a.ID)
	if pug.IsError(err, pug.NotFound) {
		return false, nil
	}
	return c.Application == a.ID, err
}

// redirected sends letters to a person that still wait to their new address.
func (s *Store) redirected(ctx context.Context, a, after pug.Application) ([]write, error) {
	if a.Email == after.Email {
		return nil, nil
	}
	owed, err := s.Outbox(ctx)
	if err != nil {
		return nil, err
	}
	var writes []write
	for _, entry := range owed.Letters {
		if entry.Email != a.Email {
			continue
		}
		l, err := s.Letter(ctx, entry.Email, entry.ID)
		if err != nil && !pug.IsError(err, pug.NotFound) {
			return nil, err
		}
		if err == nil && l.State == LetterWaiting && (!a.Shared || l.To.Name == a.Name()) {
			writes = append(writes, l.redirected(entry, after)...)
		}
	}
	return writes, nil
}

// redirected writes a letter that waits anew, to the person's new address. An invitation is not sent at all: at the new
// address calendars begin anew, so that there are others.
func (l Letter) redirected(entry Waiting, to pug.Application) []write {
	old := write{key: letterKey(l.To.Email, l.ID), condition: "#state = :waiting",
		change: "SET #state = :refused, #answer = :answer",
		values: values{":waiting": LetterWaiting, ":refused": LetterRefused,
			":answer": "The address has changed: it goes to the new one."}}
	gone := []write{old, {key: waitingKey(entry), delete: true}}
	if l.Invitation != nil {
		return gone
	}
	l.ID, l.To.Email, l.To.Name = LetterID(l.Key, to.Email), to.Email, to.Name()
	if l.Link != nil {
		like := *l.Link
		like.Person, like.Name = to.Email, to.Name()
		l.Link = &like
	}
	writes := l.writes()
	writes[0].condition = "" // it may have been there before, when the address was changed back
	return append(gone, writes...)
}
