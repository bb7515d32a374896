package chromium

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed look.js
var looker string

// look asks look.js for something on the page, and reads it into out. It is errNotYet where it is not there.
func (tab *Tab) look(ctx context.Context, out any, what ...any) error {
	args, err := json.Marshal(what)
	if err != nil {
		return err
	}
	return evaluate(ctx, out, fmt.Sprintf("(%s)(...%s)", strings.TrimSpace(looker[strings.Index(looker, "\n"):]), args))
}

// evaluate reads the value of an expression in JavaScript into out. It is errNotYet where that is null, or the page is about to change.
func evaluate(ctx context.Context, out any, expression string) error {
	yes := true
	answer, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ReturnByValue: &yes, AwaitPromise: &yes, Silent: &yes})
	switch {
	case err != nil:
		return fmt.Errorf("%w: %v", errNotYet, err)
	case answer.ExceptionDetails != nil:
		return fmt.Errorf("%s: %s", expression, thrown(answer.ExceptionDetails))
	case len(answer.Result.Value) == 0, string(answer.Result.Value) == "null":
		return errNotYet
	}
	return json.Unmarshal(answer.Result.Value, out)
}

// Text is what an element says to the reader, white space reduced to single spaces; of a field, its value. It waits for the element.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	var text string
	tab.step("read "+selector, func(ctx context.Context) error {
		return until(ctx, func() error { return tab.look(ctx, &text, "text", selector) })
	})
	return text
}

// WaitText waits until the page says the text somewhere, white space reduced to single spaces.
func (tab *Tab) WaitText(text string) {
	tab.t.Helper()
	tab.waitPage("wait for "+text, func(page string) bool { return strings.Contains(page, text) })
}

// WaitNoText waits until the page does not say the text any more.
func (tab *Tab) WaitNoText(text string) {
	tab.t.Helper()
	tab.waitPage("wait for the end of "+text, func(page string) bool { return !strings.Contains(page, text) })
}

func (tab *Tab) waitPage(what string, holds func(text string) bool) {
	tab.t.Helper()
	var page struct {
		Text  string
		Ready bool
	}
	tab.step(what, func(ctx context.Context) error {
		err := until(ctx, func() error {
			if err := tab.look(ctx, &page, "page"); err != nil {
				return err
			}
			if !page.Ready || !holds(page.Text) {
				return errNotYet
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("%w; the page says:\n%s", err, page.Text)
		}
		return nil
	})
}

// Wait waits until an expression in JavaScript is true.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	tab.step("wait for "+expression, func(ctx context.Context) error {
		return until(ctx, func() error {
			var holds bool
			if err := evaluate(ctx, &holds, "!!("+expression+")"); err != nil {
				return err
			}
			if !holds {
				return errNotYet
			}
			return nil
		})
	})
}

// Eval reads the value of an expression in JavaScript into out, as JSON has it. It waits while that is null.
func (tab *Tab) Eval(expression string, out any) {
	tab.t.Helper()
	tab.step("evaluate", func(ctx context.Context) error {
		return until(ctx, func() error { return evaluate(ctx, out, expression) })
	})
}

// Focus describes the element that has the focus: `input#f-choice[name=choice][value=approve] "Approve"`; "body" where none has.
func (tab *Tab) Focus() string {
	tab.t.Helper()
	var text string
	tab.step("see what has the focus", func(ctx context.Context) error {
		return until(ctx, func() error { return tab.look(ctx, &text, "focus") })
	})
	return text
}

// Overflow says what makes the page wider than the window, so that it has to be scrolled sideways; empty where nothing does.
func (tab *Tab) Overflow() string {
	tab.t.Helper()
	var text string
	tab.step("measure the page", func(ctx context.Context) error {
		return until(ctx, func() error { return tab.look(ctx, &text, "overflow") })
	})
	return text
}
