package mailbox

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// Mail is one mail as its recipients see it.
type Mail struct {
	ID       int // 1 is the first mail of the box
	Time     time.Time
	From, To string // bare addresses; several recipients are separated by ", "
	Subject  string
	Text     string   // the plain text
	HTML     string   // empty if there is none
	Links    []string // URLs of the programme's pages in the plain text, each once
	Calendar string   // the text/calendar part, if any
}

// Box is all mail that was sent. It is safe for concurrent use.
type Box struct {
	base string

	mu    sync.Mutex
	heads []Mail // without Text, HTML and Calendar; at index ID-1
	shelf shelf
}

// New makes an empty box. Base is the public URL that links to the programme's pages begin with.
func New(base string) *Box {
	return &Box{base: strings.TrimRight(base, "/") + "/"}
}

// Receive reads a mail and keeps it. A message that cannot be read is not kept, and is an error.
func (b *Box) Receive(sent cloud.Mail) (Mail, error) {
	m, err := read(sent.Raw)
	if err != nil {
		return Mail{}, fmt.Errorf("read mail %s: %w", sent.ID, err)
	}
	m.Time, m.From, m.To = sent.Time, sent.From, strings.Join(sent.To, ", ")
	m.Links = links(m.Text, b.base)
	b.mu.Lock()
	defer b.mu.Unlock()
	m.ID = len(b.heads) + 1
	b.shelf.put(sent.Raw)
	head := m
	head.Text, head.HTML, head.Calendar = "", "", ""
	b.heads = append(b.heads, head)
	return m, nil
}

// All lists every mail, oldest first, without Text, HTML and Calendar, which would be too much for a long run: Get has
// them.
func (b *Box) All() []Mail { return b.After(0) }

// After lists the mails that came after the one of an id, oldest first, as All lists them. Id 0 is before all.
func (b *Box) After(id int) []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.heads[min(max(id, 0), len(b.heads)):])
}

// Listed lists the mails to an address, oldest first, as All lists them. Upper and lower case are the same.
func (b *Box) Listed(email string) []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	is := func(to string) bool { return strings.EqualFold(to, email) }
	var mails []Mail
	for _, head := range b.heads {
		if is(head.To) || slices.ContainsFunc(strings.Split(head.To, ", "), is) {
			mails = append(mails, head)
		}
	}
	return mails
}

// To gives the whole mails to an address, oldest first. Upper and lower case are the same.
func (b *Box) To(email string) []Mail {
	mails := b.Listed(email)
	for i, head := range mails {
		mails[i], _ = b.Get(head.ID) // what was kept can be read
	}
	return mails
}

// Get gives a whole mail; false if there is none of that id.
func (b *Box) Get(id int) (Mail, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if id < 1 || id > len(b.heads) {
		return Mail{}, false
	}
	whole, _ := read(b.shelf.get(id - 1)) // as when it came
	m := b.heads[id-1]
	m.Text, m.HTML, m.Calendar = whole.Text, whole.HTML, whole.Calendar
	return m, true
}

// Count is the number of mails.
func (b *Box) Count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.heads)
}
