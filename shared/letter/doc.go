// Package letter writes the programme's mail and sends each mail once.
//
// Every mail is a Letter: one layout, given as plain text and as HTML, with an invitation for the calendar if there is
// one. The package knows the layout, MIME (built with go-mail, never sent by it) and Amazon SES v2. It knows nothing
// of applications, groups or meetings: the functions say what a letter says.
//
// Sending follows one order: claim the record of having been sent, hand the mail to SES, mark the record. SES takes no
// token against repeats, so that record is what makes a repeated request harmless. Between SES and the mark a crash
// can still repeat a mail, once the claim has lapsed: rather twice than never.
//
// No images, no scripts, nothing loaded from elsewhere, no tracking. Keep click tracking off in the configuration set:
// it would send one-time links through a third host.
package letter
