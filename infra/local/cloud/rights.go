package cloud

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A Grant lets a principal take an action on a resource. In what it names, * stands for any text and ? for any one
// character, as in IAM.
type Grant struct {
	Action   string // such as "dynamodb:PutItem"; never a pattern
	Resource string // an ARN, or "*"
	// Partitions limits the action to some partitions of a table, by their keys: IAM's condition
	// ForAllValues:StringLike on dynamodb:LeadingKeys. None is no limit.
	Partitions []string
}

// A PrincipalGrant is a grant with whom it is for.
type PrincipalGrant struct {
	Principal string
	Grant
}

// rights are what principals may do, and did.
type rights struct {
	mu      sync.Mutex
	granted []*granted
	used    map[partition]bool
	denied  []PrincipalGrant
}

type granted struct {
	PrincipalGrant
	resources  *regexp.Regexp
	partitions []*regexp.Regexp // as in Partitions
	used       bool
}

// A partition is one of the Partitions that a principal was granted, by whatever actions.
type partition struct{ principal, pattern string }

// Allow adds to what a principal may do. A principal that is never named here may do nothing.
func (c *Cloud) Allow(principal string, grants []Grant) {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	for _, grant := range grants {
		g := &granted{PrincipalGrant: PrincipalGrant{principal, grant}, resources: compile(grant.Resource)}
		for _, p := range grant.Partitions {
			g.partitions = append(g.partitions, compile(p))
		}
		c.rights.granted = append(c.rights.granted, g)
	}
}

// compile reads a pattern of IAM.
func compile(pattern string) *regexp.Regexp {
	text := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile(`(?s)^` + text + `$`)
}

// Denied lists the calls that were refused for want of a right, in order, as the grants that they would have needed.
func (c *Cloud) Denied() []PrincipalGrant {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	return slices.Clone(c.rights.denied)
}

// Unused lists the grants that no call has needed so far, by principal, action and resource. A grant with Partitions is
// listed, with those alone, as long as there are some that no action of the principal has needed.
func (c *Cloud) Unused() []PrincipalGrant {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	var unused []PrincipalGrant
	for _, g := range c.rights.granted {
		left := g.PrincipalGrant
		left.Partitions = slices.DeleteFunc(slices.Clone(g.Partitions), func(pattern string) bool {
			return c.rights.used[partition{g.Principal, pattern}]
		})
		if !g.used || len(left.Partitions) > 0 {
			unused = append(unused, left)
		}
	}
	slices.SortFunc(unused, func(a, b PrincipalGrant) int {
		return cmp.Or(
			cmp.Compare(a.Principal, b.Principal), cmp.Compare(a.Action, b.Action), cmp.Compare(a.Resource, b.Resource))
	})
	return unused
}

// use tells whether a principal has a right, and marks every grant of it as used.
func (r *rights) use(principal string, need Grant) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	allowed := false
	for _, g := range r.granted {
		if g.Principal != principal || g.Action != need.Action || !g.resources.MatchString(need.Resource) {
			continue
		}
		patterns, within := g.within(need.Partitions)
		if !within {
			continue
		}
		for _, p := range patterns {
			r.used[partition{principal, p}] = true
		}
		g.used, allowed = true, true
	}
	if !allowed {
		r.denied = append(r.denied, PrincipalGrant{principal, need})
	}
	return allowed
}

// within tells whether the partitions are all among those of the grant, and by which patterns of it. As in IAM, no
// partitions are within any.
func (g *granted) within(partitions []string) (patterns []string, all bool) {
	for _, key := range partitions {
		found := len(g.partitions) == 0
		for i, p := range g.partitions {
			if p.MatchString(key) {
				patterns, found = append(patterns, g.Partitions[i]), true
			}
		}
		if !found {
			return nil, false
		}
	}
	return patterns, true
}

// denied is IAM's answer to a call without a right.
func (c *Cloud) denied(principal string, need Grant) error {
	status := http.StatusBadRequest
	if strings.HasPrefix(need.Action, "ses:") {
		status = http.StatusForbidden
	}
	return &Error{Code: "AccessDeniedException", Status: status, Text: fmt.Sprintf(
		"User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource: %s "+
			"because no identity-based policy allows the %s action",
		c.cfg.Account, principal, principal, need.Action, need.Resource, need.Action)}
}
