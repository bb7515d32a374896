package chromium

import (
	"cmp"
	"context"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Widths of a window, in pixels.
const (
	Phone   = 390
	Desktop = 1280
)

// View is how a page is looked at.
type View struct {
	Width    int // Desktop if 0; up to 600 it is a phone's
	Height   int // 900 if 0; more where a drag has a long way to go
	Dark     bool
	NoScript bool // the page's scripts do not run
}

// Views are those that every page has to look right in: on a phone and on a desktop, light and dark.
func Views() []View {
	return []View{{Width: Phone}, {Width: Phone, Dark: true}, {Width: Desktop}, {Width: Desktop, Dark: true}}
}

// String names the view: "390-dark".
func (v View) String() string {
	if v.Dark {
		return fmt.Sprintf("%d-dark", v.Width)
	}
	return fmt.Sprint(v.Width)
}

// Look shows the tab's pages in this view from now on.
func (tab *Tab) Look(v View) {
	tab.t.Helper()
	v.Width, v.Height = cmp.Or(v.Width, Desktop), cmp.Or(v.Height, 900)
	options := []chromedp.EmulateViewportOption{}
	if v.Width <= 600 {
		options = append(options, chromedp.EmulateMobile)
	}
	tab.do("look", chromedp.EmulateViewport(int64(v.Width), int64(v.Height), options...))
	tab.do("look", chromedp.Func(v.emulate))
}

// emulate sets what of a view is not its size.
func (v View) emulate(ctx context.Context, target *chromedp.Target) error {
	scheme := emulation.MediaFeature{Name: "prefers-color-scheme", Value: "light"}
	if v.Dark {
		scheme.Value = "dark"
	}
	_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia,
		emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{&scheme}})
	if err != nil {
		return err
	}
	_, err = cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: v.NoScript})
	return err
}
