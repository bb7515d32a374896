package stand

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Report is the outcome of a cohort. Equal seeds give equal reports, but for WallMS.
type Report struct {
	Cohort         pug.CohortID     `json:"cohort"`
	Seed           uint64           `json:"seed"`
	VirtualDays    int              `json:"virtual_days"`
	WallMS         int64            `json:"wall_ms"`
	Applications   ApplicationCount `json:"applications"`
	Groups         []GroupReport    `json:"groups"`
	Waitlist       []string         `json:"waitlist"`
	Flags          []FlagReport     `json:"flags"`
	Renewals       []string         `json:"renewals"`
	Executions     ExecutionCount   `json:"executions"`
	Mail           int              `json:"mail"`
	MailToStaff    int              `json:"mail_to_staff"`   // the most that one of staff got
	LettersWaiting int              `json:"letters_waiting"` // that are still to be sent
	AWSCalls       map[string]int   `json:"aws_calls"`
	FaultsInjected int              `json:"faults_injected"`
	Usage
}

// ApplicationCount counts submissions by what became of them.
type ApplicationCount struct {
	Champion   KindCount `json:"champion"`
	Member     KindCount `json:"member"`
	Odd        int       `json:"odd"`        // signed and stored, not reviewable as they are
	Late       int       `json:"late"`       // submitted after the phase closed
	Duplicates int       `json:"duplicates"` // the same submission again
	Refused    int       `json:"refused"`    // answered 4xx
}

// KindCount counts the applications of one kind that entered review. One that was withdrawn or replaced counts as
// declined.
type KindCount struct {
	Received   int `json:"received"`
	Approved   int `json:"approved"`
	Declined   int `json:"declined"`
	Waitlisted int `json:"waitlisted"`
}

// GroupReport is a group as it stands at the end.
type GroupReport struct {
	ID       string          `json:"id"`
	Topic    string          `json:"topic"`
	Role     pug.Role        `json:"role"`
	Region   pug.Region      `json:"region"`
	Champion string          `json:"champion"`
	Members  []string        `json:"members"`
	Meetings []MeetingReport `json:"meetings"`
}

// MeetingReport is one meeting of a group; without a start it was never planned.
type MeetingReport struct {
	Month    string    `json:"month"`
	State    string    `json:"state"`
	Starts   time.Time `json:"starts,omitzero"`
	Minutes  int       `json:"minutes"`
	Topic    string    `json:"topic"`
	Attended []string  `json:"attended"`
	Excused  []string  `json:"excused"`
	Missed   []string  `json:"missed"`
}

// FlagReport is a flag and what staff decided.
type FlagReport struct {
	Member   string     `json:"member"`
	Group    string     `json:"group"`
	Missed   int        `json:"missed"`
	Decision pug.Choice `json:"decision"`
}

// ExecutionCount counts executions of all workflows.
type ExecutionCount struct {
	Running   int `json:"running"`
	Succeeded int `json:"succeeded"`
	Failed    int `json:"failed"`
}

// Report reads the outcome out of the table. The calls that this takes are not counted.
func (s *Stand) Report(ctx context.Context) (Report, error) {
	sent := s.Forms.Counts()
	r := Report{
		Cohort: s.cfg.Cohort, Seed: s.cfg.Seed, WallMS: time.Since(s.wall).Milliseconds(),
		VirtualDays: int(math.Round(s.Clock.Now().Sub(s.started).Hours() / 24)),
		Applications: ApplicationCount{Odd: sent.Odd, Late: sent.Late, Duplicates: sent.Duplicate,
			Refused: sent.Refused},
		Mail: s.Mailbox.Count(), AWSCalls: s.Cloud.Calls(), FaultsInjected: s.Cloud.Faults(), Usage: s.used(),
		Groups: []GroupReport{}, Waitlist: []string{}, Flags: []FlagReport{}, Renewals: []string{},
	}
	for _, email := range s.staff() {
		r.MailToStaff = max(r.MailToStaff, len(s.Mailbox.Listed(email)))
	}
	r.Executions.Running, r.Executions.Succeeded, r.Executions.Failed = s.Engine.Counts()
	owed, err := s.Records().Outbox(ctx)
	if err != nil {
		return r, err
	}
	r.LettersWaiting = len(owed.Letters)
	return r, r.Read(ctx, s.Records())
}

// Records are what the table holds, for looking on: what is read by them is not counted, and never goes wrong.
func (s *Stand) Records() *store.Store { return s.records }

// Hear has all of staff choose how to hear of what happens, as they could at the desk.
func (s *Stand) Hear(ctx context.Context, how pug.StaffMail) error {
	s.Cloud.Allow(reader, append(readerGrants(), cloud.Grant{Action: "dynamodb:PutItem", Resource: tableARN(),
		Partitions: []string{"STAFF"}}))
	team, err := s.records.Staff(ctx)
	if err != nil {
		return err
	}
	for _, one := range team.People {
		if team, err = team.Hear(one.Email, how); err != nil {
			return err
		}
	}
	return s.records.ChangeStaff(ctx, team)
}

// Read reads what the table tells of the report's cohort: applications, groups, waitlist, flags and renewals.
func (r *Report) Read(ctx context.Context, records *store.Store) error {
	for kind, count := range map[pug.Kind]*KindCount{pug.KindChampion: &r.Applications.Champion,
		pug.KindMember: &r.Applications.Member} {
		applications, err := records.Applications(ctx, r.Cohort, kind)
		if err != nil {
			return err
		}
		*count = countKind(applications)
	}
	waitlist, err := records.Waitlist(ctx, r.Cohort)
	if err != nil {
		return err
	}
	for _, p := range waitlist {
		r.Waitlist = append(r.Waitlist, p.Person.Email)
	}
	groups, err := records.Groups(ctx, r.Cohort)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if err := r.addGroup(ctx, records, g); err != nil {
			return err
		}
	}
	return nil
}

func countKind(applications []pug.Application) KindCount {
	var c KindCount
	for _, a := range applications {
		switch a.Status {
		case pug.StatusOdd:
			continue
		case pug.StatusApproved:
			c.Approved++
		case pug.StatusDeclined, pug.StatusReplaced, pug.StatusWithdrawn:
			c.Declined++
		case pug.StatusWaitlisted:
			c.Waitlisted++
		}
		c.Received++
	}
	return c
}

// addGroup adds a group with its meetings, and its flags and renewal.
func (r *Report) addGroup(ctx context.Context, records *store.Store, g pug.Group) error {
	seats, err := records.Seats(ctx, g.ID)
	if err != nil {
		return err
	}
	emails := map[string]string{}
	group := GroupReport{ID: pug.ShortGroup(g.ID), Topic: g.Topic.Name, Role: g.Role, Region: g.Region,
		Champion: g.Champion.Email, Members: []string{}, Meetings: []MeetingReport{}}
	for _, seat := range seats {
		emails[seat.Member.ID] = seat.Member.Email
		if seat.Taken() {
			group.Members = append(group.Members, seat.Member.Email)
		}
	}
	slices.Sort(group.Members)
	meetings, err := records.Meetings(ctx, g.ID)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		report, err := meetingReport(ctx, records, m, emails)
		if err != nil {
			return err
		}
		group.Meetings = append(group.Meetings, report)
	}
	r.Groups = append(r.Groups, group)
	return r.addDecisions(ctx, records, g)
}

func meetingReport(ctx context.Context, records *store.Store, m pug.Meeting, emails map[string]string) (MeetingReport,
	error) {
	report := MeetingReport{Month: m.Month, State: string(m.State), Starts: m.Starts.UTC(), Minutes: m.Minutes,
		Topic: m.Topic, Attended: []string{}, Excused: []string{}, Missed: []string{}}
	attendance, err := records.Attendance(ctx, m.Group, m.Month)
	if err != nil {
		return report, err
	}
	lists := map[pug.Attendance]*[]string{pug.Attended: &report.Attended, pug.Excused: &report.Excused,
		pug.Missed: &report.Missed}
	for member, a := range attendance.Members {
		if to, ok := lists[a]; ok {
			*to = append(*to, emails[member])
		}
	}
	for _, l := range lists {
		slices.Sort(*l)
	}
	return report, nil
}

func (r *Report) addDecisions(ctx context.Context, records *store.Store, g pug.Group) error {
	flags, err := records.Flags(ctx, g.ID)
	if err != nil {
		return err
	}
	for _, f := range flags {
		report := FlagReport{Member: f.Member.Email, Group: pug.ShortGroup(g.ID), Missed: f.Missed}
		if f.Decision != nil {
			report.Decision = f.Decision.Choice
		}
		r.Flags = append(r.Flags, report)
	}
	renewal, err := records.Renewal(ctx, g.ID)
	if pug.IsError(err, pug.NotFound) {
		return nil
	}
	if err == nil && renewal.Decision != nil && renewal.Decision.Choice == pug.ChoiceYes {
		r.Renewals = append(r.Renewals, renewal.Champion.Email)
	}
	return err
}
