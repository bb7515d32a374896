// Command pictures makes the five pictures of the README anew: what somebody sees who watches the default cohort, and
// is staff and a member for a minute. The same software gives the same pictures.
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
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
	"github.com/partnerusergroups/pugs/infra/local/sample"
	"github.com/partnerusergroups/pugs/infra/local/stand"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// run plays the default cohort, and takes the pictures while its clock stands still.
func run(ctx context.Context) error {
	pages := http.NewServeMux()
	server := httptest.NewServer(pages)
	defer server.Close()
	s, err := stand.New(stand.Config{
		Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: server.URL, Robots: true, Stops: true,
		Applications: sample.Bodies(), Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	defer s.Close()
	v := &visitor{stand: s, base: server.URL}
	pages.Handle("/", v)
	if err := curating(ctx, v); err != nil {
		return err
	}
	return meeting(ctx, v)
}

// curating takes what staff see when groups are proposed: the control room, the mail, the page of the groups.
func curating(ctx context.Context, v *visitor) error {
	leave := v.watch()
	defer leave()
	asked := mailbox.Mail{}
	for asked.ID == 0 {
		v.stand.Clock.Resume()
		if err := v.stand.Clock.RunUntil(ctx, v.stand.Clock.Paused); err != nil {
			return err
		}
		asked = latest(v.stand, "ada@staff.example", "Curate ")
	}
	board, err := boardLink(asked)
	if err != nil {
		return err
	}
	if err := v.take(ctx, "/", "stop"); err != nil {
		return err
	}
	v.be("ada@staff.example")
	return errors.Join(v.take(ctx, fmt.Sprint("/inbox/", asked.ID), "staff"),
		v.take(ctx, board, "curation"))
}

// boardLink is the link to the proposed groups in the mail, as a path.
func boardLink(asked mailbox.Mail) (string, error) {
	for _, link := range asked.Links {
		if _, path, found := strings.Cut(link, "/groups/"); found {
			return "/groups/" + path, nil
		}
	}
	return "", errors.New("the mail that asks to curate the groups has no link to them")
}

// meeting takes what is there while groups meet: the control room, and the mail of a member.
func meeting(ctx context.Context, v *visitor) error {
	v.be("")
	v.post("/stand/stop", nil)
	december := time.Date(2026, time.December, 15, 16, 0, 0, 0, time.UTC)
	if err := v.stand.Clock.Advance(ctx, december); err != nil {
		return err
	}
	all := v.stand.Mailbox.All()
	i := slices.IndexFunc(all, func(m mailbox.Mail) bool { return strings.HasPrefix(m.Subject, "Your talking points") })
	if i < 0 {
		return errors.New("nobody was asked for talking points")
	}
	if err := v.take(ctx, "/", "cohort"); err != nil {
		return err
	}
	v.be(all[i].To)
	return v.take(ctx, fmt.Sprint("/inbox/", all[i].ID), "member")
}

// latest is the last mail to an address whose subject begins so; without an id where there is none.
func latest(s *stand.Stand, email, begins string) (found mailbox.Mail) {
	for _, m := range s.Mailbox.Listed(email) {
		if strings.HasPrefix(m.Subject, begins) {
			found = m
		}
	}
	return found
}
