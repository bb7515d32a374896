package chromium_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/chromium"
)

func TestWhatKeepsPeopleOutOfAPageIsFound(t *testing.T) {
	axe := chromium.Axe(t, "../../node_modules/axe-core/axe.min.js")
	tab := show(t, chromium.View{}, `<html lang="en"><title>T</title><main><h1>Title</h1><input name="unlabelled"></main>`)
	tab.Load(axe)
	if found := tab.Barriers(); !strings.Contains(found, "label") || !strings.Contains(found, "unlabelled") {
		t.Errorf("a field without a label is not found: %q", found)
	}
	tab = show(t, chromium.View{}, `<html lang="en"><title>T</title><main><h1>Title</h1><label>Name <input name="labelled"></label></main>`)
	tab.Load(axe)
	if found := tab.Barriers(); found != "" {
		t.Error(found)
	}
}
