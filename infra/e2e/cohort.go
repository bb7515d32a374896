package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// cohort plays the cohort that was started, from the other Champions' applications to its end.
func (p *play) cohort(ctx context.Context, v *verdict) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p.forms.Schedule(slices.Concat(champions(p.dates.ChampionsOpen)[1:], members(p.dates.MembersOpen)), p.dates)
	wrong := p.mingle(ctx)
	for _, m := range p.milestones() {
		err := v.step(m.name, func() (string, error) {
			s, err := p.until(ctx, m.by.Add(patience), m.reached)
			select {
			case trouble := <-wrong:
				return "", fmt.Errorf("people cannot act: %w", trouble)
			default:
			}
			if troubles := p.people.Troubles(); err == nil && len(troubles) > 0 {
				err = mismatch("no trouble for people", troubles)
			}
			if err != nil {
				return "", err
			}
			return m.tell(s), nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// milestone is something that is to be reached in the life of the cohort.
type milestone struct {
	name    string
	by      time.Time
	reached func(scene) bool
	tell    func(scene) string
}

func (p *play) milestones() []milestone {
	d := p.dates
	stage := func(name string, by time.Time, stage pug.Stage) milestone {
		return milestone{name, by, func(s scene) bool { return s.cameTo(stage) }, func(scene) string { return "" }}
	}
	all := []milestone{
		stage("Champions are settled, members may apply", d.MembersOpen, pug.StageMembers),
		stage("members are settled, groups are proposed", d.Propose, pug.StageForming),
		stage("staff curate and publish the groups", d.Curate, pug.StagePublished),
		stage("the cohort launches", d.Launch, pug.StageRunning),
	}
	for _, month := range d.Months[:heldMonths] {
		all = append(all, milestone{"meetings of " + month.Name + " are planned, held and reported", month.To,
			func(s scene) bool { return len(s.in(month.Name, pug.MeetingReported)) == s.cohort.Groups },
			func(s scene) string { return fmt.Sprintf("%d meetings", len(s.in(month.Name, pug.MeetingReported))) }})
	}
	decided := func(f pug.Flag) bool { return f.Decision != nil }
	return append(all,
		milestone{"who misses two meetings is flagged, and staff decide", d.Months[heldMonths-1].To,
			func(s scene) bool { return slices.ContainsFunc(s.flags, decided) && s.running["absence"] == 0 },
			func(s scene) string { return fmt.Sprintf("%d flags", len(s.flags)) }},
		milestone{"the cohort's execution is SUCCEEDED, and so is every other", d.End,
			func(s scene) bool {
				return s.status == types.ExecutionStatusSucceeded && s.running["application"]+s.running["absence"] == 0
			},
			func(s scene) string { return fmt.Sprintf("%d mails", p.inbox.box.Count()) }})
}
