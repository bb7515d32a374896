package people

import (
	"time"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/mailbox"
)

// scan opens every link of some mails before their recipients do, as mail scanners would: HEAD, then GET. It must
// change nothing.
func (p *People) scan(m mailbox.Mail) {
	d := diceFor(p.Seed, m.To, "scanner", m.Subject, m.Time.UTC().Format(time.RFC3339Nano))
	if !d.chance(p.Habits.Scanned) {
		return
	}
	for _, link := range m.Links {
		e := errand{matter: matter{m.To, "scanner", m.Subject}, mail: m, link: link}
		p.after(e, d.delay(p.Habits.Scan), func() error { return p.peek(link) }, patience())
	}
}

func (p *People) peek(link string) error {
	for _, open := range []func(string) (browser.Page, error){p.Browser.Head, p.Browser.Get} {
		page, err := open(link)
		if err == nil {
			err = working(page)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
