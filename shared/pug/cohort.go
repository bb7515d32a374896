package pug

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// CohortID names a cohort: its year of launch and its half, as in "2026-H2" (R2).
type CohortID string

// MeetingsPerCohort is how many monthly meetings a cohort holds (R2, R9).
const MeetingsPerCohort = 6

// FirstCohort is the first of all cohorts (R2).
const FirstCohort = CohortID("2026-H1")

// ParseCohortID reads "2026-H1" or "2026-H2".
func ParseCohortID(s string) (CohortID, error) {
	if len(s) == 7 && s[4] == '-' && s[5] == 'H' && (s[6] == '1' || s[6] == '2') {
		if year, err := strconv.Atoi(s[:4]); err == nil && year >= 2000 {
			return CohortID(s), nil
		}
	}
	return "", fmt.Errorf("%q is not a cohort: write the year and the half, such as 2026-H2", s)
}

// Name is what people call the cohort, by the month of its launch, as in "October 2026": partners do not know our
// halves.
func (c CohortID) Name() string {
	if _, err := ParseCohortID(string(c)); err != nil {
		return string(c)
	}
	return fmt.Sprintf("%s %d", c.LaunchMonth(), c.Year())
}

// Year is the calendar year of the launch.
func (c CohortID) Year() int {
	year, _ := strconv.Atoi(string(c[:4])) // a CohortID comes out of ParseCohortID
	return year
}

// second says whether the cohort is the year's second: launched in October rather than March.
func (c CohortID) second() bool { return c[6] == '2' }

// LaunchMonth is March for the first cohort of a year and October for the second (R2).
func (c CohortID) LaunchMonth() time.Month {
	if c.second() {
		return time.October
	}
	return time.March
}

// Next is the cohort that launches after this one.
func (c CohortID) Next() CohortID {
	if c.second() {
		return CohortID(fmt.Sprintf("%04d-H1", c.Year()+1))
	}
	return CohortID(fmt.Sprintf("%04d-H2", c.Year()))
}

// Overlapping lists the cohorts of which one or both still meet while the other is applied for: the cohort itself, the
// one before it and the next.
func (c CohortID) Overlapping() []CohortID {
	before := CohortID(fmt.Sprintf("%04d-H2", c.Year()-1))
	if c.second() {
		before = CohortID(fmt.Sprintf("%04d-H1", c.Year()))
	}
	return []CohortID{before, c, c.Next()}
}

// Months lists the six months in which the cohort meets, as "2026-10". March belongs to two cohorts, September to none
// (R2).
func (c CohortID) Months() []string {
	months := make([]string, MeetingsPerCohort)
	first := time.Date(c.Year(), c.LaunchMonth(), 1, 0, 0, 0, 0, time.UTC)
	for i := range months {
		months[i] = first.AddDate(0, i, 0).Format("2006-01")
	}
	return months
}

// CohortsAround lists the cohorts of the year of t and of its neighbours, oldest first: every cohort that can be open,
// running or about to open at t.
func CohortsAround(t time.Time) []CohortID {
	var ids []CohortID
	for year := t.Year() - 1; year <= t.Year()+1; year++ {
		ids = append(ids, CohortID(fmt.Sprintf("%04d-H1", year)), CohortID(fmt.Sprintf("%04d-H2", year)))
	}
	return ids
}

// Stage is how far a cohort has come.
type Stage string

// The stages of a cohort, in order.
const (
	StagePlanned   Stage = "planned"   // dates are set, nothing is open
	StageChampions Stage = "champions" // Champion applications are taken and assessed (R3)
	StageMembers   Stage = "members"   // member applications are taken and assessed (R4)
	StageForming   Stage = "forming"   // groups are proposed and curated (R5)
	StagePublished Stage = "published" // groups are published, the launch is ahead
	StageRunning   Stage = "running"   // launched: monthly meetings (R9)
	StageClosed    Stage = "closed"
)

// stages are the stages in their order.
func stages() []Stage {
	return []Stage{StagePlanned, StageChampions, StageMembers, StageForming, StagePublished, StageRunning, StageClosed}
}

// Before lists the stages before this one: a cohort that is in one of them may come into this one, for stages only
// advance.
func (s Stage) Before() []Stage { return stages()[:slices.Index(stages(), s)] }

// Published says whether the groups are published and the cohort goes on: a member who is approved now can only
// wait for a free seat (L4).
func (s Stage) Published() bool { return s == StagePublished || s == StageRunning }

// Cohort is one six-month round of the programme (R2).
type Cohort struct {
	ID       CohortID  `json:"id"`
	Stage    Stage     `json:"stage"`
	Dates    Dates     `json:"dates"`
	Groups   int       `json:"groups"` // groups that were published, at most MaxGroups (R6)
	Launched time.Time `json:"launched,omitzero"`
	// Watched is when the launch schedule last saw to this cohort, from its publication until its launch.
	Watched time.Time `json:"watched,omitzero"`
	// Healed is true if the launch schedule did not see to it that the cohort launches: it launched by itself.
	Healed bool `json:"healed,omitempty"`
	// Revision is the latest one of the proposed groups, 0 before there are any: a page that shows an older one may not
	// change them.
	Revision int `json:"revision"`
	// Published tells who published the groups, or is empty while they are only proposed.
	Published *Decision `json:"published,omitempty"`
	// Moved counts how often its dates were moved (L8), and Shifted names those that ever were. Known, if set, are the
	// dates as those in its groups know them: they are to be told of the others.
	Moved   int      `json:"moved,omitempty"`
	Shifted []string `json:"shifted,omitempty"`
	Known   *Dates   `json:"known,omitempty"`
	// Told is how far those who wait were told that the cohort has ended, and Waited how many these are (L16): a place
	// in the order of the waitlist.
	Told   string `json:"told,omitempty"`
	Waited int    `json:"waited,omitempty"`
	// Erased is when the data of its people were erased, some years after it had ended (L12).
	Erased time.Time `json:"erased,omitzero"`
}

// NamesChampions says whether staff name Champions for topics that members want and nobody leads (R7): until groups are
// proposed.
func (c Cohort) NamesChampions() bool { return c.Stage == StageMembers && c.Revision == 0 }

// Curates says whether staff curate the proposed groups, until these are published.
func (c Cohort) Curates() bool {
	return c.Stage == StageForming && c.Revision > 0 && c.Published == nil
}

// Due is by when the cohort is to come into its next stage. A month after its end the last meetings are reported. Once
// it is closed, there is nothing left to do.
func (c Cohort) Due() (due time.Time, open bool) {
	d := c.Dates
	due, open = map[Stage]time.Time{
		StagePlanned: d.ChampionsOpen, StageChampions: d.MembersOpen, StageMembers: d.Propose, StageForming: d.Curate,
		StagePublished: d.Launch, StageRunning: d.End.AddDate(0, 1, 0),
	}[c.Stage]
	return due, open
}

// Step is one of the steps in the life of a cohort that bring it further.
type Step string

// The steps, in order.
const (
	StepOpenChampions Step = "open_champions"
	StepOpenMembers   Step = "open_members"
	StepPropose       Step = "propose"
	StepCurate        Step = "curate"
	StepPublish       Step = "publish"
	StepLaunch        Step = "launch"
	StepClose         Step = "close"
)

// Step is where an execution takes up the life of the cohort, whatever became of the one before: with the step that
// brought it into its stage. Repeating that is harmless, and makes up for what was left undone in it. A cohort that
// comes to its end without a launch is closed.
func (c Cohort) Step(now time.Time) Step {
	switch {
	case c.Stage == StageRunning:
		return StepLaunch
	case c.Stage == StageClosed, !now.Before(c.Dates.End):
		return StepClose
	case c.Published != nil:
		return StepPublish
	case c.Revision > 0:
		return StepCurate
	case c.Stage == StageForming:
		return StepPropose
	case c.Stage == StageMembers:
		return StepOpenMembers
	}
	return StepOpenChampions
}
