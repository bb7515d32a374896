package curation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// Lead is who may lead a group by their id.
func (b *Board) Lead(id string) (pug.Lead, bool) {
	lead, found := b.leads[id]
	return lead, found
}

// LeadOf is who leads the group.
func (b *Board) LeadOf(g pug.ProposedGroup) pug.Lead { return b.leads[g.Lead] }

// Former is the group that the Champion of this one led before (R12); empty if they lead for the first time.
func (b *Board) Former(g pug.ProposedGroup) string { return b.champions[g.Lead].Former }

// Free lists those who may lead and do not: approved Champions without a group, by topic, role, region and id.
func (b *Board) Free() []pug.Lead {
	var free []pug.Lead
	for id, lead := range b.leads {
		if b.LedBy(id) < 0 {
			free = append(free, lead)
		}
	}
	slices.SortFunc(free, compareLeads)
	return free
}

func compareLeads(a, b pug.Lead) int {
	return cmp.Or(cmp.Compare(a.Topic.Key, b.Topic.Key), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Region, b.Region),
		cmp.Compare(a.Person.ID, b.Person.ID))
}

// Unclear is what is wrong with a Champion whom staff name: a pug.Invalid.
type Unclear struct {
	Field string // that is wrong: "email", "name", "topic", "role" or "region"
	Err   *pug.Error
}

// Unclearf makes an Unclear about a field, with a sentence for people.
func Unclearf(field, format string, args ...any) *Unclear {
	return &Unclear{field, pug.Errorf(pug.Invalid, format, args...)}
}

func (u *Unclear) Error() string { return u.Err.Error() }

func (u *Unclear) Unwrap() error { return u.Err }

// maxNamed is how many characters of a name or a company are kept.
const maxNamed = 100

// nominee completes what staff say of a Champion: whoever has applied is found by the mail address.
func (b *Board) nominee(l pug.Lead) (pug.Lead, error) {
	l.Topic.Name = pug.CleanTopic(l.Topic.Name)
	l.Topic.Key = pug.TopicKey(l.Topic.Name)
	l.Person.Name, l.Person.Company = pug.Line(l.Person.Name, maxNamed), pug.Line(l.Person.Company, maxNamed)
	email, err := pug.ParseEmail(l.Person.Email)
	switch {
	case l.Topic.Key == "":
		return l, Unclearf("topic", "Please say what the group is about: its topic.")
	case !l.Role.Known():
		return l, Unclearf("role", "Please choose the role that the group is for.")
	case !l.Region.Known():
		return l, Unclearf("region", "Please choose the region of the group.")
	case err != nil:
		return l, Unclearf("email", "%s", pug.Sentence(err))
	}
	l.Person.Email, l.Person.ID = email, ""
	if b.ambiguous(l.Person) {
		return l, Unclearf("name", "Several people have applied from %s: please give the full name of the one "+
			"whom you mean.", email)
	}
	if a, applied := b.member(l.Person); applied {
		l.Member, l.Person = a.ID, a.Person()
	}
	hash := sha256.Sum256([]byte(l.Person.Email))
	l.Person.ID = pug.ApplicationID(b.Cohort, pug.KindChampion, "named"+hex.EncodeToString(hash[:8]))
	if a, applied := b.champion(l.Person); applied {
		l.Person = a.Person()
	}
	if l.Person.Name == "" {
		return l, Unclearf("name", "%s has not applied: please give a name and, best, a company.", l.Person.Email)
	}
	return l, nil
}
