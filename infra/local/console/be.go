package console

import (
	"net/http"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"github.com/partnerusergroups/pugs/infra/local/console/scene"
)

// beCookie says whom the browser is at the moment: the part, as a query.
const beCookie = "stand-be"

// who is whom the browser is; nobody where the address is empty.
func who(r *http.Request) scene.Part {
	cookie, err := r.Cookie(beCookie)
	if err != nil {
		return scene.Part{}
	}
	text, err := url.QueryUnescape(cookie.Value)
	if err != nil {
		return scene.Part{}
	}
	values, err := url.ParseQuery(text)
	if err != nil {
		return scene.Part{}
	}
	return scene.Part{Name: values.Get("name"), Email: values.Get("email"), Part: values.Get("part")}
}

// become has the browser be somebody from now on.
func become(w http.ResponseWriter, p scene.Part) {
	cookie := &http.Cookie{Name: beCookie, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: -1}
	if p.Email != "" {
		values := url.Values{"name": {p.Name}, "email": {p.Email}, "part": {p.Part}}
		cookie.Value, cookie.MaxAge = url.QueryEscape(values.Encode()), 0
	}
	http.SetCookie(w, cookie)
}

// openAs has the browser be somebody, and opens one of their mails.
func (c *Console) openAs(w http.ResponseWriter, r *http.Request, p scene.Part, id int) {
	become(w, p)
	http.Redirect(w, r, inboxPath(id), http.StatusSeeOther)
}

// first is the first of staff, who stands for all; without an address where there is nobody.
func (c *Console) first() mail.Address {
	if len(c.Staff) == 0 {
		return mail.Address{}
	}
	return c.Staff[0]
}

func (c *Console) staffPart(i int) scene.Part {
	if i >= len(c.Staff) {
		return scene.Part{}
	}
	return scene.Part{Name: c.Staff[i].Name, Email: c.Staff[i].Address, Part: "staff"}
}

// castView is everybody whom one can be.
type castView struct {
	Text  string
	Found []castLine
	More  int // who are not listed
}

type castLine struct {
	scene.Part
	Unread int
}

// mostCast is how many people the page lists.
const mostCast = 60

// cast lists whom one can be: staff and one of each part, or those whose name, address or part has a text in it.
func (c *Console) cast(w http.ResponseWriter, r *http.Request) {
	s, ok := c.scene(w, r)
	if !ok {
		return
	}
	v := castView{Text: strings.TrimSpace(r.URL.Query().Get("text"))}
	all := c.everybody(s)
	found := slices.DeleteFunc(slices.Clone(all), func(p scene.Part) bool { return !p.Matches(v.Text) })
	if v.Text == "" {
		found = slices.Concat(all[:len(c.Staff)], scene.Few(all[len(c.Staff):]))
	}
	found = found[:min(mostCast, len(found))]
	if v.Text == "" || len(found) == mostCast {
		v.More = len(all) - len(found)
	}
	for _, p := range found {
		v.Found = append(v.Found, castLine{p, c.unread(p.Email)})
	}
	c.show(w, r, http.StatusOK, "be", "be", "Be somebody", v)
}

func (c *Console) everybody(s scene.Scene) []scene.Part {
	var all []scene.Part
	for i := range c.Staff {
		all = append(all, c.staffPart(i))
	}
	return append(all, s.Cast()...)
}

// be has the browser be whose address was chosen, and shows their mail; nobody where there is none.
func (c *Console) be(w http.ResponseWriter, r *http.Request) {
	email := r.PostFormValue("email")
	if email == "" {
		become(w, scene.Part{})
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s, ok := c.scene(w, r)
	if !ok {
		return
	}
	p := scene.PartOf(c.everybody(s), email)
	if p.Email == "" {
		p = scene.Part{Name: email, Email: email}
	}
	become(w, p)
	http.Redirect(w, r, "/inbox", http.StatusSeeOther)
}
