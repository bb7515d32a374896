package pug

import (
	"slices"
	"strings"
	"time"
)

// Apart notes that staff took two applications for those of different people, however alike they are.
type Apart struct {
	Other string    `json:"other"` // id of the other application
	By    string    `json:"by"`
	At    time.Time `json:"at"`
}

// MayBe says whether an application may be of the same person as another one of the cohort, from another address: the
// names are alike, and the company is the same, or the addresses are of one mailbox, or differ as by a slip of the
// hand. Staff settle it.
func (a Application) MayBe(other Application) bool {
	key := a.LikeKey()
	if key == "" || key != other.LikeKey() || a.ID == other.ID || a.Email == other.Email || a.apart(other) {
		return false
	}
	company := a.Person().CompanyKey()
	return company != "" && company == other.Person().CompanyKey() || Mailbox(a.Email) == Mailbox(other.Email) ||
		likeAddresses(a.Email, other.Email)
}

// Alike lists which of the applications may be of the same person, and still count.
func (a Application) Alike(others []Application) []Application {
	var alike []Application
	for _, other := range others {
		if other.Counts() && a.MayBe(other) {
			alike = append(alike, other)
		}
	}
	return alike
}

// MaxTwins is how many twins an application names at most: whoever hands in the form again and again, from ever other
// addresses, is plain enough by then.
const MaxTwins = 20

// TwinsAmong lists, by id and in order, which of the applications may be of the same person, whatever became of them.
func (a Application) TwinsAmong(others []Application) []string {
	var twins []string
	for _, other := range others {
		if a.MayBe(other) {
			twins = append(twins, other.ID)
		}
	}
	slices.Sort(twins)
	return twins[:min(len(twins), MaxTwins)]
}

// AlikeAmong lists the pairs of applications that still count and may be of the same person.
func AlikeAmong(all []Application) [][2]Application {
	var pairs [][2]Application
	before := map[string][]Application{} // by LikeKey
	for _, a := range all {
		if !a.Counts() {
			continue
		}
		key := a.LikeKey()
		for _, other := range a.Alike(before[key]) {
			pairs = append(pairs, [2]Application{other, a})
		}
		before[key] = append(before[key], a)
	}
	return pairs
}

// Restored is what becomes of an application in the place of which staff kept another one, when it turns out to be that
// of another person: what was decided before stands again. It has no place on the waitlist yet. An error says why that
// cannot be. In is its cohort, empty before it is planned.
func (a Application) Restored(in Cohort) (Application, error) {
	switch {
	case a.Status != StatusReplaced || a.Instead == "":
		return a, Errorf(Already, "No other application was kept in the place of that of %s.", a.Person().WithEmail())
	case in.Stage == StageClosed:
		return a, Errorf(Conflict, "The %s cohort has ended. %s can apply for the next one.", in.ID.Name(), a.Name())
	}
	a.Instead, a.Status, a.Decision, a.Decided = "", StatusPending, a.Decided, nil
	if a.Decision != nil {
		a.Status, _ = a.Decision.Choice.Status()
	}
	a.Withdrawals++
	return a, nil
}

// State is what became of the application so far, in a word or two.
func (a Application) State() string {
	if a.Status == StatusPending {
		return "in review"
	}
	return string(a.Status)
}

// Counts says whether something may still become of the application, or has.
func (a Application) Counts() bool {
	return a.Status == StatusPending || a.Status == StatusApproved || a.Status == StatusWaitlisted
}

func (a Application) apart(other Application) bool {
	notes := func(of, other Application) bool {
		return slices.ContainsFunc(of.Apart, func(n Apart) bool { return n.Other == other.ID })
	}
	return notes(a, other) || notes(other, a)
}

// likeAddresses says whether one address may be the other, misspelt: "ina@gmial.com", "ina@gmail.co", "ina@gmx.de" for
// "ina@gmx.net". Hosts of their own below a domain that everybody shares have nothing to do with each other.
func likeAddresses(one, other string) bool {
	const slips = 2 // letters that are wrong, missing or too many; two that changed places are two
	if edits(one, other) <= slips {
		return true
	}
	name, host, _ := strings.Cut(one, "@")
	same, there, _ := strings.Cut(other, "@")
	return name == same && domainName(host) == domainName(there) && !belowShared(host) && !belowShared(there)
}

// belowShared says whether a host lies below a domain that says nothing of who writes from there.
func belowShared(host string) bool {
	domain := registered(host)
	return freeMail[domain] && domain != host
}
