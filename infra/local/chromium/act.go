package chromium

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// point is a place in the window, and what lies over the element that is there.
type point struct {
	X, Y float64
	Over string
}

// Click clicks the first element that a CSS selector finds, in its middle. It waits until it is there, stands still, and nothing lies over it.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.click("click "+selector, "point", selector)
}

// ClickText clicks what says exactly this text: a button, a link or a label before any other element.
func (tab *Tab) ClickText(text string) {
	tab.t.Helper()
	tab.click(fmt.Sprintf("click %q", text), "saying", text)
}

func (tab *Tab) click(what string, look ...any) {
	tab.t.Helper()
	tab.step(what, func(ctx context.Context) error {
		at, err := tab.locate(ctx, look...)
		if err != nil {
			return err
		}
		return chromedp.Do(ctx, chromedp.MouseEvent(chromedp.MouseMoved, at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y))
	})
}

// locate finds an element that can be reached by the mouse, at the same place twice.
func (tab *Tab) locate(ctx context.Context, look ...any) (point, error) {
	var last, at point
	err := until(ctx, func() error {
		last, at = at, point{}
		if err := tab.look(ctx, &at, look...); err != nil {
			return err
		}
		if at.Over != "" {
			return fmt.Errorf("%w: over it lies %s", errNotYet, at.Over)
		}
		if at != last {
			return fmt.Errorf("%w: it moves", errNotYet)
		}
		return nil
	})
	return at, err
}

// Drag drags the middle of one element onto the middle of another, both found by CSS selectors, with the mouse. It serves pages that
// listen to the pointer and those that use drag and drop of HTML. Both elements must fit into the window at once;
// View.Height makes it higher.
func (tab *Tab) Drag(from, to string) {
	tab.t.Helper()
	tab.step("drag "+from+" to "+to, func(ctx context.Context) error {
		for _, selector := range []string{from, to} {
			if _, err := tab.locate(ctx, "point", selector); err != nil {
				return fmt.Errorf("%s: %w", selector, err)
			}
		}
		return chromedp.Do(ctx, chromedp.DragAndDrop(chromedp.CSS(from), chromedp.CSS(to)))
	})
}

// Type types a text, key by key, into what has the focus.
func (tab *Tab) Type(text string) {
	tab.t.Helper()
	tab.step("type "+text, func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.KeyEvent(text)) })
}

var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace, "Delete": kb.Delete, "Home": kb.Home,
	"End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown, "ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft,
	"ArrowRight": kb.ArrowRight,
}

var modifiers = map[string]chromedp.Modifier{
	"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt, "Meta": chromedp.ModifierMeta,
}

// Press presses keys one after another: "Tab", "Shift+Tab", "ArrowDown", "Enter", "Space", "Escape", "Control+z", "m".
func (tab *Tab) Press(names ...string) {
	tab.t.Helper()
	for _, name := range names {
		tab.step("press "+name, func(ctx context.Context) error {
			key, held, err := parseKey(name)
			if err != nil {
				return err
			}
			return chromedp.Do(ctx, chromedp.KeyEvent(key, held))
		})
	}
}

func parseKey(name string) (string, chromedp.KeyOption, error) {
	var held chromedp.Modifier
	for {
		first, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" || modifiers[first] == 0 {
			break
		}
		held |= modifiers[first]
		name = rest
	}
	key, named := keys[name]
	if !named && utf8.RuneCountInString(name) != 1 {
		return "", nil, fmt.Errorf("there is no key %q", name)
	}
	if !named {
		key = name
	}
	return key, func(p *input.DispatchKeyEventParams) { p.Modifiers |= int64(held) }, nil
}
