package attendance

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// flagIn names the flag that a task is about.
type flagIn struct {
	Flag string `json:"flag"`
}

type openOut struct {
	Until []time.Time `json:"until"` // until when staff are waited for: each reminder, and last the deadline
}

// open plans when staff are asked and reminded.
func (f function) open(ctx context.Context, in flagIn) (openOut, error) {
	now := f.Now()
	flag, err := f.Store.Flag(ctx, in.Flag)
	if err != nil {
		return openOut{}, err
	}
	return openOut{calendar.Rounds(now, f.deadline(flag), f.Settings.Intervals.ReviewReminders)}, nil
}

// deadline is until when staff decide on a flag.
func (f function) deadline(flag pug.Flag) time.Time {
	return flag.Raised.Add(f.Settings.Intervals.FlagAnswer.Duration())
}

type askIn struct {
	Flag  string `json:"flag"`
	Token string `json:"token"`
	Round int    `json:"round"` // 0 asks, later ones remind
}

// ask asks each of the staff whether the member is kept or excused, each by a link of their own.
func (f function) ask(ctx context.Context, in askIn) error {
	now := f.Now()
	if err := f.Workflow.Await(ctx, in.Flag, in.Token); err != nil {
		return err
	}
	flag, err := f.decidedFlag(ctx, in.Flag, now)
	if err != nil {
		return err
	}
	ends := f.deadline(flag)
	if flag.Decision == nil && !now.Before(ends) {
		if err := f.lapse(ctx, flagIn{flag.ID}); err != nil {
			return err
		}
	}
	if flag.Decision != nil || !now.Before(ends) {
		return f.Workflow.Complete(ctx, flag.ID, in.Token)
	}
	group, err := f.Store.Group(ctx, flag.Group)
	if err != nil {
		return err
	}
	asked := f.Letters.Told
	if in.Round > 0 { // all others are reminded by the letter of the morning
		asked = f.Letters.ToldOfEach
	}
	to, err := asked(ctx)
	if err != nil {
		return err
	}
	return f.Letters.Ask(ctx, fmt.Sprintf("absence/%s/%d", flag.ID, in.Round),
		link.Link{Purpose: purposeStanding, Subject: flag.ID, Expires: ends},
		keepQuestion{flagged{flag, group}, in.Round > 0, f.When(ends)}, letter.While(store.Flagged(flag), to...)...)
}

// decidedFlag reads a flag. If the cohort has ended meanwhile, or staff have excused the member on another flag, that
// decides this one too: nobody should be asked about a member who left.
func (f function) decidedFlag(ctx context.Context, id string, now time.Time) (pug.Flag, error) {
	flag, err := f.Store.Flag(ctx, id)
	if err != nil || flag.Decision != nil {
		return flag, err
	}
	c, err := f.Store.Cohort(ctx, pug.CohortOf(flag.Group))
	switch {
	case err != nil:
		return flag, err
	case c.Stage == pug.StageClosed:
		return firstStands(f.Store.DecideFlag(ctx, id, pug.Decision{Choice: pug.ChoiceEnded, At: now}))
	}
	excused, err := f.excusals(ctx, flag)
	if err != nil || len(excused) == 0 {
		return flag, err
	}
	decision := pug.Decision{Choice: pug.ChoiceExcuse, By: excused[0].Decision.By, At: now,
		Note: "Decided together with an earlier flag of the same member."}
	return firstStands(f.Store.DecideFlag(ctx, id, decision))
}

// firstStands takes the record with the decision that stands, whoever made it.
func firstStands[T any](decided T, err error) (T, error) {
	if pug.IsError(err, pug.Conflict) {
		return decided, nil
	}
	return decided, err
}

// excusals lists the flags on which staff excused the member of this flag, the first decision first.
func (f function) excusals(ctx context.Context, of pug.Flag) ([]pug.Flag, error) {
	r, err := f.Store.GroupRecords(ctx, of.Group)
	seat, _ := pug.SeatOfMember(r.Seats, of.Member.ID)
	return pug.Excusals(r.Flags, seat), err
}

// lapse keeps the member if nobody decided in time (R11). A decision that came just in time stands.
func (f function) lapse(ctx context.Context, in flagIn) error {
	now := f.Now()
	flag, err := f.decidedFlag(ctx, in.Flag, now)
	if err != nil || flag.Decision != nil {
		return err
	}
	d := pug.Decision{Choice: pug.ChoiceKeep, By: pug.TheDeadline, At: now}
	line := store.Logged{Entry: pug.LogFlagDecided(flag, d, "")}
	_, err = firstStands(f.Store.DecideFlag(ctx, in.Flag, d, line))
	return err
}

type recordOut struct {
	Freed bool `json:"freed"` // whether this flag made a seat free
}

// record frees the seat of an excused member. A seat is freed by the first of the member's flags on which they were
// excused, so that it is offered once, and a retry says the same.
func (f function) record(ctx context.Context, in flagIn) (recordOut, error) {
	flag, err := f.Store.Flag(ctx, in.Flag)
	if err != nil {
		return recordOut{}, err
	}
	if flag.Decision == nil {
		return recordOut{}, pug.Errorf(pug.Internal, "The flag %s is to be recorded, and nobody decided on it.",
			flag.ID)
	}
	if !flag.Excuses() {
		return recordOut{}, nil
	}
	group, err := f.Store.Group(ctx, flag.Group)
	if err != nil {
		return recordOut{}, err
	}
	for range attempts {
		var freed bool
		freed, err = f.excuse(ctx, flag, group)
		if !pug.IsError(err, pug.Conflict) && !pug.IsError(err, pug.Already) {
			return recordOut{freed}, err
		}
	}
	return recordOut{}, pug.Wrapf(err, pug.Unavailable, "The group %s changes all the time", group.ID)
}

// attempts is how often a seat is freed anew because something came in between.
const attempts = 5

// excuse frees the seat, and takes the meetings ahead out of the member's calendar. It says whether the seat came free
// by the flag: not by an earlier one, nor because the member has left.
func (f function) excuse(ctx context.Context, flag pug.Flag, group pug.Group) (bool, error) {
	r, err := f.Store.GroupRecords(ctx, group.ID)
	if err != nil {
		return false, err
	}
	seat, found := pug.SeatOfMember(r.Seats, flag.Member.ID)
	freed := first(pug.Excusals(r.Flags, seat), flag)
	switch {
	case !found || !seat.Taken():
		return freed && !seat.Excused.IsZero(), nil
	case flag.Decision.At.Before(seat.Joined): // and came back since
		return false, nil
	}
	seat.Excused = flag.Decision.At
	leaving, told, err := f.Leaving(ctx, group, r.Meetings, seat, f.Now())
	if err != nil {
		return false, err
	}
	leaving.Flag = flag.ID
	letters, err := f.excusing(flag, group, seat)
	if err != nil {
		return false, err
	}
	return freed, f.Store.Leave(ctx, leaving, append(told, letters...)...)
}

// excusedKey is the key of the letters about an excusal. It is per member rather than per flag: who is excused on two
// flags leaves once. Who came back, and is excused again, leaves again.
func excusedKey(flag pug.Flag, seat pug.Seat) string {
	key := "excused/" + flag.Group + "/" + flag.Member.ID
	if seat.Series > 0 {
		key += fmt.Sprintf("/%d", seat.Series)
	}
	return key
}

// excusing are the letters to a member who is excused, and to the Champion.
func (f function) excusing(flag pug.Flag, group pug.Group, seat pug.Seat) ([]store.Owed, error) {
	key := excusedKey(flag, seat)
	gone := store.Left(seat)
	told, err := f.Letters.Telling(key, excused{group}, letter.While(gone, letter.To(flag.Member))...)
	if err != nil {
		return nil, err
	}
	left, err := f.Letters.Telling(key, memberLeft{flagged{flag, group}},
		letter.While(gone, letter.ToLeaders(group)...)...)
	return append(told, left...), err
}

// first says whether a flag is the first of the excusals, which made the seat free.
func first(excusals []pug.Flag, flag pug.Flag) bool {
	return len(excusals) > 0 && excusals[0].ID == flag.ID
}

// tell writes to everybody the decision concerns. Who was excused was told with it, unless an earlier release did that.
// A flag that ended without an answer concerns nobody: the member never knew.
func (f function) tell(ctx context.Context, in flagIn) error {
	flag, err := f.Store.Flag(ctx, in.Flag)
	if err != nil {
		return err
	}
	if flag.Moot() != "" {
		return f.kept(ctx, flag.ID, store.Settled{Matter: flag.Matter()})
	}
	group, err := f.Store.Group(ctx, flag.Group)
	if err != nil {
		return err
	}
	seat, err := f.Store.Seat(ctx, flag.Group, flag.Member.ID)
	if err != nil {
		return err
	}
	switch {
	case !flag.Excuses() && seat.Taken() && flag.Reversed == nil:
		return f.tellKept(ctx, flag, group, seat)
	case !flag.Excuses() || seat.Excused.IsZero(): // the member has left, or the excusal was taken back
		return f.kept(ctx, flag.ID)
	}
	letters, err := f.excusing(flag, group, seat)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if err := f.Store.Write(ctx, l); err != nil {
			return err
		}
	}
	excusals, err := f.excusals(ctx, flag)
	if err != nil || first(excusals, flag) { // the seat is still to be offered
		return err
	}
	return f.kept(ctx, flag.ID)
}

func (f function) tellKept(ctx context.Context, flag pug.Flag, group pug.Group, seat pug.Seat) error {
	about, late := flagged{flag, group}, flag.Decision.By == pug.TheDeadline
	if late {
		err := f.Letters.TellEach(ctx, "undecided/"+flag.ID, undecided{about})
		if err != nil {
			return err
		}
	}
	told, err := f.Letters.Telling("kept/"+flag.ID, kept{about, late}, letter.ToSeat(seat))
	if err != nil {
		return err
	}
	return f.kept(ctx, flag.ID, told...)
}
