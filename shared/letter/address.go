package letter

import (
	"fmt"
	"net/mail"
)

// Address is a mailbox: a name to show, which may be empty, and the bare address.
type Address struct {
	Name  string
	Email string
}

// String gives the address as it stands in a header: quoted or encoded (RFC 2047) where needed, always one line.
func (a Address) String() string {
	return a.header().String()
}

func (a Address) header() *mail.Address {
	return &mail.Address{Name: oneLine(a.Name), Address: oneLine(a.Email)}
}

// check refuses what is not one bare address, such as a line break that would begin another header.
func (a Address) check() error {
	parsed, err := mail.ParseAddress(a.Email)
	if err != nil || parsed.Address != a.Email {
		return fmt.Errorf("%q is not a mail address", a.Email)
	}
	return nil
}
