package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// camera is a Chromium that takes pictures of what its window shows.
type camera struct {
	ctx   context.Context
	base  string
	close context.CancelFunc
}

func openCamera(parent context.Context, base string) (*camera, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	parent, stop := chromedp.NewExecAllocator(parent, options...)
	ctx, end := chromedp.NewContext(parent)
	c := &camera{ctx, base, func() { end(); stop() }}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 960)); err != nil {
		c.close()
		return nil, fmt.Errorf("start Chromium: %w; to install it, run: apt-get install chromium", err)
	}
	return c, nil
}

// quality of the pictures, of 100: text stays sharp, and a picture is some 60 KB.
const quality = 70

// take writes what the window shows of a page into a file of .github.
func (c *camera) take(path, name string) error {
	if err := chromedp.Do(c.ctx, chromedp.Navigate(c.base+path)); err != nil {
		return fmt.Errorf("open the page of %s: %w", name, err)
	}
	q := int64(quality)
	shot := chromedp.Action[[]byte](func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot,
			page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &q})
		if err != nil {
			return nil, err
		}
		return r.Data, nil
	})
	picture, err := chromedp.Run(c.ctx, shot)
	if err != nil {
		return fmt.Errorf("take %s: %w", name, err)
	}
	return os.WriteFile(".github/"+name+".webp", picture, 0o644)
}

// be has the browser be somebody on the stand; nobody without an address.
func (c *camera) be(email string) error {
	const choose = `(email => {
		const request = new XMLHttpRequest();
		request.open("POST", "/stand/be", false);
		request.send(new URLSearchParams({ email }));
		return request.status;
	})(%q)`
	if err := chromedp.Do(c.ctx, chromedp.Navigate(c.base+"/be")); err != nil {
		return fmt.Errorf("open whom to be: %w", err)
	}
	status, err := chromedp.Run(c.ctx, chromedp.Evaluate[int](fmt.Sprintf(choose, email)))
	if err != nil || status != http.StatusOK {
		return fmt.Errorf("be somebody: the stand answered %d, %w", status, err)
	}
	return nil
}

// glance is how often the camera looks whether the stand knows that it watches.
const glance = 50 * time.Millisecond

// watch opens the control room, and waits until the stand knows that somebody watches.
func (c *camera) watch(ctx context.Context, s *stand.Stand) error {
	if err := chromedp.Do(c.ctx, chromedp.Navigate(c.base+"/")); err != nil {
		return fmt.Errorf("open the control room: %w", err)
	}
	for !s.Console.Watched() {
		select {
		case <-time.After(glance):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// rest closes the control room for so long that nobody counts as watching.
func (c *camera) rest() error {
	if err := chromedp.Do(c.ctx, chromedp.Navigate("about:blank")); err != nil {
		return fmt.Errorf("close the page: %w", err)
	}
	time.Sleep(4 * time.Second)
	return nil
}
