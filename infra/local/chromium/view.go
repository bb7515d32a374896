package chromium

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Widths of a window, and its height, in pixels.
const (
	Phone   = 390
	Desktop = 1280
	height  = 900
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

// String names the view, for subtests and files: "390-dark".
func (v View) String() string {
	name := fmt.Sprint(v.Width)
	if v.Dark {
		name += "-dark"
	}
	if v.NoScript {
		name += "-noscript"
	}
	return name
}

// scheme is the value of prefers-color-scheme.
func (v View) scheme() string {
	if v.Dark {
		return "dark"
	}
	return "light"
}

// emulate has the tab show pages in the view, and take the focus as if it were the only one.
func emulate(ctx context.Context, v View) error {
	return chromedp.Do(ctx,
		call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: int64(v.Width), Height: int64(v.Height), DeviceScaleFactor: 1, Mobile: v.Width <= 600}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme()}}}),
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScript}),
		call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
}

// call is a command of the DevTools protocol whose answer does not matter.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})
}
