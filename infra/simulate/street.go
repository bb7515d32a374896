package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

// street is the way from people, HubSpot among them, to the pages: what they send comes late or twice there, and what
// they are shown is noted.
type street struct {
	pages   http.Handler
	clock   *clock.Clock
	weather *weather
	journal *journal
	notes   *Notes
	bodies  map[string]Submission // by the webhook's body

	mu      sync.Mutex
	mails   map[string]mailbox.Mail // by the links in them
	secrets map[string]bool         // what opens those links
}

// link notes in which mail somebody got their links.
func (s *street) link(m mailbox.Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range m.Links {
		if u, err := url.Parse(l); err == nil {
			s.mails[u.Path] = m
			if purpose(u.Path) != "desk" { // its pages open to who has a session
				s.secrets[path.Base(u.Path)] = true
			}
		}
	}
}

func (s *street) mailOf(link string) (mailbox.Mail, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.mails[link]
	return m, ok
}

// opens says whether a word is the secret of a link.
func (s *street) opens(word string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.secrets[word]
}

// ServeHTTP lets a request through, later or more than once where the weather says so.
func (s *street) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	sender, known := s.bodies[string(body)]
	m, mailed := s.mailOf(r.URL.Path)
	switch {
	case known:
		s.deliver(w, r, sender)
	case mailed && r.Method == http.MethodPost:
		s.click(w, r, m, string(body))
	default:
		s.pages.ServeHTTP(w, r)
	}
}

func (s *street) deliver(w http.ResponseWriter, r *http.Request, of Submission) {
	recorder := httptest.NewRecorder()
	s.pages.ServeHTTP(recorder, r)
	d := Delivery{At: s.clock.Now(), Submission: of, Status: recorder.Code}
	var answer struct{ Outcome, Application string }
	if d.Status == http.StatusOK && json.Unmarshal(recorder.Body.Bytes(), &answer) == nil {
		d.Outcome, d.Application = answer.Outcome, answer.Application
	}
	s.notes.delivered(d)
	s.journal.add(Line{At: d.At, Who: of.Email, What: "applies as a " + string(of.Kind) + " (" + of.ID + ")",
		Outcome: fmt.Sprint(d.Status, " ", d.Outcome), Command: of.command()})
	pass(w, recorder)
}

// click has a form sent, after a while or again, in a process of its own.
func (s *street) click(w http.ResponseWriter, r *http.Request, m mailbox.Mail, body string) {
	wait, again := s.weather.click(m.To + " " + purpose(r.URL.Path))
	if p := clock.From(r.Context()); p != nil && wait > 0 {
		p.SleepUntil(p.Now().Add(wait))
	}
	for _, after := range again {
		s.clock.GoAfter(after, "click again", func(p *clock.Process) {
			second := r.Clone(clock.With(context.Background(), p))
			second.Body = io.NopCloser(strings.NewReader(body))
			s.send(second, m, body)
		})
	}
	pass(w, s.send(r, m, body))
}

func (s *street) send(r *http.Request, m mailbox.Mail, body string) *httptest.ResponseRecorder {
	sent := s.clock.Now()
	recorder := httptest.NewRecorder()
	s.pages.ServeHTTP(recorder, r)
	form, _ := url.ParseQuery(body) // what cannot be read is sent as it is
	c := Click{At: s.clock.Now(), Who: m.To, Purpose: purpose(r.URL.Path), Subject: m.Subject,
		Choice: form.Get("choice"), Status: recorder.Code, Page: text(recorder.Body.String())}
	s.notes.clicked(c)
	s.journal.add(Line{At: sent, Who: m.To, What: fmt.Sprintf("answers %q: %s", m.Subject, answers(form)),
		Outcome: fmt.Sprint(c.Status, " ", head(c.Page, 120)),
		Command: fmt.Sprintf("answer %s '%s' %s", m.To, strings.ReplaceAll(m.Subject, "'", "''"), answers(form))})
	return recorder
}

// purpose is the first part of a link's path: "review".
func purpose(link string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(link, "/"), "/")
	return first
}

// answers are what a form says, as the stories of the stand write it.
func answers(form url.Values) string {
	var all []string
	for name, values := range form {
		for _, v := range values {
			all = append(all, quoted(name+"="+v))
		}
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// quoted is an argument of a script.
func quoted(arg string) string {
	if !strings.ContainsAny(arg, " '\n#$") {
		return arg
	}
	return "'" + strings.ReplaceAll(strings.ReplaceAll(arg, "'", "''"), "\n", " ") + "'"
}

// pass hands an answer on to who asked.
func pass(w http.ResponseWriter, r *httptest.ResponseRecorder) {
	for name, values := range r.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(r.Code)
	_, _ = w.Write(r.Body.Bytes()) // a reader who has gone away is no error
}
