package pug

import (
	"slices"
	"strings"
)

// Identity is who somebody is, as they gave it: what may change while they stay who they are (L3).
type Identity struct {
	FirstName string
	LastName  string
	Email     string // as ParseEmail gives it
	Company   string
	Zone      string // the IANA name of their time zone; empty where it is not known
}

// DeedIdentified is the deed of the line of the log about a change of who somebody is.
const DeedIdentified = "identified"

// maxIdentity is the most characters of each part of an identity but the address.
const maxIdentity = 200

// ParseIdentity reads an identity as somebody typed it, but for the time zone. Wrong says by field what is wrong:
// "first", "last", "email".
func ParseIdentity(first, last, email, company string) (i Identity, wrong map[string]string) {
	wrong = map[string]string{}
	i = Identity{FirstName: Line(first, maxIdentity), LastName: Line(last, maxIdentity),
		Company: Line(company, maxIdentity)}
	var err error
	if i.Email, err = ParseEmail(email); err != nil {
		wrong["email"] = Sentence(err)
	}
	if i.FirstName == "" && i.LastName == "" {
		wrong["first"] = "Give a name."
	}
	const advertising = "There is an address or a telephone number in it. Give it without."
	for field, name := range map[string]string{"first": i.FirstName, "last": i.LastName} {
		if advertisesAsName(name, i.Email) {
			wrong[field] = advertising
		}
	}
	if advertisesPage(i.Company, i.Email) {
		wrong["company"] = advertising
	}
	return i, wrong
}

// Identity is who the applicant is.
func (a Application) Identity() Identity {
	return Identity{a.FirstName, a.LastName, a.Email, a.Company, a.TimeZone}
}

// Former is who somebody was before.
type Former struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// As is the application of the same person as they are now. Who they were is remembered: letters name them so, and
// were sent there. At another address they share no mailbox.
func (a Application) As(i Identity) Application {
	was := Former{a.Name(), a.Email}
	if a.Email != i.Email {
		a.Shared, a.Sharing = false, ""
	}
	a.FirstName, a.LastName, a.Email, a.Company = i.FirstName, i.LastName, i.Email, i.Company
	a.TimeZone = i.Zone
	now := Former{a.Name(), a.Email}
	if now != was {
		a.Formerly = append(slices.DeleteFunc(slices.Clone(a.Formerly), func(f Former) bool {
			return f == was || f == now
		}), was)
	}
	return a
}

// Was says whether the person once went by a name and an address.
func (a Application) Was(p Person) bool {
	return slices.ContainsFunc(a.Formerly, func(f Former) bool { return p.Is(Person{Name: f.Name, Email: f.Email}) })
}

// Addresses are all that the person had, the present one first.
func (a Application) Addresses() []string {
	return a.had(a.Email, func(f Former) string { return f.Email })
}

// Names are all that the person had, the present one first.
func (a Application) Names() []string {
	return a.had(a.Name(), func(f Former) string { return f.Name })
}

func (a Application) had(now string, was func(Former) string) []string {
	all := []string{now}
	for _, f := range a.Formerly {
		if !slices.Contains(all, was(f)) {
			all = append(all, was(f))
		}
	}
	return slices.DeleteFunc(all, func(text string) bool { return text == "" })
}

// Differences names what differs from another identity, for people: "name", "address", "company", "time zone".
func (i Identity) Differences(other Identity) []string {
	var all []string
	if i.FirstName != other.FirstName || i.LastName != other.LastName {
		all = append(all, "name")
	}
	if i.Email != other.Email {
		all = append(all, "address")
	}
	if i.Company != other.Company {
		all = append(all, "company")
	}
	if i.Zone != other.Zone {
		all = append(all, "time zone")
	}
	return all
}

// Neighbours are what a change of somebody's identity in a cohort must not run into.
type Neighbours struct {
	// There are the applications of the cohort from the new address.
	There []Application
	// Group is the group that the person sits in or leads, nil for none, and Seats are its seats.
	Group *Group
	Seats []Seat
}

// Identify is the application after its person's name, address, company or time zone has changed (L3). By is whose
// exception lets them stay in a group that has no room for their new company (R5), nil for nobody's. Already: nothing
// is new. Conflict: the address is that of another application of the cohort, or the person's data were erased. Full:
// the company cap.
func (a Application) Identify(to Identity, n Neighbours, by *Exception) (Application, error) {
	if err := a.Forgotten(); err != nil {
		return a, err
	}
	if len(to.Differences(a.Identity())) == 0 {
		return a, Errorf(Already, "%s has this name, address, company and time zone already.", a.Name())
	}
	for _, other := range n.There {
		if other.ID != a.ID && a.Email != to.Email && !slices.Contains(other.Addresses(), a.Email) {
			return a, Errorf(Conflict, "%s applied to the %s cohort from this address, as a %s (%s). If they are the "+
				"same person, keep one of the two applications instead.", other.Name(), a.Cohort.Name(),
				other.Kind.Label(), other.State())
		}
	}
	after := a.As(to)
	if n.Group == nil || by != nil || after.Person().CompanyKey() == a.Person().CompanyKey() {
		return after, nil
	}
	return after, n.room(after)
}

// room says why the group has no room for the person's new company.
func (n Neighbours) room(a Application) error {
	others := slices.DeleteFunc(Taken(n.Seats), func(s Seat) bool { return s.Member.ID == a.ID })
	if n.Group.Champion.ID != a.ID {
		if n.Group.CompanyRoom(a.Person(), others) {
			return nil
		}
		return Errorf(Full, "%s has no room for one more of %s: at most %d members of one company, and none of the "+
			"Champion's own. Move %s to another group first, or say why they may stay.", n.Group.Name(), a.Company,
			CompanyCap, a.Name())
	}
	key := a.Person().CompanyKey()
	var colleagues []string
	for _, s := range others {
		if key != "" && s.Member.CompanyKey() == key {
			colleagues = append(colleagues, s.Member.Name)
		}
	}
	if len(colleagues) == 0 {
		return nil
	}
	return Errorf(Full, "%s has members of %s: %s. None may be of the Champion's own company. Move them to another "+
		"group first, or say why they may stay.", n.Group.Name(), a.Company, strings.Join(colleagues, ", "))
}
