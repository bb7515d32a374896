package curation_test

import (
	"testing"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// What staff pinned about a person is true of them by whichever application they are kept.
func TestPinsGoOverToTheApplicationThatIsKept(t *testing.T) {
	s := usual()
	s.member("twin NA Twin-co Pricing SEO")
	twin, spare := member("twin"), member("spare")
	for name, c := range map[string]struct {
		changes []curation.Change
		kept    string
		gone    string
		want    string // where who is kept is, and what is pinned about them
	}{
		"to a seat": {[]curation.Change{{Do: curation.Move, Member: member("p0")}, {Do: curation.Pin, Member: twin}}, member("p0"), twin, "Group 1 (Pricing), pinned"},
		"to a seat that they do not take, since they have one": {[]curation.Change{{Do: curation.Move, Member: twin, Group: group(2), Pin: true}},
			member("p0"), twin, "Group 1 (Pricing)"},
		"to a seat that staff keep them out of": {[]curation.Change{{Do: curation.KeepOut, Member: member("p0"), Lead: lead("bea")}, {Do: curation.Pin, Member: twin}},
			member("p0"), twin, "the waitlist, out of bea"},
		"out of a group": {[]curation.Change{{Do: curation.Move, Member: twin}, {Do: curation.KeepOut, Member: twin, Lead: lead("abe")}},
			spare, twin, "the waitlist, out of abe"},
		"but not out of where they sit": {[]curation.Change{{Do: curation.Move, Member: twin}, {Do: curation.KeepOut, Member: twin, Lead: lead("bea")}},
			member("p0"), twin, "Group 1 (Pricing)"},
	} {
		t.Run(name, func(t *testing.T) {
			b := s.board(t)
			if _, seated := b.Seat(twin); !seated {
				b = applied(t, b, curation.Change{Do: curation.Move, Member: twin, Group: group(1)})
			}
			for _, change := range c.changes {
				b = applied(t, b, change)
			}
			kept, _ := b.Member(c.kept)
			gone, _ := b.Member(c.gone)
			gone.Status = pug.StatusReplaced
			after := b.KeptOne(kept, gone).Board
			sound(t, after)
			got := after.Where(c.kept)
			if after.PinnedIn(c.kept) {
				got += ", pinned"
			}
			for _, id := range after.KeptOutOf(c.kept) {
				got += ", out of " + short(id)
			}
			if got != c.want {
				t.Errorf("%s is in %s, want %s: %s", short(c.kept), got, c.want, write(after))
			}
		})
	}
}
