package functions_test

import (
	"html"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/functions"
	"github.com/partnerusergroups/pugs/infra/local/chromium"
	"github.com/partnerusergroups/pugs/shared/letter"
)

// TestLettersFitEveryScreen looks at letters of every kind, on screens as narrow as they come, light and dark. As all
// have one layout, their bodies stand one below another on one page, and what keeps people out is looked for in those
// that together have every piece of it.
func TestLettersFitEveryScreen(t *testing.T) {
	axe := chromium.Axe(t, "../infra/node_modules/axe-core/axe.min.js")
	all, err := functions.Specimens(letter.Address{Name: "Partner User Groups", Email: "groups@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	pieces := slices.DeleteFunc(slices.Clone(all), func(l letter.Specimen) bool {
		return !slices.Contains([]string{"reviewRequest", "pointsDigest", "launchedMember"}, l.Kind)
	})
	url := chromium.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		letters := all
		if r.URL.Path == "/pieces" {
			letters = pieces
		}
		_, _ = io.WriteString(w, together(letters))
	}))
	tab := chromium.Open(t, chromium.View{}, url+"/")
	for _, width := range []int{320, chromium.Phone, 640} {
		tab.Look(chromium.View{Width: width})
		if wide := tab.Overflow(); wide != "" {
			t.Error(wide)
		}
	}
	tab.Visit(url + "/pieces")
	tab.Load(axe)
	for _, v := range []chromium.View{{Width: 640}, {Width: 640, Dark: true}} {
		tab.Look(v)
		if found := tab.Barriers(); found != "" {
			t.Errorf("at %s: %s", v, found)
		}
	}
}

// together are letters on one page, with the head of the first. As in a mail program, a heading stands above them.
func together(letters []letter.Specimen) string {
	var page strings.Builder
	for i, l := range letters {
		head, body, _ := strings.Cut(l.HTML, "<body")
		_, body, _ = strings.Cut(body, ">")
		if i == 0 {
			page.WriteString(head + "<body><main><h1>Mail</h1>")
		}
		page.WriteString(strings.TrimSuffix(body, "</body>\n</html>\n"))
	}
	return page.String()
}

func TestLettersSayInWhichLanguageTheyAreAndWhatAbout(t *testing.T) {
	all, err := functions.Specimens(letter.Address{Name: "Partner User Groups", Email: "groups@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		for _, want := range []string{`<html lang="en">`, "<title>" + l.Subject + "</title>",
			`<meta name="color-scheme" content="light dark">`} {
			if !strings.Contains(html.UnescapeString(l.HTML), want) {
				t.Errorf("%s lacks %s", l.Kind, want)
			}
		}
	}
}
