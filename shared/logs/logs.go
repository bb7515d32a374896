package logs

import (
	"context"
	"log/slog"
	"regexp"
	"slices"
)

type aboutKey struct{}

// With has each line that is logged with the context say more. The attributes are written as for slog: a key, a value,
// and so on. Ids are for it; what a person wrote is not.
func With(ctx context.Context, attributes ...any) context.Context {
	var r slog.Record
	r.Add(attributes...)
	about := slices.Clone(about(ctx))
	r.Attrs(func(a slog.Attr) bool {
		about = append(about, a)
		return true
	})
	return context.WithValue(ctx, aboutKey{}, about)
}

func about(ctx context.Context) []slog.Attr {
	attributes, _ := ctx.Value(aboutKey{}).([]slog.Attr)
	return attributes
}

// New is a logger like the given one whose lines say what their context says (With), unless they say it themselves, and
// of each mail address only that there was one: the errors of services name whom they are about.
func New(log *slog.Logger) *slog.Logger { return slog.New(handler{log.Handler()}) }

type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	var own []slog.Attr
	r.Attrs(func(a slog.Attr) bool {
		own = append(own, discreet(a))
		return true
	})
	line := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	for _, a := range about(ctx) {
		if !slices.ContainsFunc(own, func(o slog.Attr) bool { return o.Key == a.Key }) {
			line.AddAttrs(a)
		}
	}
	line.AddAttrs(own...)
	return h.Handler.Handle(ctx, line)
}

func (h handler) WithAttrs(attributes []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attributes)}
}

func (h handler) WithGroup(name string) slog.Handler { return handler{h.Handler.WithGroup(name)} }

// address is a mail address, be it well-formed or not, in any text.
var address = regexp.MustCompile(`[^\s<>()"',;]+@[^\s<>()"',;]+`)

// discreet is an attribute without the addresses in it. An error becomes its text.
func discreet(a slog.Attr) slog.Attr {
	text := ""
	switch value := a.Value.Resolve(); value.Kind() {
	case slog.KindString:
		text = value.String()
	case slog.KindAny:
		err, ok := value.Any().(error)
		if !ok {
			return a
		}
		text = err.Error()
	default:
		return a
	}
	return slog.String(a.Key, address.ReplaceAllString(text, "(address)"))
}
