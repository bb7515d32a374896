package people

import (
	"math"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// thrown is how often each choice is made in a thousand throws; silence is "".
func thrown(a Answer) map[pug.Choice]int {
	made := map[pug.Choice]int{}
	d := diceFor(1, "throws")
	for range 1000 {
		choice, _ := d.choice(a)
		made[choice]++
	}
	return made
}

func TestChoicesAreMadeAsOftenAsTheHabitSays(t *testing.T) {
	even := []Share{{pug.ChoiceYes, 0.5}, {pug.ChoiceNo, 0.5}}
	for name, test := range map[string]struct {
		habit Answer
		want  map[pug.Choice]float64
	}{
		"nobody ever answers":                   {Answer{}, map[pug.Choice]float64{"": 1}},
		"everybody says the same":               {Answer{Choices: []Share{{pug.ChoiceYes, 1}}}, map[pug.Choice]float64{pug.ChoiceYes: 1}},
		"one half yes, one half no":             {Answer{Choices: even}, map[pug.Choice]float64{pug.ChoiceYes: 0.5, pug.ChoiceNo: 0.5}},
		"what the shares leave is silence":      {Answer{Choices: even[:1]}, map[pug.Choice]float64{pug.ChoiceYes: 0.5, "": 0.5}},
		"who surely answers keeps to the ratio": {certain(Answer{Choices: []Share{{pug.ChoiceYes, 0.2}, {pug.ChoiceNo, 0.6}}}), map[pug.Choice]float64{pug.ChoiceYes: 0.25, pug.ChoiceNo: 0.75}},
		"and is never silent":                   {certain(DefaultHabits().Flags), map[pug.Choice]float64{pug.ChoiceKeep: 0.60 / 0.95, pug.ChoiceExcuse: 0.35 / 0.95}},
	} {
		t.Run(name, func(t *testing.T) {
			got := thrown(test.habit)
			for choice, share := range test.want {
				if math.Abs(float64(got[choice])-1000*share) > 60 {
					t.Errorf("%q was chosen %d times in 1000, want about %.0f", choice, got[choice], 1000*share)
				}
				delete(got, choice)
			}
			if len(got) > 0 {
				t.Errorf("besides, people chose %v", got)
			}
		})
	}
}

func TestTheDefaultHabitsArePlausible(t *testing.T) {
	h := DefaultHabits()
	for name, a := range map[string]Answer{"Champions": h.Champions, "members": h.Members, "flags": h.Flags,
		"seats": h.Seat, "renewals": h.Renewal, "joining": h.Join} {
		total := 0.0
		for _, s := range a.Choices {
			total += s.Share
		}
		if total >= 1 || total < 0.7 {
			t.Errorf("%s: %.2f of the questions are answered: want most, but not all", name, total)
		}
		if a.Delay.Least <= 0 || a.Delay.Least >= a.Delay.Most {
			t.Errorf("%s: people take between %s and %s", name, a.Delay.Least, a.Delay.Most)
		}
	}
}

func TestADelayLiesBetweenItsBounds(t *testing.T) {
	for name, between := range map[string]Delay{
		"a span":  {time.Hour, 3 * time.Hour},
		"a point": {time.Minute, time.Minute},
		"nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			d := diceFor(1, name)
			for range 200 {
				if got := d.delay(between); got < between.Least || got > between.Most || got%time.Second != 0 {
					t.Fatalf("a delay of %s, want whole seconds between %s and %s", got, between.Least, between.Most)
				}
			}
		})
	}
}

func TestDiceDependOnTheSeedAndOnEachWordOfWhatTheyAreThrownFor(t *testing.T) {
	first := diceFor(1, "ab", "c").Uint64()
	if diceFor(1, "ab", "c").Uint64() != first {
		t.Error("the same dice fall differently")
	}
	for name, other := range map[string]dice{
		"another seed":              diceFor(2, "ab", "c"),
		"another matter":            diceFor(1, "ab", "d"),
		"the same letters, cut up":  diceFor(1, "a", "bc"),
		"the same words, turned":    diceFor(1, "c", "ab"),
		"the same words, and empty": diceFor(1, "ab", "c", ""),
	} {
		if other.Uint64() == first {
			t.Errorf("%s gives the same dice", name)
		}
	}
}

func TestALinkTellsWhatItIsFor(t *testing.T) {
	for link, want := range map[string]string{
		"https://groups.example.com/review/abc":     "review",
		"https://groups.example.com/meetings/a/b":   "meetings",
		"https://groups.example.com/privacy":        "",
		"https://groups.example.com/":               "",
		"https://groups.example.com.evil.example/x": "",
		"https://elsewhere.example/review/abc":      "",
		"mailto:groups@example.com":                 "",
	} {
		for _, base := range []string{"https://groups.example.com", "https://groups.example.com/"} {
			if got := purpose(base, link); got != want {
				t.Errorf("%s is for %q, want %q", link, got, want)
			}
		}
	}
}

func TestStaffSayWhyTheyAnswerNo(t *testing.T) {
	for _, choice := range []pug.Choice{pug.ChoiceDecline, pug.ChoiceWaitlist, pug.ChoiceExcuse} {
		if note(choice) == "" {
			t.Errorf("to %s comes without a word", choice)
		}
	}
	if got := note(pug.ChoiceApprove); got != "" {
		t.Errorf("a yes needs no words, and has %q", got)
	}
}
