package pug

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// StaffMail is how somebody of staff wants to hear of what happens.
type StaffMail string

// The ways of hearing. Whoever is asked nothing by mail finds everything at the desk.
const (
	StaffMailEach   StaffMail = "each"   // a letter for each application, besides what cannot wait
	StaffMailDigest StaffMail = "digest" // one letter in the morning, besides what cannot wait
	StaffMailNone   StaffMail = "none"   // only what is about themselves, such as a link to sign in by
)

// StaffMails are the ways of hearing, from much mail to none.
func StaffMails() []StaffMail { return []StaffMail{StaffMailEach, StaffMailDigest, StaffMailNone} }

// Label is how pages name the way.
func (m StaffMail) Label() string {
	return map[StaffMail]string{
		StaffMailEach: "A letter for each application", StaffMailDigest: "One letter in the morning",
		StaffMailNone: "No email",
	}[m]
}

// Staff is one of the people of the HubSpot team, who decide and who work at the desk (L11).
type Staff struct {
	Email string    `json:"email"` // as ParseEmail gives it
	Name  string    `json:"name"`
	Mail  StaffMail `json:"mail"`
	Since time.Time `json:"since,omitzero"`
	By    string    `json:"by,omitempty"` // the name of whoever added them; empty for those of the settings
}

// Who is the person's name, or their address where there is none.
func (s Staff) Who() string { return cmp.Or(s.Name, s.Email) }

// ID names the person in addresses of pages and in logs, where their mail address may not stand.
func (s Staff) ID() string {
	sum := sha256.Sum256([]byte(strings.ToLower(s.Email)))
	return staffPrefix + hex.EncodeToString(sum[:6])
}

const staffPrefix = "staff-"

// IsStaffID says whether an id is that of somebody who is or was staff.
func IsStaffID(id string) bool { return strings.HasPrefix(id, staffPrefix) }

// Subject is the person as the log speaks of them.
func (s Staff) Subject() Subject { return Subject{s.ID(), s.Who()} }

// Team is who is staff, from one change to the next.
type Team struct {
	Revision int     `json:"revision"` // how often it was changed at the desk: 0 for the people of the settings
	People   []Staff `json:"people"`   // those who were there first, first
	// Left are the addresses of those who are staff no more, but have letters that tell of people still.
	Left []string `json:"left,omitempty"`
}

// Find finds somebody by their address.
func (t Team) Find(email string) (Staff, bool) {
	at := t.at(email)
	if at < 0 {
		return Staff{}, false
	}
	return t.People[at], true
}

// ByID finds somebody by their id.
func (t Team) ByID(id string) (Staff, bool) {
	at := slices.IndexFunc(t.People, func(s Staff) bool { return s.ID() == id })
	if at < 0 {
		return Staff{}, false
	}
	return t.People[at], true
}

func (t Team) at(email string) int {
	return slices.IndexFunc(t.People, func(s Staff) bool { return strings.EqualFold(s.Email, email) })
}

// Told are those who hear at once of what cannot wait.
func (t Team) Told() []Staff { return t.hearing(StaffMailEach, StaffMailDigest) }

// ToldOfEach are those who hear at once of each application.
func (t Team) ToldOfEach() []Staff { return t.hearing(StaffMailEach) }

// Digested are those who get the letter of the morning.
func (t Team) Digested() []Staff { return t.hearing(StaffMailDigest) }

func (t Team) hearing(ways ...StaffMail) []Staff {
	return slices.DeleteFunc(slices.Clone(t.People), func(s Staff) bool { return !slices.Contains(ways, s.Mail) })
}

// Add is the team with one more (L11). Already: they are staff. Invalid: the address or the name cannot be.
func (t Team) Add(s Staff) (Team, error) {
	email, err := ParseEmail(s.Email)
	if err != nil {
		return t, err
	}
	s.Email, s.Name, s.Mail = email, strings.TrimSpace(s.Name), cmp.Or(s.Mail, StaffMailDigest)
	if s.Name == "" {
		return t, Errorf(Invalid, "The name is missing. It is shown with what they decide.")
	}
	if there, found := t.Find(email); found {
		return t, Errorf(Already, "%s is staff already%s.", there.Who(), there.since())
	}
	t.People = append(slices.Clone(t.People), s)
	return t, nil
}

// since says from when on somebody is staff, and by whom, as far as that is known.
func (s Staff) since() string {
	if s.Since.IsZero() {
		return ", since the settings say so"
	}
	return ", added on " + s.Since.Format("2 January 2006") + " by " + s.By
}

// Remove is the team without somebody (L11). NotFound: they are no staff. Invalid: nobody would be left, or nobody who
// hears of what cannot wait.
func (t Team) Remove(email string) (Team, error) {
	at := t.at(email)
	if at < 0 {
		return t, Errorf(NotFound, "No staff member has this address. They may have been removed just now.")
	}
	leaving := t.People[at]
	if len(t.People) == 1 {
		return t, Errorf(Invalid, "%s is the last staff member. Add somebody else first.", leaving.Who())
	}
	left := Team{t.Revision, slices.Delete(slices.Clone(t.People), at, at+1), slices.Clone(t.Left)}
	if !slices.Contains(left.Left, leaving.Email) {
		left.Left = append(left.Left, leaving.Email)
	}
	if len(left.Told()) == 0 {
		return t, Errorf(Invalid, "%s is the last one who gets email. Somebody else must choose to get email first.",
			leaving.Who())
	}
	return left, nil
}

// Hear is the team after somebody chose how to hear of what happens. NotFound: they are no staff. Invalid: there is no
// such way, or nobody would hear of what cannot wait.
func (t Team) Hear(email string, how StaffMail) (Team, error) {
	at := t.at(email)
	switch {
	case at < 0:
		return t, Errorf(NotFound, "No staff member has this address. They may have been removed just now.")
	case !slices.Contains(StaffMails(), how):
		return t, Errorf(Invalid, "Choose one of the three.")
	}
	chosen := Team{t.Revision, slices.Clone(t.People), t.Left}
	chosen.People[at].Mail = how
	if len(chosen.Told()) == 0 {
		return t, Errorf(Invalid, "Nobody else gets email, so somebody would have to wait who cannot. "+
			"Choose one of the other two, or ask a colleague to.")
	}
	return chosen, nil
}
