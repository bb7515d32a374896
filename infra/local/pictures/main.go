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
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// run plays the default cohort up to the two moments, and takes the pictures while its clock stands still.
func run(ctx context.Context) error {
	pages := http.NewServeMux()
	server := httptest.NewServer(pages)
	defer server.Close()
	s, err := stand.New(stand.Config{
		Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: server.URL, Robots: true,
		Applications: sample.Bodies(), Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	defer s.Close()
	pages.Handle("/", s)

	curating := time.Date(2026, time.September, 22, 16, 0, 0, 0, time.UTC) // a day after the proposal
	if err := s.Clock.Advance(ctx, curating); err != nil {
		return err
	}
	board, err := boardLink(s)
	if err != nil {
		return err
	}
	if err := take(ctx, board, ".github/curation.png"); err != nil {
		return err
	}
	running := time.Date(2026, time.December, 15, 16, 0, 0, 0, time.UTC)
	if err := s.Clock.Advance(ctx, running); err != nil {
		return err
	}
	return take(ctx, server.URL+"/", ".github/console.png")
}

// boardLink is the link to the proposed groups in the mail of the first of the staff.
func boardLink(s *stand.Stand) (string, error) {
	for _, mail := range s.Mailbox.To("ada@staff.example") {
		if strings.HasPrefix(mail.Subject, "Curate ") && len(mail.Links) > 0 {
			return mail.Links[0], nil
		}
	}
	return "", errors.New("nobody was asked to curate the groups")
}

// take writes what a window of 1280 by 960 pixels shows of a page into a file.
func take(ctx context.Context, url, file string) error {
	command := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		"--force-color-profile=srgb", "--window-size=1280,960", "--screenshot="+file, url)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("take %s: %w\n%s", file, err, out)
	}
	return nil
}
