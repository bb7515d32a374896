package chromium_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/chromium"
)

func TestMain(m *testing.M) { os.Exit(chromium.Main(m)) }

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
	if log := tab.Text("#log"); !strings.HasPrefix(log, "down over ") {
		t.Errorf("the page heard %q", log)
	}
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
		<button>Send it</button></form><script>document.onkeydown = (e) => say((e.ctrlKey ? "Control+" : "") + e.key);</script>`)
	var visited []string
	for _, key := range []string{"Tab", "Tab", "ArrowDown", "Tab", "Shift+Tab"} {
		tab.Press(key)
		visited = append(visited, tab.Focus())
	}
	want := []string{`input#n[name=name] "Name"`, `input[name=choice][value=yes] "Yes"`, `input[name=choice][value=no] "No"`, `button "Send it"`,
		`input[name=choice][value=no] "No"`}
	if diff := cmp.Diff(want, visited); diff != "" {
		t.Error(diff)
	}
	tab.Press("Escape", "m", "Control+z")
	tab.WaitText("Escape m Control+z")
	tab.Click("#n")
	tab.Type("Zoë")
	tab.Press("Enter")
	tab.WaitText("Sent Zoë")
}

func TestAClickWaitsUntilItReachesWhatItIsFor(t *testing.T) {
	tab := show(t, chromium.View{}, say+`<p>Go on</p><button id="b" hidden>Go on</button><dialog id="d">Wait</dialog><script>
		d.showModal();
		b.onclick = () => say("clicked");
		let looks = 0;
		const later = () => { if (++looks === 20) b.hidden = false; if (looks < 40) requestAnimationFrame(later); else d.close(); };
		later();
	</script>`)
	tab.Click("#b")
	tab.ClickText("Go on")
	tab.WaitText("clicked clicked")
	tab.WaitNoText("Wait")
	tab.Wait(`document.querySelector("#b").hidden === false`)
}

func TestAPageIsSeenInItsView(t *testing.T) {
	const body = `<h1>Title</h1><noscript>No scripts here</noscript><table><tr><td><img id="wide" width="500" height="1" alt=""></table>`
	for _, v := range chromium.Views() {
		t.Run(v.String(), func(t *testing.T) {
			tab := show(t, v, body)
			var got struct {
				Width int
				Dark  bool
			}
			tab.Eval(`({ width: document.documentElement.clientWidth, dark: matchMedia("(prefers-color-scheme: dark)").matches })`, &got)
			if got.Width != v.Width || got.Dark != v.Dark {
				t.Errorf("the page sees %+v", got)
			}
			wide := tab.Overflow()
			if v.Width == chromium.Phone && !strings.Contains(wide, "img#wide") || v.Width == chromium.Desktop && wide != "" {
				t.Errorf("the overflow is %q", wide)
			}
		})
	}
	t.Run("without scripts", func(t *testing.T) {
		tab := show(t, chromium.View{NoScript: true}, `<noscript>No scripts here</noscript><script>document.write("A script")</script><form method="post"><button name="name" value="pressed">Send</button></form>`)
		tab.WaitText("No scripts here")
		tab.ClickText("Send")
		tab.WaitText("Sent pressed")
	})
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
	for name, c := range map[string]struct{ body, want string }{
		"nothing":                {`<p>All is well</p><script>console.log("fine"); console.warn("still fine")</script>`, ""},
		"an error on console":    {`<script>console.error("broken", 7)</script>`, "console: broken 7"},
		"an exception":           {`<script>throw new Error("lost")</script>`, "uncaught: Error: lost"},
		"a promise":              {`<script>Promise.reject(new Error("forgotten"))</script>`, "uncaught: Error: forgotten"},
		"a style out of policy":  {`<p style="color: red">Red</p>`, "Content Security Policy"},
		"an image of elsewhere":  {`<img src="http://elsewhere.example/x.png">`, "Content Security Policy"},
		"a part that is missing": {`<script src="/none.js"></script>`, "status of 404"},
		"a dialog":               {`<script>alert("Look here")</script>`, "it opens a dialog (alert): Look here"},
	} {
		t.Run(name, func(t *testing.T) {
			l := &listener{TB: t}
			tab := show(l, chromium.View{}, c.body)
			tab.Wait("document.readyState === 'complete'")
			if heard := strings.Join(l.heard, "\n"); !strings.Contains(heard, c.want) || c.want == "" && heard != "" {
				t.Errorf("heard %q, want %q", heard, c.want)
			}
		})
	}
}
