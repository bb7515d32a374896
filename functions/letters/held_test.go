package letters

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/letter"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// hold changes how acceptances are held, and wakes the letter to an address, if one is given.
func (o *office) hold(t *testing.T, wake string, change func(pug.Hold) pug.Hold) {
	t.Helper()
	h, err := o.Store.Hold(t.Context(), "2026-H2-acceptances")
	o.Must(t, err)
	var woken *store.Waiting
	if wake != "" {
		l, _ := o.state(t, wake)
		w := l.Waiting()
		woken = &w
	}
	o.Must(t, o.Store.SaveHold(t.Context(), change(h), woken))
}

// accept writes an acceptance to an address.
func (o *office) accept(t *testing.T, email string) {
	t.Helper()
	o.Must(t, o.Store.Post(t.Context(), store.Letter{ID: store.LetterID("news", email), Key: "news", Kind: "memberApproved",
		To: store.Mailbox{Email: email, ID: "2026-H2-member-" + email[:1]}, Subject: "You take part",
		Words: `{"subject": "You take part"}`, Written: o.Now(), State: store.LetterWaiting, Hold: "2026-H2-acceptances"}))
	o.Pass(time.Second)
}

func TestHeldLettersGoOutAsTheyAreReleased(t *testing.T) {
	o := newOffice(t)
	var said []string
	o.post.hears = func(m letter.Message) { said = append(said, m.To.Email+": "+m.Text) }
	begin := func(h pug.Hold) pug.Hold { h.By, h.Since, h.Ended = "Ada Hart", o.Now(), time.Time{}; return h }
	o.hold(t, "", begin)
	o.accept(t, "ina@example.com")
	o.accept(t, "bo@example.com")
	o.write(t, time.Time{}, "other@example.com")
	o.stream(t)
	if len(o.post.taken) != 1 || o.post.taken[0] != "other@example.com" {
		t.Fatalf("sent %v", o.post.taken)
	}
	o.sweep(t, 48*time.Hour)
	if len(o.post.taken) != 1 {
		t.Fatalf("the sweep sent %v", o.post.taken)
	}

	until := o.Now()
	o.Pass(time.Second)
	o.accept(t, "unseen@example.com")
	o.stream(t)
	o.hold(t, "ina@example.com", func(h pug.Hold) pug.Hold {
		h.Added = "The launch is on 5 October."
		return h.Decide(until, false, "Ada Hart")
	})
	o.stream(t)
	if len(said) != 3 || !strings.Contains(said[1], "The launch is on 5 October.") ||
		!strings.HasPrefix(said[2], "bo@example.com: ") {
		t.Errorf("released were %q", said)
	}
	if l, _ := o.state(t, "ina@example.com"); l.State != store.LetterSent || !strings.Contains(l.Words, "5 October") {
		t.Errorf("kept is %+v", l)
	}

	o.hold(t, "", func(h pug.Hold) pug.Hold { h.Ended = o.Now(); return h })
	o.Pass(time.Second)
	o.accept(t, "later@example.com")
	o.stream(t)
	if l, waits := o.state(t, "later@example.com"); l.State != store.LetterSent || waits || strings.Contains(l.Words, "5 Oct") {
		t.Errorf("a letter after the end is %+v", l)
	}
	if _, waits := o.state(t, "unseen@example.com"); !waits {
		t.Error("a letter that nobody has seen went out")
	}
	o.hold(t, "unseen@example.com", func(h pug.Hold) pug.Hold { return h.Decide(o.Now(), true, "Bo Lund") })
	o.stream(t)
	l, waits := o.state(t, "unseen@example.com")
	if l.State != store.LetterRefused || waits || l.Answer != "it was given up by Bo Lund" {
		t.Errorf("given up is %+v, waits: %t", l, waits)
	}
}

func TestALetterIsNotSentByWhoDidNotKnowThatItIsHeld(t *testing.T) {
	o := newOffice(t)
	o.accept(t, "ina@example.com")
	l, _ := o.state(t, "ina@example.com")
	o.hold(t, "", func(h pug.Hold) pug.Hold { h.Since = o.Now(); return h })
	mine, err := o.Store.Attempt(context.Background(), o.Now(), o.Now().Add(time.Minute),
		[]store.Attempt{{Waiting: l.Waiting()}})
	if err != nil || mine[0] {
		t.Errorf("it goes out: %v, %v", mine, err)
	}
}
