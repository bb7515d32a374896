package page

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed layout.html parts.html standard
var own embed.FS

//go:embed style.css
var style string

// Config is what all pages say of the team behind them.
type Config struct {
	Team    string       // who speaks, such as "Partner User Groups team"
	Contact string       // the team's mail address
	Log     *slog.Logger // optional; told when a page could not be rendered
}

// View is one page: its heading, and the data that its template gets as dot.
type View struct {
	Title string
	Data  any
	Wide  bool // for tables of many columns
	Menu  *Menu
	Tabs  []MenuItem // pages of one thing, such as a cohort, beside this one
	Guide string     // the address of a page that says how it works; empty for none
	Wrong bool       // a form on it is to be corrected, which its title says to who hears it first; Render sets it
	// Script makes the page handier where scripts run; everything works without it. Secure must be told of it.
	Script string
}

// Pages renders the pages of one function. It is safe for concurrent use.
type Pages struct {
	config Config
	// templates by name: the file's, without ".html". Each is parsed when it is first shown, so that a cold start waits
	// for one page alone.
	templates map[string]func() (*template.Template, error)
}

// shared is the file of what a function's pages have in common.
const shared = "parts.html"

// New takes every "*.html" at the top of files, each of which must define "main"; but "parts.html" holds what others
// use. A nil files gives the standard pages only.
func New(files fs.FS, c Config) (*Pages, error) {
	if c.Team == "" || c.Contact == "" {
		return nil, errors.New("page: Team and Contact are required: every page says how to reach the team")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	p := &Pages{config: c, templates: map[string]func() (*template.Template, error){}}
	if err := p.add(own, "standard/*.html", standardPrefix); err != nil {
		return nil, err
	}
	if files == nil {
		return p, nil
	}
	return p, p.Add(files)
}

// Add adds the pages of a room of the function, by the same rules. It must be done before any page is shown.
func (p *Pages) Add(files fs.FS) error { return p.add(files, "*.html", "") }

func (p *Pages) add(files fs.FS, pattern, prefix string) error {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return fmt.Errorf("page: list %s: %w", pattern, err)
	}
	for _, file := range names {
		if file == shared {
			continue
		}
		p.templates[prefix+strings.TrimSuffix(path.Base(file), ".html")] = sync.OnceValues(func() (*template.Template,
			error) {
			return parse(files, file)
		})
	}
	return nil
}

// parse reads a page's file together with the layout and the parts.
func parse(files fs.FS, file string) (*template.Template, error) {
	t, err := template.New("").Funcs(template.FuncMap{"when": When, "day": Day}).ParseFS(own,
		"layout.html", "parts.html")
	if err != nil {
		return nil, fmt.Errorf("parse the layout: %w", err)
	}
	for _, name := range []string{shared, file} {
		if _, err := fs.Stat(files, name); name == shared && err != nil {
			continue // nothing is shared
		}
		if t, err = t.ParseFS(files, name); err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
	}
	if t.Lookup("main") == nil {
		return nil, fmt.Errorf("%s does not define \"main\"", file)
	}
	return t, nil
}

// Render answers with the named page. It is rendered whole before anything is sent: if that fails, the answer is the
// page of Failed.
func (p *Pages) Render(w http.ResponseWriter, r *http.Request, status int, name string, v View) {
	v.Wrong = status == http.StatusUnprocessableEntity
	v.Tabs = at(r.URL.Path, v.Tabs)
	if v.Menu != nil {
		menu := *v.Menu
		menu.Items = at(r.URL.Path, menu.Items)
		v.Menu = &menu
	}
	body, err := p.Body(name, v)
	if err != nil {
		p.config.Log.ErrorContext(r.Context(), "page could not be rendered", "page", name, "error", err)
		if name == standardPrefix+"failed" {
			http.Error(w, "Something went wrong. Please try again.", http.StatusInternalServerError)
			return
		}
		p.Failed(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a reader who has gone away is no error
}

// Template is that of the named page, whose own part is "main".
func (p *Pages) Template(name string) (*template.Template, error) {
	parsed, found := p.templates[name]
	if !found {
		return nil, fmt.Errorf("there is no page %q", name)
	}
	return parsed()
}

// Body is the named page as HTML, for who answers with it more than once.
func (p *Pages) Body(name string, v View) ([]byte, error) {
	t, err := p.Template(name)
	if err != nil {
		return nil, err
	}
	data := struct {
		View
		Config
		Style  template.CSS
		Script template.JS
	}{v, p.config, template.CSS(style), template.JS(v.Script)}
	var body bytes.Buffer
	if err := t.ExecuteTemplate(&body, "layout", data); err != nil {
		return nil, fmt.Errorf("render page %q: %w", name, err)
	}
	return body.Bytes(), nil
}
