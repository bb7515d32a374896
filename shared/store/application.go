package store

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// submission remembers that a form submission was taken in, and as which application.
type submission struct {
	Application string    `json:"application"`
	Received    time.Time `json:"received"`
}

// claim is the application that counts for one person, cohort and kind.
type claim struct {
	Application string `json:"application"`
}

// Taking is everything that one submission changes, written together or not at all.
type Taking struct {
	Submission  string   // SHA-256 of the key that recognises the submission
	Former      []string // the same of the keys by which earlier releases would have known it
	Received    time.Time
	Application pug.Application
	// Counts is true if the application takes its person's place for the cohort and kind; Before is the application
	// that has it now, zero if there is none.
	Counts bool
	Before pug.Application
	// Beside are the applications of other people at the address that do not tell of them yet.
	Beside []string
	// Other is true where somebody at the address is known to have applied as the other kind. Else nobody must have.
	Other bool
	// Replaced, if set, is the decision by which Before is replaced.
	Replaced *pug.Decision
	// Owed is what follows: calls to workflows, and letters.
	Owed []Owed
}

// Take stores a submission. An application that counts is promised to be seen through by its workflow. It fails with
// pug.Conflict if the same submission was taken in before, or where another application of the person came in between:
// read again, and decide again.
func (s *Store) Take(ctx context.Context, t Taking) error {
	a := t.Application
	var decided []write
	var replaced []change
	if t.Replaced != nil {
		decision, err := decideApplication(t.Before.ID, *t.Replaced)
		if err != nil {
			return err
		}
		decided, replaced = []write{decision}, []change{becomes(t.Before, pug.StatusReplaced)}
	}
	tried, taking := "store the application "+a.ID, func(a pug.Application) []write {
		changes := append([]change{{after: a}}, replaced...)
		return slices.Concat(t.writes(a), decided, changed(changes...), s.stale(a.Person()), outbox(t.Owed))
	}
	var held []bool
	var err error
	if t.Counts {
		held, err = s.transactNamed(ctx, tried, a, taking)
	} else {
		held, err = s.transact(ctx, tried, taking(a)...)
	}
	if err == nil && !all(held) {
		return pug.Errorf(pug.Conflict, "The application %s, or another one of the same person, came in just now.",
			a.ID)
	}
	return err
}

// writes store the application, and that it was taken in.
func (t Taking) writes(a pug.Application) []write {
	writes := []write{
		{key: submissionKey(t.Submission), record: submission{a.ID, t.Received}, condition: ifNew},
		{key: applicationKey(a.ID), record: a, condition: ifNew},
	}
	for _, former := range t.Former {
		writes = append(writes, write{key: submissionKey(former), condition: ifNew})
	}
	writes = append(writes, finds(a)...)
	if t.Counts {
		counts := write{key: claimKey(a), record: claim{a.ID}, condition: ifNew}
		if t.Before.ID != "" {
			counts.condition, counts.values = "#application = :before", values{":before": t.Before.ID}
		}
		writes = append(append(writes, counts, promises(ApplicationWorkflow, a.ID, a.Due())),
			sharers(t.Beside).writes()...)
		if !t.Other {
			writes = append(writes, write{key: personKey(a.Email, a.Cohort, a.Kind.Other()), condition: ifNew})
		}
	}
	return writes
}

// Taken tells as which application a submission was taken in before; pug.NotFound if it was not.
func (s *Store) Taken(ctx context.Context, submissionHash string) (id string, err error) {
	known, err := get[submission](ctx, s, submissionKey(submissionHash), "such submission")
	return known.Application, err
}

// AddApplication stores an application that came about within the programme rather than by a form, in its person's
// place. pug.Already: it is stored; pug.Conflict: the person has another application of this cohort and kind.
func (s *Store) AddApplication(ctx context.Context, a pug.Application, owed ...Owed) error {
	a, others, err := s.beside(ctx, a)
	if err != nil {
		return err
	}
	held, err := s.transactNamed(ctx, "store the application "+a.ID, a, func(a pug.Application) []write {
		return slices.Concat(s.applies(a), others.writes(), outbox(owed))
	})
	switch {
	case err != nil:
		return err
	case !held[0]:
		return pug.Errorf(pug.Already, "The application %s is stored already.", a.ID)
	case !all(held):
		return pug.Errorf(pug.Conflict, "The person of %s has applied for %s as a %s already.", a.ID, a.Cohort, a.Kind)
	}
	return nil
}

// applies stores an application in its person's place. One that is still to be decided is promised to be seen through
// by its workflow.
func (s *Store) applies(a pug.Application) []write {
	writes := []write{
		{key: applicationKey(a.ID), record: a, condition: ifNew},
		{key: claimKey(a), record: claim{a.ID}, condition: ifNew},
	}
	if a.Status == pug.StatusPending {
		writes = append(writes, promises(ApplicationWorkflow, a.ID, a.Due()))
	}
	return slices.Concat(writes, finds(a), changed(change{after: a}), s.stale(a.Person()))
}

// Application reads one application.
func (s *Store) Application(ctx context.Context, id string) (pug.Application, error) {
	return get[pug.Application](ctx, s, applicationKey(id), "application "+id)
}

// ApplicationsByID reads applications, by their ids: one call reads a hundred. Those that are not there are left out.
func (s *Store) ApplicationsByID(ctx context.Context, ids ...string) (map[string]pug.Application, error) {
	asked := map[key]bool{}
	for _, id := range ids {
		asked[applicationKey(id)] = true
	}
	records, err := these[pug.Application](ctx, s, slices.Collect(maps.Keys(asked)))
	all := map[string]pug.Application{}
	for _, a := range records {
		all[a.ID] = a
	}
	return all, err
}

// Applications lists the applications of a cohort and kind, by id. An unknown kind and no cohort list the odd ones that
// named neither.
func (s *Store) Applications(ctx context.Context, cohort pug.CohortID, kind pug.Kind) ([]pug.Application, error) {
	return query[pug.Application](ctx, s, "APPLICATIONS#"+applicationsKey(cohort, kind), "", "applications")
}

// ApplicationsAfter lists those behind an id, at most so many. Next is the id to go on after, empty at the end.
func (s *Store) ApplicationsAfter(
	ctx context.Context, cohort pug.CohortID, kind pug.Kind, after string, most int,
) (some []pug.Application, next string, err error) {
	partition := "APPLICATIONS#" + applicationsKey(cohort, kind)
	return page[pug.Application](ctx, s, part{partition: partition, after: after, most: most}, "applications")
}

// ApplicationOf reads the application that counts for a person; pug.NotFound if there is none.
func (s *Store) ApplicationOf(
	ctx context.Context, p pug.Person, cohort pug.CohortID, kind pug.Kind,
) (pug.Application, error) {
	all, err := s.ApplicationsOf(ctx, p.Email, cohort)
	if err != nil {
		return pug.Application{}, err
	}
	for _, a := range all {
		if a.Kind == kind && a.Person().Is(p) {
			return a, nil
		}
	}
	return pug.Application{}, pug.Errorf(pug.NotFound, "There is no application of this person as a %s.", kind)
}

// ApplicationsOf reads the applications of a cohort that count for the people at an address: for each of them at most
// one of each kind.
func (s *Store) ApplicationsOf(ctx context.Context, email string, cohort pug.CohortID) ([]pug.Application, error) {
	ofCohort := personKey(email, cohort, "")
	count, err := query[claim](ctx, s, ofCohort.PK, ofCohort.SK, "the applications from an address for "+string(cohort))
	if err != nil {
		return nil, err
	}
	var all []pug.Application
	for _, c := range count {
		a, err := s.Application(ctx, c.Application)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// LatestOf is the id of an application that counts for somebody at an address, one for the latest cohort that they
// applied for; empty if there is none.
func (s *Store) LatestOf(ctx context.Context, email string) (id string, err error) {
	counts, _, err := page[claim](ctx, s, part{partition: personKey(email, "", "").PK, most: 1, latest: true},
		"what counts for an address")
	if err != nil || len(counts) == 0 {
		return "", err
	}
	return counts[0].Application, nil
}

// DecideApplication records a decision on a pending application, with what follows. pug.Conflict: somebody was first,
// and that decision stands.
func (s *Store) DecideApplication(ctx context.Context, id string, d pug.Decision, owed ...Owed) error {
	decision, err := decideApplication(id, d)
	if err != nil {
		return err
	}
	a, err := s.Application(ctx, id)
	if err != nil {
		return err
	}
	decided := pug.Errorf(pug.Conflict, "The application %s is decided already.", id)
	if a.Status != pug.StatusPending {
		return decided
	}
	status, _ := d.Choice.Status()
	writes := slices.Concat(outbox(owed), s.stale(a.Person()), changed(becomes(a, status)), []write{decision})
	return s.commit(ctx, "decide on the application "+id, decided, writes...)
}

// decideApplication decides a pending application; pug.Invalid if the choice is none of an application's.
func decideApplication(id string, d pug.Decision) (write, error) {
	status, ok := d.Choice.Status()
	if !ok {
		return write{}, pug.Errorf(pug.Invalid, "An application cannot be decided by %q.", d.Choice)
	}
	return write{
		key: applicationKey(id), change: "SET #status = :status, #decision = :decision",
		condition: "#status = :pending",
		values:    values{":status": status, ":decision": d, ":pending": pug.StatusPending},
	}, nil
}

// ChooseTopics gives a member other topics, and keeps those of the form beside them. pug.Conflict: the application does
// not take part any more, or groups are proposed, so that it is too late.
func (s *Store) ChooseTopics(ctx context.Context, a pug.Application, topics []pug.Topic, at time.Time) error {
	late := pug.Errorf(pug.Conflict, "The topics of %s can't be chosen any more.", a.ID)
	return s.commit(ctx, "choose the topics of "+a.ID, late,
		write{key: cohortKey(a.Cohort), condition: "#revision = :none", values: values{":none": 0}},
		write{key: applicationKey(a.ID), condition: "#status = :pending OR #status = :approved",
			change: "SET #named = if_not_exists(#named, #topics), #topics = :topics, #chosen = :at",
			values: values{":pending": pug.StatusPending, ":approved": pug.StatusApproved, ":topics": topics,
				":at": at}})
}

// NameChampion makes the application that of a Champion whom staff named (R7), whatever became of it before, with what
// follows: it is approved by the decision, for the topic, role and region of a. If there is no such application, a is
// stored. pug.Unavailable: the person has applied just now, and is to be named by that application, or something became
// of it just now.
func (s *Store) NameChampion(ctx context.Context, a pug.Application, owed ...Owed) error {
	a.Status = pug.StatusApproved
	before, err := s.Application(ctx, a.ID)
	if pug.IsError(err, pug.NotFound) {
		err = s.AddApplication(ctx, a, owed...)
		if pug.IsError(err, pug.Conflict) || pug.IsError(err, pug.Already) {
			return pug.Wrapf(err, pug.Unavailable, "The person of %s has applied just now", a.ID)
		}
		return err
	}
	if err != nil {
		return err
	}
	after := before
	after.Status, after.Topics, after.Role, after.Region = a.Status, a.Topics, a.Role, a.Region
	named := write{
		key: applicationKey(a.ID), condition: "#status = :was AND #role = :role_was AND #region = :region_was",
		change: "SET #status = :status, #decision = :decision, #topics = :topics, #role = :role, #region = :region",
		values: values{":status": a.Status, ":decision": a.Decision, ":topics": a.Topics, ":role": a.Role,
			":region": a.Region, ":was": before.Status, ":role_was": before.Role, ":region_was": before.Region},
	}
	meanwhile := pug.Errorf(pug.Unavailable, "Something became of the application %s just now.", a.ID)
	return s.commit(ctx, "name the Champion "+a.ID, meanwhile,
		slices.Concat([]write{named}, changed(change{before, after}), s.stale(a.Person()), outbox(owed))...)
}
