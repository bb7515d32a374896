package letters

import (
	"cmp"
	"strings"

	"github.com/partnerusergroups/pugs/shared/store"
)

// meaning is what a report of SES means for a letter.
type meaning struct {
	state store.LetterState // that the letter has now; empty: it stays as it is
	says  string            // what happened, for staff
	then  string            // what they can do
}

// What staff can do about a letter that came back.
const (
	askAddress = "Please reach them in another way, and ask for an address that works."
	askServer  = "There is nothing wrong with the address. Please tell them in another way what the letter says, and " +
		"ask them to have their email team let our email through."
	askAgain = "Please reach them in another way, and ask whether the address is right. If it is, send the letter " +
		"again: then email goes there again."
	sendLater = "There is nothing wrong with the address. Please reach them in another way, and send the letter " +
		"again when they have room for it."
)

// bounces are what the kinds of bounce mean, by type and subtype, see
// https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types. What says why comes after a text
// that ends with a colon. Automatic replies, as of who is out of office, are reported as Transient/General: the letter
// has arrived.
func bounces() map[string]meaning {
	const refused = "The mail server of the address refused it. It said: "
	const stopped = "Email to this address has come back before, or was reported as spam, so it is no longer tried."
	const delayed = "It could not be delivered so far, and is not tried any more. The answer was: "
	const content = "The mail server of the address does not take what is in the letter. It said: "
	return map[string]meaning{
		"Permanent":                          {store.LetterBounced, refused, askAddress},
		"Permanent/Suppressed":               {store.LetterBounced, stopped, askAgain},
		"Permanent/OnAccountSuppressionList": {store.LetterBounced, stopped, askAgain},
		"Transient":                          {store.LetterBounced, delayed, askAddress},
		"Transient/General":                  {},
		"Transient/MailboxFull":              {store.LetterBounced, "The mailbox is full. The answer was: ", sendLater},
		"Transient/MessageTooLarge":          {store.LetterBounced, content, askServer},
		"Transient/ContentRejected":          {store.LetterBounced, content, askServer},
		"Transient/AttachmentRejected":       {store.LetterBounced, content, askServer},
	}
}

// meaning is what became of the letter.
func (n notice) meaning() meaning {
	switch {
	case n.Complaint != nil:
		return n.complaint()
	case n.Reject != nil:
		return meaning{store.LetterBounced,
			"Amazon's email service did not deliver it: " + n.Reject.Reason + ".", askServer}
	case n.Bounce == nil:
		return meaning{store.LetterBounced, "It did not arrive.", askAddress}
	}
	kind := n.Bounce.Kind + "/" + n.Bounce.Detail
	m, known := bounces()[kind]
	if !known {
		m, known = bounces()[n.Bounce.Kind]
	}
	if !known {
		m = meaning{store.LetterBounced, "It came back, and nobody knows why. The answer was: ", askAddress}
	}
	if strings.HasSuffix(m.says, ": ") {
		m.says += cmp.Or(n.diagnosis(), n.Bounce.Kind+", "+n.Bounce.Detail)
	}
	return m
}

// diagnosis is what the mail server of the address said, if anything.
func (n notice) diagnosis() string {
	said := ""
	for _, r := range n.Bounce.Recipients {
		said = cmp.Or(r.Diagnosis, said)
	}
	return said
}

// complaint is what a complaint means: a letter of which there is one has arrived, but for those that SES did not send
// because of an earlier one.
func (n notice) complaint() meaning {
	const ask = "Please reach them in another way, and ask whether they want our email. If they do, send a letter " +
		"again: then email goes there again."
	switch {
	case n.Complaint.Feedback == "not-spam": // somebody took it out of their spam folder
		return meaning{}
	case n.Complaint.Detail != "":
		return meaning{store.LetterBounced,
			"Its reader reported an earlier letter as spam, so email to this address is no longer tried.", ask}
	}
	return meaning{store.LetterComplained,
		"Its reader, or their email program, reported it as spam. Email to this address is no longer delivered.", ask}
}
