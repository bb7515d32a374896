package part

import (
	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// LatePoints are the letters that bring talking points to who leads the group, where they have those of the others
// already (R10).
func (p Parts) LatePoints(g pug.Group, m pug.Meeting, points pug.TalkingPoints) ([]store.Owed, error) {
	if !m.Digested {
		return nil, nil
	}
	key := "late-points/" + m.Group + "/" + m.Month + "/" + points.Member.ID + "/" + points.At.Format(LetterTime)
	return p.Letters.Telling(key, latePoints{g, m.Topic, p.MeetingFacts(m), points}, letter.ToLeaders(g)...)
}
