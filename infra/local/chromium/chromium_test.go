package chromium_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/chromium"
)

// show opens a page with this body.
func show(t testing.TB, v chromium.View, body string) *chromium.Tab {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'; img-src data:")
		_, _ = io.WriteString(w, `<!doctype html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">`+body)
	})
	mux.HandleFunc("POST /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = fmt.Fprintf(w, `<!doctype html><link rel="icon" href="data:,"><p>Sent   %s`, r.FormValue("name"))
	})
	return chromium.Open(t, v, chromium.Serve(t, mux))
}

const say = `<p id="log"></p><script>const say = (text) => { document.getElementById("log").textContent += text + " "; };</script>`

func TestDraggingServesPagesThatListenToThePointer(t *testing.T) {
	tab := show(t, chromium.View{}, `<div id="card">Card</div><p>Between</p><div id="group">Group</div><script>
		let held = false;
		card.onpointerdown = () => { held = true; say("down"); };
		group.onpointermove = () => { if (held) say("over"); };
		document.onpointerup = (e) => { say("up on " + e.target.id); };
	</script>`+say)
	tab.Drag("#card", "#group")
	tab.WaitText("up on group")
	tab.Wait(`document.getElementById("log").textContent.startsWith("down over ")`)
}

func TestDraggingServesPagesThatUseDragAndDrop(t *testing.T) {
	tab := show(t, chromium.View{Height: 2000}, `<div id="card" draggable="true">Card</div><canvas height="1500"></canvas><div id="group">Group</div><script>
		card.ondragstart = (e) => { e.dataTransfer.setData("text/plain", "card 7"); say("start"); };
		group.ondragover = (e) => { e.preventDefault(); };
		group.ondrop = (e) => { e.preventDefault(); say("drop of " + e.dataTransfer.getData("text/plain")); };
		card.ondragend = () => say("end");
	</script>`+say)
	tab.Drag("#card", "#group")
	tab.WaitText("start drop of card 7 end")
}

func TestAFormIsSentByKeyboard(t *testing.T) {
	tab := show(t, chromium.View{}, say+`<form method="post"><label>Name <input id="n" name="name"></label>
		<label><input type="radio" name="choice" value="yes"> Yes</label><label><input type="radio" name="choice" value="no"> No</label>
		<button>Send it</button></form><script>document.onkeydown = (e) => say(e.key);</script>`)
	var visited []string
	for _, key := range []string{"Tab", "Tab", "ArrowDown", "Tab"} {
		tab.Press(key)
		visited = append(visited, tab.Focus())
	}
	want := []string{`input#n[name=name] "Name"`, `input[name=choice][value=yes] "Yes"`,
		`input[name=choice][value=no] "No"`, `button "Send it"`}
	if diff := cmp.Diff(want, visited); diff != "" {
		t.Error(diff)
	}
	tab.Press("Escape", "m")
	tab.WaitText("Escape m")
	tab.Click("#n")
	tab.Type("Zoë")
	tab.Press("Enter")
	tab.WaitText("Sent Zoë")
}

func TestAClickWaitsUntilThereIsSomethingToClick(t *testing.T) {
	tab := show(t, chromium.View{}, say+`<p>Go on</p><button id="b" hidden>Go on</button><p id="end">Wait</p><script>
		b.onclick = () => say("clicked");
		let looks = 0;
		const later = () => { if (++looks < 20) requestAnimationFrame(later); else { b.hidden = false; end.hidden = true; } };
		later();
	</script>`)
	tab.Click("#b")
	tab.ClickText("Go on")
	tab.WaitText("clicked clicked")
	tab.WaitNoText("Wait")
}

func TestAPageIsSeenInItsView(t *testing.T) {
	tab := show(t, chromium.View{}, `<h1>Title</h1><img id="wide" width="500" height="1" alt="">`)
	for _, v := range chromium.Views() {
		tab.Look(v)
		tab.Wait(fmt.Sprintf(`document.documentElement.clientWidth === %d`, v.Width))
		tab.Wait(fmt.Sprintf(`matchMedia("(prefers-color-scheme: dark)").matches === %t`, v.Dark))
		wide := tab.Overflow()
		if v.Width == chromium.Phone && !strings.Contains(wide, "img#wide") || v.Width == chromium.Desktop && wide != "" {
			t.Errorf("at %s the overflow is %q", v, wide)
		}
	}
}

func TestAPageIsSeenWithoutScripts(t *testing.T) {
	tab := show(t, chromium.View{NoScript: true}, `<noscript>No scripts here</noscript>
		<script>document.write("A script")</script><form method="post"><button name="name" value="pressed">Send</button></form>`)
	tab.WaitText("No scripts here")
	tab.ClickText("Send")
	tab.WaitText("Sent pressed")
}

// listener keeps what a tab reports, in place of failing the test.
type listener struct {
	testing.TB
	heard []string
}

func (l *listener) Errorf(format string, args ...any) {
	l.heard = append(l.heard, fmt.Sprintf(format, args...))
}

func TestAPagesComplaintsFailTheTest(t *testing.T) {
	var body string
	url := chromium.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'; img-src data:")
		_, _ = io.WriteString(w, `<!doctype html><link rel="icon" href="data:,">`+body)
	}))
	l := &listener{TB: t}
	tab := chromium.Open(l, chromium.View{}, "about:blank")
	for name, c := range map[string]struct{ body, want string }{
		"nothing":                {`<p>All is well</p><script>console.log("fine"); console.warn("still fine")</script>`, ""},
		"an error on console":    {`<script>console.error("broken", 7)</script>`, "complains: broken 7"},
		"an exception":           {`<script>throw new Error("lost")</script>`, "Error: lost"},
		"a promise":              {`<script>Promise.reject(new Error("forgotten"))</script>`, "Error: forgotten"},
		"a style out of policy":  {`<p style="color: red">Red</p>`, "Content Security Policy"},
		"an image of elsewhere":  {`<img src="http://elsewhere.example/x.png">`, "Content Security Policy"},
		"a part that is missing": {`<script src="/none.js"></script>`, "status of 404"},
	} {
		body, l.heard = c.body, nil
		tab.Visit(url)
		tab.Wait("document.readyState === 'complete'")
		if heard := strings.Join(l.heard, "\n"); !strings.Contains(heard, c.want) || c.want == "" && heard != "" {
			t.Errorf("%s: heard %q, want %q", name, heard, c.want)
		}
	}
}
