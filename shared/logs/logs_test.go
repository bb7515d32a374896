package logs_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/logs"
)

// line is what a logger writes of what is logged, without the time.
func line(log func(*slog.Logger)) string {
	var text bytes.Buffer
	withoutTime := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	log(logs.New(slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{ReplaceAttr: withoutTime}))))
	return strings.TrimSpace(text.String())
}

func TestALineSaysWhatItsContextIsAbout(t *testing.T) {
	request := logs.With(context.Background(), "request", "r1", "function", "review")
	task := logs.With(request, "application", "a1")
	other := logs.With(request, "group", "g01")
	for name, c := range map[string]struct {
		ctx  context.Context
		want string
	}{
		"nothing is known":            {context.Background(), "level=WARN msg=odd n=1"},
		"what the edge knows":         {request, "level=WARN msg=odd request=r1 function=review n=1"},
		"what is learned on the way":  {task, "level=WARN msg=odd request=r1 function=review application=a1 n=1"},
		"another way has learned not": {other, "level=WARN msg=odd request=r1 function=review group=g01 n=1"},
	} {
		if got := line(func(log *slog.Logger) { log.WarnContext(c.ctx, "odd", "n", 1) }); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

func TestALineMayBeAboutSomethingElse(t *testing.T) {
	ctx := logs.With(context.Background(), "function", "cohort", "execution", "2026-H2")
	got := line(func(log *slog.Logger) { log.WarnContext(ctx, "failed", "execution", "2026-H2-member-a1") })
	if want := "level=WARN msg=failed function=cohort execution=2026-H2-member-a1"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestALineNamesNoAddress(t *testing.T) {
	refused := fmt.Errorf("send the mail: %w", errors.New("550 <ina.berg+pugs@müller.example> is not known"))
	for name, c := range map[string]struct {
		value any
		want  string
	}{
		"in a text":            {"no inbox:ina@example.com,bo@example.com", `"no (address),(address)"`},
		"in an error":          {refused, `"send the mail: 550 <(address)> is not known"`},
		"not without a domain": {"ina@", "ina@"},
		"a number stays":       {7, "7"},
		"and a list too":       {[]string{"a1"}, "[a1]"},
	} {
		got := line(func(log *slog.Logger) { log.Info("x", "value", c.value) })
		if want := "level=INFO msg=x value=" + c.want; got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}

func TestALoggerOfMoreKeepsToTheRules(t *testing.T) {
	ctx := logs.With(context.Background(), "request", "r1")
	got := line(func(log *slog.Logger) {
		log.With("part", "mail").WithGroup("ses").ErrorContext(ctx, "x", "to", "ina@example.com")
	})
	if want := `level=ERROR msg=x part=mail ses.request=r1 ses.to=(address)`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
