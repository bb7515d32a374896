// Command pictures makes the two pictures of the README anew: the console in the middle of a cohort, and the page on
// which staff curate the proposed groups. Both show the default cohort, so the same software gives the same pictures.
//
//	go run ./infra/local/pictures
//
// It needs Chromium (apt-get install chromium).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
)

// camera takes pictures of pages, 1280 pixels wide.
type camera struct {
	chromium string // the command
	folder   string // where the pictures go
}

func main() {
	var c camera
	flag.StringVar(&c.chromium, "chromium", "chromium", "the `command` that starts Chromium")
	flag.StringVar(&c.folder, "folder", ".github", "where to write console.png and curation.png")
	flag.Parse()
	if err := c.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// run plays the default cohort up to the two moments, and takes the pictures while its clock stands still.
func (c camera) run(ctx context.Context) error {
	if err := os.MkdirAll(c.folder, 0o755); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String()
	s, err := stand.New(stand.Config{
		Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: url, Applications: sample.Bodies(), Robots: true,
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	defer s.Close()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // it ends with Close
	defer func() { _ = server.Close() }()

	curating := time.Date(2026, time.September, 22, 16, 0, 0, 0, time.UTC) // a day after the proposal
	if err := s.Clock.Advance(ctx, curating); err != nil {
		return err
	}
	board, err := boardLink(s)
	if err != nil {
		return err
	}
	if err := c.take(ctx, board, "curation.png"); err != nil {
		return err
	}
	running := time.Date(2026, time.December, 15, 16, 0, 0, 0, time.UTC)
	if err := s.Clock.Advance(ctx, running); err != nil {
		return err
	}
	return c.take(ctx, url+"/", "console.png")
}

// boardLink is the link to the proposed groups in the mail of the first of the staff.
func boardLink(s *stand.Stand) (string, error) {
	for _, mail := range s.Mailbox.To("ada@staff.example") {
		for _, link := range mail.Links {
			if strings.Contains(link, "/groups/") {
				return link, nil
			}
		}
	}
	return "", errors.New("nobody was asked to curate the groups")
}

// take writes what a window shows of a page into a file.
func (c camera) take(ctx context.Context, url, name string) error {
	file := filepath.Join(c.folder, name)
	command := exec.CommandContext(ctx, c.chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		"--force-color-profile=srgb", "--window-size=1280,960", "--screenshot="+file, url)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("take %s: %w\n%s", name, err, out)
	}
	return nil
}
