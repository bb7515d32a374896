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

// A Grant lets a principal take an action on a resource.
type Grant struct {
	Action   string // such as "dynamodb:PutItem"; never a pattern
	Resource string // an ARN, in which * stands for any text and ? for any one character, as in IAM; or "*"
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
	denied  []PrincipalGrant
}

type granted struct {
	PrincipalGrant
	resources *regexp.Regexp
	used      bool
}

// Allow adds to what a principal may do. A principal that is never named here may do nothing.
func (c *Cloud) Allow(principal string, grants []Grant) {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	for _, g := range grants {
		pattern := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(g.Resource))
		resources := regexp.MustCompile(`(?s)^` + pattern + `$`)
		c.rights.granted = append(c.rights.granted, &granted{PrincipalGrant{principal, g}, resources, false})
	}
}

// Denied lists the calls that were refused for want of a right, in order, as the grants that they would have needed.
func (c *Cloud) Denied() []PrincipalGrant {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	return slices.Clone(c.rights.denied)
}

// Unused lists the grants that no call has needed so far, by principal, action and resource.
func (c *Cloud) Unused() []PrincipalGrant {
	c.rights.mu.Lock()
	defer c.rights.mu.Unlock()
	var unused []PrincipalGrant
	for _, g := range c.rights.granted {
		if !g.used {
			unused = append(unused, g.PrincipalGrant)
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
		if g.Principal == principal && g.Action == need.Action && g.resources.MatchString(need.Resource) {
			g.used, allowed = true, true
		}
	}
	if !allowed {
		r.denied = append(r.denied, PrincipalGrant{principal, need})
	}
	return allowed
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
