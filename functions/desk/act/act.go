package act

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// Act is something that staff do to mend something. It has three steps: a form; what it will do; it is done.
type Act struct {
	// On and Name are the first and the last part of its path: /desk/<on>/<id>/<name>.
	On, Name string
	Label    string // what a link to it says: "Move to another group"
	Undoes   bool   // only what it takes back leads to it: its receipt, and its line in the log
	// Form asks what must be known for it. The desk adds why, prefills what the address gives, and takes the
	// answers.
	Form func(ctx context.Context, id string) (Question, error)
	// Plan says what it would do now. What is wrong with an answer it says in the form, and what makes it impossible
	// by an error for people: what is true now, by whom and since when, and what can be done instead.
	Plan func(ctx context.Context, by pug.Staff, id string, form *page.Form) (Deed, error)
}

// Question is what the form of an act asks.
type Question struct {
	Title  string // names whom it is about: "Move Ada Hart to another group"
	Fields []page.Field
}

// Why is the name of the field of the reason, which each act has.
const Why = "why"

// Deed is what an act does, before it is done.
type Deed struct {
	Title   string   // "Move Ada Hart to Group 3"
	Effects []string // what becomes of seats, meetings and counts: a sentence each
	Owed    []store.Owed
	Entry   pug.Entry // its line in the log; who, when and why are filled in
	// Do does all of it in one transaction, with what is owed. An error of which the kind is Conflict, Already or Full
	// says that something came in between.
	Do func(ctx context.Context, owed ...store.Owed) error
	// Telling says who is written to once it is done, where these are too many for its transaction; empty for nobody.
	Telling string
	Undo    string // the address of the act that takes it back, with its form filled in; empty where nothing does
	Back    string // the page to go to next
}

// Letters are those of what is owed.
func (d Deed) Letters() []store.Letter {
	var all []store.Letter
	for _, o := range d.Owed {
		if l, ok := o.(store.Letter); ok {
			all = append(all, l)
		}
	}
	return all
}

// Print tells two deeds apart by what their pages say.
func (d Deed) Print() string {
	sum := sha256.New()
	for _, text := range append([]string{d.Title, d.Entry.What, d.Telling}, d.Effects...) {
		fmt.Fprintf(sum, "%q\n", text)
	}
	for _, l := range d.Letters() {
		fmt.Fprintf(sum, "%q %q\n", l.To.Email, l.Subject)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
