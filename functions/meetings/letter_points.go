package meetings

import (
	"fmt"
	"strings"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// pointsLetter asks a member for talking points (R10).
func (f function) pointsLetter(o occasion) letter.Letter {
	return letter.Letter{
		Subject: fmt.Sprintf("Your talking points, please: %s, %s", o.meeting.Topic, f.when(o.meeting)),
		Paragraphs: []string{
			fmt.Sprintf("Your group meets soon. What would you like to bring: an idea, a question, something that worked? A few lines are enough; %s gets everybody's before the meeting.", o.group.Champion.Name),
		},
		Facts: f.facts(o.meeting),
		After: []string{"The link works until the meeting starts. " + f.questions()},
	}
}

// digestLetter brings the Champion everybody's talking points, and says who handed in nothing (R10).
func (f function) digestLetter(o occasion, points []pug.TalkingPoints, without []pug.Seat) letter.Letter {
	text := letter.Letter{
		Subject:    fmt.Sprintf("Talking points for %s, %s", o.meeting.Topic, f.when(o.meeting)),
		Paragraphs: []string{"Here is what your members bring to the meeting. What is handed in later reaches you one by one."},
		Facts:      f.facts(o.meeting),
		After:      []string{f.questions()},
		Because:    becauseChampion,
	}
	if len(points) == 0 {
		text.Paragraphs = []string{"Nobody has handed in talking points so far. It may help to open the meeting with a question to everyone. What is handed in later reaches you one by one."}
	}
	for _, p := range points {
		text.Quotes = append(text.Quotes, letter.Quote{Who: p.Member.Name, Text: p.Text})
	}
	var names []string
	for _, s := range without {
		names = append(names, s.Member.Name)
	}
	if len(names) > 0 {
		text.After = append([]string{"Nothing yet from: " + strings.Join(names, ", ") + "."}, text.After...)
	}
	return text
}

// latePointsLetter brings the Champion talking points that came after the digest.
func (f function) latePointsLetter(o occasion, p pug.TalkingPoints) letter.Letter {
	return letter.Letter{
		Subject:    fmt.Sprintf("Talking points of %s for %s", p.Member.Name, o.meeting.Topic),
		Paragraphs: []string{fmt.Sprintf("%s handed these in after you got the others.", p.Member.Name)},
		Facts:      f.facts(o.meeting),
		Quotes:     quote(p.Member.Name, p.Text),
		After:      []string{f.questions()},
		Because:    becauseChampion,
	}
}
