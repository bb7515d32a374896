package store_test

import (
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// L13: what was sent in a letter's place counts as it does, however often staff sent it again.
func TestALetterReachesItsReaderByWhatIsSentInItsPlace(t *testing.T) {
	for name, c := range map[string]struct {
		bounced [3]bool // the letter, and what was sent in its place, in their order
		reaches bool
	}{
		"it arrived":               {[3]bool{false, true, true}, true},
		"the first in its place":   {[3]bool{true, false, true}, true},
		"the second in its place":  {[3]bool{true, true, false}, true},
		"nothing of it ever came":  {[3]bool{true, true, true}, false},
		"all of it reached them":   {[3]bool{}, true},
		"the same text came twice": {[3]bool{true, false, false}, true},
	} {
		t.Run(name, func(t *testing.T) {
			s, a := table(t), person(pug.KindMember, "ada")
			to := letter.ToApplicant(a)
			first := store.Letter{ID: letter.ID("invitation", to), Key: "invitation", To: store.Mailbox{Email: a.Email}, Written: morning, State: store.LetterWaiting}
			wants(t, s.Post(t.Context(), first), "")
			id := first.ID
			for i, bounced := range c.bounced {
				at := morning.Add(time.Duration(i) * time.Hour)
				if i > 0 {
					of, err := s.Letter(t.Context(), a.Email, first.ID)
					wants(t, err, "")
					by := letter.Again(of, to, nil, at)
					wants(t, s.SentAgain(t.Context(), []store.Repeat{{Of: of, By: by}}, by), "")
					id = by.ID
				}
				if bounced {
					wants(t, s.Bounced(t.Context(), a.Email, id, "user unknown"), "")
				} else {
					w := store.Waiting{ID: id, Email: a.Email, Written: at}
					wants(t, s.NoteOutcomes(t.Context(), []store.Outcome{{Waiting: w, State: store.LetterSent, Sent: at}}), "")
				}
			}
			posted, err := s.Posted(t.Context(), a.Email, first.ID)
			wants(t, err, "")
			if posted[0].Reaches() != c.reaches || posted[0].Reached(morning.AddDate(0, 0, 1)) != c.reaches {
				t.Errorf("it reaches its reader: %v, %+v", posted[0].Reaches(), posted[0])
			}
		})
	}
}
