package grouping

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/shared/fault"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
	"github.com/partnerusergroups/pugs/shared/workflow"
)

// waitlistValue is the value of "to" that stands for the waitlist.
const waitlistValue = "waitlist"

// actionPublish is the value of "action" that publishes the groups.
const actionPublish = "publish"

// change makes the change that was posted. fault.Conflict: the groups were changed after the page was shown, or are published.
// fault.Invalid and fault.Full: it cannot be made, with a sentence why.
func (g *grouping) change(r *http.Request, b board, by string) error {
	if err := r.ParseForm(); err != nil {
		return fault.Wrap(err, fault.Invalid, "The form could not be read. Please try again.")
	}
	revision, err := strconv.Atoi(r.PostForm.Get("revision"))
	if err != nil || revision < 0 {
		return fault.New(fault.Invalid, "The form was not complete. Please try again.")
	}
	if revision != b.cohort.Revision {
		return fault.New(fault.Conflict, "The groups were changed after the page was shown.")
	}
	now := g.Now().UTC()
	switch r.PostForm.Get("action") {
	case "move":
		return b.move(r.Context(), g.Store, r.PostForm.Get("member"), r.PostForm.Get("to"), now)
	case "dissolve":
		group, ok := b.group(r.PostForm.Get("group"))
		if !ok {
			return fault.New(fault.Invalid, "There is no such group. Please choose one that is shown here.")
		}
		return b.dissolve(r.Context(), g.Store, group, revision)
	case actionPublish:
		return g.decide(r.Context(), b, pug.Decision{Choice: pug.ChoicePublish, By: by, At: now})
	}
	return fault.New(fault.Invalid, "Please choose what to do: move somebody, dissolve a group, or publish.")
}

// move moves somebody between groups, to the waitlist, or from it.
func (b board) move(ctx context.Context, s *store.Store, member, to string, now time.Time) error {
	seat, seated := b.seatOf(member)
	place, waiting := b.placeOf(member)
	group, known := b.group(to)
	revision := b.cohort.Revision
	var err error
	switch {
	case !seated && !waiting:
		return fault.New(fault.Invalid, "Please choose who is to be moved.")
	case seated && to == waitlistValue:
		return s.SeatToWaitlist(ctx, seat, placeAmong(b.waitlist, b.members, b.members[member], whyMoved), revision)
	case !known || seated && seat.Group == to:
		return fault.New(fault.Invalid, "Please choose where %s is to go.", b.members[member].Name())
	case seated:
		err = s.MoveSeat(ctx, seat, to, revision)
	case !group.Suits(b.members[member]):
		return fault.New(fault.Invalid, "%s does not suit %s by role, topic or region.", place.Person.Name, name(group))
	default:
		err = s.SeatFromWaitlist(ctx, place, pug.Seat{Group: to, Member: place.Person, Joined: now}, revision)
	}
	if fault.Is(err, fault.Full) {
		return fault.Wrap(err, fault.Full, "%s has %d partners, its Champion included: as many as a group may have.", name(group), pug.MaxPartners)
	}
	return err
}

// decide publishes the groups, and tells the workflow that waits for it.
func (g *grouping) decide(ctx context.Context, b board, d pug.Decision) error {
	if small := b.small(); len(small) > 0 {
		return fault.New(fault.Invalid, "%s", tooSmall(small[0], len(b.seats[small[0].ID])))
	}
	answer := workflow.Answer(subject(b.cohort.ID), d.At)
	if _, err := g.Store.Publish(ctx, b.cohort.ID, d, b.cohort.Revision, answer); err != nil {
		return err
	}
	if err := g.Workflow.Do(ctx, answer); err != nil {
		g.Log.WarnContext(ctx, "workflow not told yet, the sweep will", "cohort", b.cohort.ID, "error", err)
	}
	return nil
}

// sentence is what a person reads of an error.
func sentence(err error) string {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.Sentence
	}
	return "That did not work."
}
