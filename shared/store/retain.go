package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// retired is how many applications are read at once when a cohort is forgotten.
const retired = 200

// Retire erases the people of a cohort whose time is over (L12): first who applied, one by one, then what groups and
// logs have of anybody. Letters and links have ended by themselves long before. It stops where over says so, and done
// is false then: called again, it goes on.
func (s *Store) Retire(ctx context.Context, c pug.Cohort, at time.Time, over func() bool) (done bool, err error) {
	for _, kind := range []pug.Kind{pug.KindChampion, pug.KindMember, ""} {
		for _, cohort := range []pug.CohortID{c.ID, ""} {
			done, err := s.retireKind(ctx, c, cohort, kind, at, over)
			if err != nil || !done {
				return false, err
			}
		}
	}
	if err := s.retireRecords(ctx, c); err != nil {
		return false, err
	}
	return true, s.must(ctx, "note that the people of "+string(c.ID)+" are erased", write{key: cohortKey(c.ID),
		change: "SET #erased = :at", condition: ifExists, values: values{":at": at}})
}

// RetireStaff forgets the addresses of those who have left the staff, once no letter to them is kept.
func (s *Store) RetireStaff(ctx context.Context) error {
	team, err := s.Staff(ctx)
	if err != nil {
		return err
	}
	left := team.Left
	team.Left = nil
	for _, email := range left {
		letters, _, err := page[Letter](ctx, s, part{partition: letterKey(email, "").PK, most: 1}, "letters")
		if err != nil {
			return err
		}
		if len(letters) > 0 {
			team.Left = append(team.Left, email)
		}
	}
	if len(team.Left) == len(left) {
		return nil
	}
	if err := s.ChangeStaff(ctx, team); !pug.IsError(err, pug.Conflict) {
		return err
	}
	return nil // somebody changed who is staff just now: the next time
}

// retireKind erases who applied to a cohort as one kind, also who was erased before: their log tells of others. Of
// those who applied to none it takes who did so before the cohort had ended.
func (s *Store) retireKind(
	ctx context.Context, c pug.Cohort, cohort pug.CohortID, kind pug.Kind, at time.Time, over func() bool,
) (done bool, err error) {
	p := part{partition: "APPLICATIONS#" + applicationsKey(cohort, kind), most: retired}
	for {
		some, next, err := page[pug.Application](ctx, s, p, "applications")
		if err != nil {
			return false, err
		}
		for _, a := range some {
			switch {
			case cohort == "" && a.Submitted.After(c.Dates.End):
				continue
			case a.Erased.After(c.Retained()), cohort == "" && !a.Erased.IsZero(): // in an earlier run
				continue
			case over():
				return false, nil
			}
			if err := s.retire(ctx, a, at); err != nil {
				return false, err
			}
		}
		if next == "" {
			return true, nil
		}
		p.after = next
	}
}

// retire erases one application, its record last: by it, what broke off is found again.
func (s *Store) retire(ctx context.Context, a pug.Application, at time.Time) error {
	e := Erasure{ID: a.ID, Asked: at, Of: []pug.Found{a.Found()}, Names: a.Names()}
	for _, erase := range []func(*Store, context.Context, Erasure) error{
		(*Store).eraseFound, (*Store).eraseNamesake, (*Store).eraseStale,
	} {
		if err := erase(s, ctx, e); err != nil {
			return err
		}
	}
	if err := s.empty(ctx, logKey(a.ID, "").PK); err != nil {
		return err
	}
	claimed, err := s.counts(ctx, a)
	if err != nil {
		return err
	}
	writes := append(changed(change{a, a.Blank(at)}), blanks(a, at))
	if claimed {
		writes = append(writes, write{key: claimKey(a), delete: true})
	}
	again := pug.Errorf(pug.Unavailable, "The application %s was changed just now.", a.ID)
	return s.commit(ctx, "erase the person of "+a.ID, again, writes...)
}

// retireRecords erases what there is of people besides their applications. Who sat where, and who led, stays by the ids
// of the applications: figures count it.
func (s *Store) retireRecords(ctx context.Context, c pug.Cohort) error {
	groups, err := s.Groups(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if err := s.retireGroup(ctx, g); err != nil {
			return err
		}
	}
	for _, partition := range []string{revisionKey(c.ID, 0).PK, waitlistPartition(c.ID), logKey(string(c.ID), "").PK,
		matterKey(pug.Matter{Cohort: c.ID}).PK} {
		if err := s.empty(ctx, partition); err != nil {
			return err
		}
	}
	return s.retireLooks(ctx)
}

// retireLooks deletes what the log of the desk has of people who are erased, such as who looked at them.
func (s *Store) retireLooks(ctx context.Context) error {
	lines, err := query[pug.Entry](ctx, s, logKey(nobodys, "").PK, "", "the log of the desk")
	if err != nil {
		return err
	}
	var ids []string
	for _, line := range lines {
		for _, about := range line.About {
			ids = append(ids, about.ID)
		}
	}
	slices.Sort(ids)
	people, err := s.ApplicationsByID(ctx, slices.Compact(ids)...)
	if err != nil {
		return err
	}
	erased := func(about pug.Subject) bool { return people[about.ID].Forgotten() != nil }
	var gone []write
	for _, line := range lines {
		if slices.ContainsFunc(line.About, erased) {
			gone = append(gone, write{key: logKey(nobodys, lineName(line)), delete: true})
		}
	}
	return s.clear(ctx, singly(gone)...)
}

func (s *Store) retireGroup(ctx context.Context, g pug.Group) error {
	writes, err := s.nameless(ctx, g)
	if err != nil {
		return err
	}
	if err := s.clear(ctx, singly(writes)...); err != nil {
		return err
	}
	for _, prefix := range []string{pointsPrefix, noticePrefix, flagPrefix, offerPrefix, messagePrefix,
		renewalKey("").SK} {
		if err := s.emptyPart(ctx, inGroup(g.ID, "").PK, prefix); err != nil {
			return err
		}
	}
	return s.empty(ctx, logKey(g.ID, "").PK)
}

// nameless take the names out of a group, its seats, its meetings and what was reported of them.
func (s *Store) nameless(ctx context.Context, g pug.Group) ([]write, error) {
	erased := func(p pug.Person) pug.Person { return pug.Person{ID: p.ID, Name: pug.ErasedName} }
	stored, err := s.items(ctx, groupKey(g.ID).PK, groupKey(g.ID).SK, "the group "+g.ID)
	if err != nil {
		return nil, err
	}
	r, err := s.GroupRecords(ctx, g.ID)
	if err != nil {
		return nil, err
	}
	group := write{key: groupKey(g.ID), change: "SET #champion = :person", condition: ifExists,
		values: values{":person": erased(g.Champion)}}
	if g.Co != nil {
		group.change += ", #co = :co"
		group.values[":co"] = erased(*g.Co)
	}
	for _, item := range stored {
		group = group.withoutCompanies(item)
	}
	writes := []write{group}
	for _, seat := range r.Seats {
		writes = append(writes, write{key: seatKey(g.ID, seat.Member.ID), condition: ifExists,
			change: "SET #member = :person REMOVE #exception", values: values{":person": erased(seat.Member)}})
	}
	for _, m := range r.Meetings { // who planned it, and what they said of it
		writes = append(writes, write{key: meetingKey(g.ID, m.Month), change: "REMOVE #by, #note", condition: ifExists})
	}
	for _, report := range r.Reports {
		writes = append(writes,
			write{key: attendanceKey(g.ID, report.Month), change: "REMOVE #by", condition: ifExists})
	}
	return writes, nil
}

// withoutCompanies has a change of a group remove the counts of its companies.
func (w write) withoutCompanies(group attributes) write {
	w.names = map[string]string{}
	for i, name := range slices.Sorted(maps.Keys(group)) {
		if strings.HasPrefix(name, companyPrefix) {
			w.names["#"+placeholder(i)] = name
		}
	}
	if len(w.names) > 0 {
		w.change += " REMOVE " + strings.Join(slices.Sorted(maps.Keys(w.names)), ", ")
	}
	return w
}

// empty deletes all items of a partition.
func (s *Store) empty(ctx context.Context, partition string) error {
	return s.emptyPart(ctx, partition, "")
}

func (s *Store) emptyPart(ctx context.Context, partition, prefix string) error {
	items, err := s.items(ctx, partition, prefix, "what is to be erased")
	if err != nil {
		return err
	}
	var gone []write
	for _, item := range items {
		gone = append(gone, write{key: keyOf(item), delete: true})
	}
	return s.clear(ctx, singly(gone)...)
}
