package page_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/page"
)

func TestABarIsDividedInProportion(t *testing.T) {
	b := page.Bar{Label: "Regions", Parts: []page.Part{{"NA", 3, 1}, {"LATAM", 0, 2}, {"EMEA", 1, 3}}}
	want := []page.Segment{{page.Part{Label: "NA", Count: 3, Shade: 1}, 0, 75}, {page.Part{Label: "EMEA", Count: 1, Shade: 3}, 75, 25}}
	if diff := cmp.Diff(want, b.Segments()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := (page.Bar{Label: "Regions", Parts: []page.Part{{"NA", 0, 1}}}).Segments(); len(got) != 0 {
		t.Errorf("nothing is drawn as %v", got)
	}
}
