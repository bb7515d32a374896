package cloud

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
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
	granted map[principalAction][]*granted
	used    map[partition]bool
	denied  []PrincipalGrant
}

func newRights() rights {
	return rights{granted: map[principalAction][]*granted{}, used: map[partition]bool{}}
}

type principalAction struct{ principal, action string }

type granted struct {
	PrincipalGrant
	used bool
}

// A partition is one of the Partitions that a principal was granted, by whatever actions.
type partition struct{ principal, pattern string }

// Allow adds to what a principal may do. A principal that is never named here may do nothing.
func (c *Cloud) Allow(principal string, grants []Grant) {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	for _, grant := range grants {
		of := principalAction{principal, grant.Action}
		c.rights.granted[of] = append(c.rights.granted[of], &granted{PrincipalGrant: PrincipalGrant{principal, grant}})
	}
}

// matches tells whether a text fits a pattern of IAM.
func matches(pattern, text string) bool {
	for pattern != "" {
		switch {
		case pattern == "*":
			return true
		case pattern[0] == '*':
			return matches(pattern[1:], text) || text != "" && matches(pattern, text[1:])
		case text == "" || pattern[0] != '?' && pattern[0] != text[0]:
			return false
		}
		pattern, text = pattern[1:], text[1:]
	}
	return text == ""
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
	for _, g := range slices.Concat(slices.Collect(maps.Values(c.rights.granted))...) {
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
	for _, g := range r.granted[principalAction{principal, need.Action}] {
		if !matches(g.Resource, need.Resource) {
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
		found := len(g.Partitions) == 0
		for _, p := range g.Partitions {
			if matches(p, key) {
				patterns, found = append(patterns, p), true
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
