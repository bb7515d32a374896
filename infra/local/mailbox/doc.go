// Package mailbox keeps every mail that the stand's cloud has sent, read as the recipient's mail program would read it:
// subject, text, HTML, invitation, and the links to the programme's pages.
//
// It knows MIME by the standard library alone, and iCalendar by another library than the one that writes it, so that
// what the mailer writes is checked by a second opinion. It must not know what a mail is about, nor open any link.
//
// Memory: a run sends tens of thousands of mails that share one layout. What lists show stays in memory; whole messages
// are compressed in blocks of several, and are read again when somebody asks for one.
package mailbox
