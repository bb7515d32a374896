package store

import (
	"context"
	"maps"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// namesakes are the applications of a cohort by people of one name.
type namesakes struct {
	Applications []string `json:"applications"` // ids, as they came in
}

// renamed is how often an application is stored anew because one of the same name came in between; mostNamesakes is how
// many are found by one name. Beyond either it is stored all the same, and then knows its twins, but they not it: an
// application is never refused for the sake of its name.
const (
	renamed       = 3
	mostNamesakes = 50
)

// transactNamed makes the writes that store an application as the one that counts for its person, and has it known by
// the name. Most people's names are theirs alone, so the first attempt takes that for granted. Where one is not, each
// of the applications that may be of the same person names the others as its twins. It tells of the writes whether
// their conditions held.
func (s *Store) transactNamed(
	ctx context.Context, tried string, a pug.Application, writes func(a pug.Application) []write,
) (held []bool, err error) {
	if a.LikeKey() == "" {
		return s.transact(ctx, tried, writes(a)...)
	}
	var before namesakes
	var others map[string]pug.Application
	for n := 0; n < renamed && len(before.Applications) < mostNamesakes; n++ {
		made := writes(a)
		held, err := s.transact(ctx, tried, slices.Concat(made, named(a, before, others))...)
		if err != nil {
			return nil, err
		}
		if all(held) || !all(held[:len(made)]) {
			return held[:len(made)], nil
		}
		if before, err = get[namesakes](ctx, s, nameKey(a), "namesakes of "+a.ID); err != nil {
			return nil, err
		}
		if others, err = s.ApplicationsByID(ctx, before.Applications...); err != nil {
			return nil, err
		}
		a.Twins = a.TwinsAmong(slices.Collect(maps.Values(others)))
	}
	return s.transact(ctx, tried, writes(a)...)
}

// named adds an application to those of its name that came in before, and has its twins among them name it. What they
// name changes only together with the item of the name.
func named(a pug.Application, before namesakes, others map[string]pug.Application) []write {
	all := append(slices.Clone(before.Applications), a.ID)
	known := write{key: nameKey(a), record: namesakes{all}, condition: ifNew}
	if len(before.Applications) > 0 {
		known.condition, known.values = "#applications = :before", values{":before": before.Applications}
	}
	writes := []write{known}
	for _, twin := range a.Twins {
		if a.Counts() && others[twin].Counts() {
			writes = append(writes, Arises{a.TwinMatter(others[twin])}.writes()...)
		}
		if len(others[twin].Twins) >= pug.MaxTwins {
			continue
		}
		writes = append(writes, write{key: applicationKey(twin), change: "SET #twins = :twins", condition: ifExists,
			values: values{":twins": append(slices.Clone(others[twin].Twins), a.ID)}})
	}
	return writes
}

// KeepOne has one application of a person take the place of another one, by the decision, with what follows.
// pug.Conflict: the other has a seat or a place on the waitlist, something became of it just now, or one of the two
// does not count any more.
func (s *Store) KeepOne(ctx context.Context, kept, other pug.Application, d pug.Decision, owed ...Owed) error {
	d.Choice = pug.ChoiceReplace
	late := pug.Errorf(pug.Conflict, "%s cannot take the place of %s any more.", kept.ID, other.ID)
	if !other.Counts() {
		return late
	}
	goes := write{key: applicationKey(other.ID), change: "SET #status = :replaced, #decision = :d, #instead = :kept",
		condition: "#status = :was AND attribute_not_exists(#group) AND attribute_not_exists(#place)",
		values:    values{":was": other.Status, ":replaced": pug.StatusReplaced, ":d": d, ":kept": kept.ID}}
	if other.Decision != nil {
		goes.change += ", #decided = :decided"
		goes.values[":decided"] = *other.Decision
	}
	follows := slices.Concat(outbox(owed), s.stale(kept.Person(), other.Person()),
		changed(becomes(other, pug.StatusReplaced)))
	return s.commit(ctx, "keep "+kept.ID+" for "+other.ID, late, append(follows,
		write{key: applicationKey(kept.ID), change: "SET #also = :other",
			condition: "#status = :pending OR #status = :approved OR #status = :waitlisted",
			values: values{":other": other.ID, ":pending": pug.StatusPending, ":approved": pug.StatusApproved,
				":waitlisted": pug.StatusWaitlisted}},
		goes)...)
}

// Parted notes with an application that it was kept in the place of another person's, as something stored with what
// follows from it.
type Parted struct {
	Kept pug.Application // as it was read
	Note pug.Apart
}

func (p Parted) writes() []write {
	w := noted(p.Kept, p.Note)
	if p.Kept.Also == p.Note.Other {
		w.change += " REMOVE #also"
	}
	return []write{w}
}

// TellApart notes that two applications are not of the same person, with what follows. pug.Conflict: somebody noted
// something else about the first of them just now.
func (s *Store) TellApart(ctx context.Context, a pug.Application, n pug.Apart, owed ...Owed) error {
	other := pug.Errorf(pug.Conflict, "Something else was noted about %s just now.", a.ID)
	follows := append(outbox(owed), settledTwins(a, n.Other)...)
	return s.commit(ctx, "tell "+a.ID+" and "+n.Other+" apart", other, append(follows, noted(a, n))...)
}

// noted notes with an application, as it was read, that another one is not of the same person.
func noted(a pug.Application, n pug.Apart) write {
	w := write{key: applicationKey(a.ID), change: "SET #apart = :next",
		condition: "attribute_exists(PK) AND attribute_not_exists(#apart)",
		values:    values{":next": append(slices.Clone(a.Apart), n)}}
	if len(a.Apart) > 0 {
		w.condition, w.values[":before"] = "#apart = :before", a.Apart
	}
	return w
}
