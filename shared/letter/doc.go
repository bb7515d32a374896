// Package letter writes the programme's mail and sends each mail once.
//
// A letter begins as a Markdown template, letters/<kind>.md, in the folder of the function that sends it, and a value
// of the type <kind>, which says what is particular to this one. A Writer joins the two and lays them out, as plain
// text and as HTML; a Sender hands the result to Amazon SES v2. The package knows Markdown, the layout and MIME (built
// with go-mail, never sent by it). It knows nothing of groups or meetings: the functions say what a letter says.
//
// # Templates
//
// A template is a text/template. On top stand its headers, each on one line, then a blank line, then the body:
//
//	subject: You have a seat in the group on "{{.Group.Topic.Name}}"
//	preheader: what inboxes show after the subject
//	reader: why the reader gets it, see readers
//	answers: {{template "leaders" .Group}}
//
//	Welcome! Your Champion is {{.Group.Led}}. Please answer until Friday.
//
//	[Answer the offer](link)
//
//	Launch
//	: {{.Launch}}
//
//	## Your members
//	{{range .Members}}
//	- {{.}}
//	{{end}}
//
//	{{.By}} wrote:
//
//	> {{.Note}}
//
// The header "answers" says whom a reply goes to; without it, it is the team. A definition list is a table of facts, a
// blockquote what somebody wrote, and a paragraph that is but a link is the letter's button: it comes right after the
// first paragraph. It leads to an address, or "link" stands for the one-time link of whoever reads it, and "page" for
// their own page. A fact between < and > is an address, and a link. There is no other markup. The greeting, the
// signature and whom to write to come from the layout. What templates share is in parts.md.
//
// What a template prints was typed by strangers, so it never passes for Markdown: see typed.
//
// # Sending
//
// Sending follows one order: claim the record of having been sent, hand the mail to SES, mark the record. SES takes no
// token against repeats, so that record is what makes a repeated request harmless. Between SES and the mark a crash
// can still repeat a mail, once the claim has lapsed: rather twice than never.
//
// No images, no scripts, nothing loaded from elsewhere, no tracking. Keep click tracking off in the configuration set:
// it would send one-time links through a third host.
package letter
