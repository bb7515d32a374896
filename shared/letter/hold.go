package letter

import (
	"encoding/json"
	"fmt"

	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// classes are the kinds of letter that staff may hold, by their class.
func classes() map[pug.LetterClass][]string {
	return map[pug.LetterClass][]string{
		pug.Acceptances:     {"championApproved", "memberApproved", "approvedToWait"},
		pug.GroupLetters:    {"placed", "groupOpens", "unopened"},
		pug.WaitlistLetters: {"onWaitlist", "noGroupSuits", "waitlisted"},
	}
}

// Class is the class of a kind; empty where letters of the kind are never held.
func Class(kind string) pug.LetterClass {
	for class, kinds := range classes() {
		for _, k := range kinds {
			if k == kind {
				return class
			}
		}
	}
	return ""
}

// With is the letter with one more paragraph, the first one. The paragraph is plain text.
func With(l store.Letter, paragraph string) (store.Letter, error) {
	var err error
	if l.Words, err = with(l.Words, paragraph); err != nil {
		return l, fmt.Errorf("add to the letter %s: %w", l.ID, err)
	}
	if l.Late != "" {
		l.Late, err = with(l.Late, paragraph)
	}
	return l, err
}

func with(words, paragraph string) (string, error) {
	d, err := reread(words)
	if err != nil {
		return "", err
	}
	d.Blocks = append([]block{{Paragraph: paragraph}}, d.Blocks...)
	added, err := json.Marshal(d)
	return string(added), err
}

// secret stands for a link where a letter is shown: the link itself is in the mail alone.
const secret = "(the link is in the email alone)"

// Shown is a letter as it went out or would go out now, for people who may read it without being its reader.
func (l Layout) Shown(of store.Letter) (Letter, error) {
	m, err := l.Message(of, Links{Link: secret, Page: secret})
	return m.Letter, err
}
