package chromium

import (
	"context"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// Screenshot saves the whole page, from top to bottom, as a PNG file called after the name and the view, such as review-390-dark.png, in
// the folder that the environment variable PUGS_SCREENSHOTS names. Where that is not set, it does nothing.
func (tab *Tab) Screenshot(name string) {
	tab.t.Helper()
	folder := os.Getenv("PUGS_SCREENSHOTS")
	if folder == "" {
		return
	}
	tab.step("take a screenshot", func(ctx context.Context) error {
		picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			return err
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+"-"+tab.view.String()+".png"), picture, 0o644)
	})
}
