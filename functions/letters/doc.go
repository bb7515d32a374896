// Package letters sends the letters that the other functions write, and hears of those that come back.
//
// It knows how a letter gets from the outbox to SES: the stream of the table tells of each new one, SES sets the pace,
// and what could not be sent stays in the outbox and is tried again, for days. It must not know what any letter says or
// why it was written.
//
// # The life of a letter
//
//	waiting -> sent -> bounced    SES took it; the mail server of its reader did not
//	waiting -> refused            the address or the text cannot be sent, ever; or what it says was so when it was
//	                              written, and is not any more
//	waiting -> waiting            this moment, or the account: tried again
//
// An attempt is noted before it is made, and what came of it after. A crash between the two delays letters until the
// attempt's time is over; if SES had taken some, those go out twice, and nothing worse.
//
// New letters are sent as they come. What is left in the outbox is found by the hourly sweep: it wakes one letter, the
// stream tells of that, and everything that is due goes out.
package letters
