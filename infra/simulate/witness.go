package main

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
)

// witness reads the functions' log: what the sweep says that it repaired, and whether a line names anybody. It keeps
// nothing else.
type witness struct {
	player *player
	shared *notebook
	text   slog.Handler
}

type notebook struct {
	mu    sync.Mutex
	names []string     // and addresses, of everybody who applies
	line  bytes.Buffer // the one that is being read
}

func newWitness(p *player) witness {
	n := &notebook{}
	for _, s := range p.world.Submissions {
		local, _, _ := strings.Cut(s.Email, "@")
		n.names = append(n.names, s.Email, moved(s.Email), capital(local)+" Example", capital(local)+" Moen")
	}
	return witness{p, n, slog.NewTextHandler(&n.line, &slog.HandlerOptions{Level: slog.LevelInfo})}
}

// Enabled implements slog.Handler.
func (w witness) Enabled(ctx context.Context, l slog.Level) bool { return w.text.Enabled(ctx, l) }

// WithAttrs implements slog.Handler.
func (w witness) WithAttrs(a []slog.Attr) slog.Handler {
	w.text = w.text.WithAttrs(a)
	return w
}

// WithGroup implements slog.Handler.
func (w witness) WithGroup(name string) slog.Handler {
	w.text = w.text.WithGroup(name)
	return w
}

// Handle implements slog.Handler.
func (w witness) Handle(ctx context.Context, r slog.Record) error {
	w.shared.mu.Lock()
	defer w.shared.mu.Unlock()
	w.shared.line.Reset()
	if err := w.text.Handle(ctx, r); err != nil {
		return err
	}
	line := w.shared.line.String()
	if w.names(line) {
		w.player.notes.logged(line)
	}
	if strings.HasPrefix(r.Message, "an event was given up") {
		w.player.notes.gaveUp()
	}
	r.Attrs(func(a slog.Attr) bool {
		if r.Message == "the outbox was swept" && a.Key == "repaired" && a.Value.Int64() > 0 {
			now, before := w.player.stand.Clock.Now(), len(w.player.weather.faults())
			w.player.notes.repaired(Repair{now, int(a.Value.Int64()), before})
		}
		return true
	})
	return nil
}

// names says whether a line has somebody's address or name, or what opens a link.
func (w witness) names(line string) bool {
	if slices.ContainsFunc(w.shared.names, func(name string) bool { return strings.Contains(line, name) }) {
		return true
	}
	words := strings.FieldsFunc(line, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	for _, word := range words {
		if w.player.street.opens(word) {
			return true
		}
	}
	return false
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
