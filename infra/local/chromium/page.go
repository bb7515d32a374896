package chromium

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// look is a function in JavaScript: see there.
//
//go:embed look.js
var look string

// lookFor is the expression that looks for something on the page.
func lookFor(what, argument string) string { return fmt.Sprintf("(%s)(%q, %q)", look, what, argument) }

// read reads the value of an expression in JavaScript, as JSON has it, as soon as it is not null.
func read[T any](tab *Tab, what, expression string) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, limit)
	defer cancel()
	again := time.NewTicker(glance)
	defer again.Stop()
	for {
		value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
		if err == nil {
			tab.report()
			return value
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			text, _ := chromedp.Run(tab.ctx, chromedp.Evaluate[string]("document.body.innerText")) // or empty
			tab.t.Fatalf("%s: %v; the page says:\n%s", what, err, text)
		}
	}
}

// Wait waits until an expression in JavaScript is true.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	read[bool](tab, "wait for "+expression, "!!("+expression+") || null")
}

// WaitText waits until the page says the text somewhere, white space reduced to single spaces.
func (tab *Tab) WaitText(text string) {
	tab.t.Helper()
	read[bool](tab, "wait for "+text, lookFor("says", text)+" || null")
}

// WaitNoText waits until the page does not say the text any more.
func (tab *Tab) WaitNoText(text string) {
	tab.t.Helper()
	read[bool](tab, "wait for the end of "+text, lookFor("says", text)+" === false || null")
}

// Focus describes the element that has the focus: `input[name=choice][value=approve] "Approve"`; "body" where none has.
func (tab *Tab) Focus() string {
	tab.t.Helper()
	return read[string](tab, "see what has the focus", lookFor("focus", ""))
}

// Overflow says what makes the page wider than the window, so that it has to be scrolled sideways; empty where nothing
// does.
func (tab *Tab) Overflow() string {
	tab.t.Helper()
	return read[string](tab, "measure the page", lookFor("overflow", ""))
}

// Click clicks the first element that a CSS selector finds, in its middle, once it is visible.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.do("click "+selector, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// ClickText clicks the button, link, label or summary that says exactly this text, once it is visible.
func (tab *Tab) ClickText(text string) {
	tab.t.Helper()
	tab.do("click "+text, chromedp.Click(chromedp.JSPath(lookFor("saying", text)), chromedp.NodeVisible))
}

// Drag drags the middle of one element onto the middle of another, both found by CSS selectors, with the mouse. It
// serves pages that listen to the pointer and those that use drag and drop of HTML. Both elements must fit into the
// window at once; View.Height makes it higher.
func (tab *Tab) Drag(from, to string) {
	tab.t.Helper()
	tab.do("drag "+from, chromedp.DragAndDrop(chromedp.CSS(from), chromedp.CSS(to), chromedp.NodeVisible))
}

// Type types a text, key by key, into what has the focus.
func (tab *Tab) Type(text string) {
	tab.t.Helper()
	tab.do("type "+text, chromedp.KeyEvent(text))
}

// Press presses keys one after another: letters, and "Tab", "Enter", "Escape", "ArrowUp" and so on.
func (tab *Tab) Press(names ...string) {
	tab.t.Helper()
	named := map[string]string{"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "ArrowUp": kb.ArrowUp,
		"ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight}
	for _, name := range names {
		tab.do("press "+name, chromedp.KeyEvent(cmp.Or(named[name], name)))
	}
}
