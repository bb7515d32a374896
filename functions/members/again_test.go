package members

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestTheLinkIsSentAgainToTheAddressOnRecordOnly(t *testing.T) {
	s := newScene(t)
	ask := func(email string) string {
		return s.Post(t, s.Settings.PublicURL+"/my", url.Values{"email": {email}}, http.StatusOK, "Look into your mailbox")
	}
	known := ask("Mia@example.com")
	for _, stranger := range []string{"nobody@example.com", "ada@example.com"} {
		if ask(stranger) != known {
			t.Errorf("%s is answered otherwise than a member", stranger)
		}
	}
	ask("mia@example.com")
	s.WantMail(t, "mia@example.com", "The link to your page", 1)
	s.WantMail(t, "nobody@example.com", "", 0)
	s.Post(t, "/my", url.Values{"email": {"mia.example.com"}}, http.StatusUnprocessableEntity, "has no @", `value="mia.example.com"`)
	if mail := s.To("mia@example.com")[0]; !strings.Contains(mail.Text, "Open your page:\n"+s.page(s.mia)) {
		t.Errorf("the letter has no link to the page: %s", mail.Text)
	}
	s.Pass(time.Minute)
	ask("mia@example.com")
	s.WantMail(t, "mia@example.com", "The link to your page", 2)
}

// L13: each was the first at the address, in a cohort of their own.
func TestEachPersonAtAnAddressGetsTheirOwnLink(t *testing.T) {
	s := newScene(t)
	ina := s.Member(t, "Ina Berg", func(a *pug.Application) { a.Email = "info@agency.example" })
	bo := s.Member(t, "Bo Lund", func(a *pug.Application) {
		a.Email, a.Cohort, a.ID = ina.Email, "2027-H1", pug.ApplicationID("2027-H1", pug.KindMember, "bo")
	})
	s.Post(t, s.Settings.PublicURL+"/my", url.Values{"email": {ina.Email}}, http.StatusOK, "Look into your mailbox")
	var texts strings.Builder
	for _, mail := range s.To(ina.Email) {
		texts.WriteString(mail.Text)
	}
	for _, who := range []pug.Application{ina, bo} {
		if strings.Count(texts.String(), "Open your page:\n"+s.page(who)) != 1 {
			t.Errorf("%s gets no link to their page, or several: %s", who.Name(), texts.String())
		}
	}
}

func TestABrokenLinkLeadsToANewOne(t *testing.T) {
	s := newScene(t)
	page := s.page(s.mia)
	s.Get(t, page[:len(page)-1], http.StatusNotFound, "This link does not work", `action="/my"`, `name="email"`)
	s.Get(t, s.Settings.PublicURL+"/my", http.StatusOK, "Send me my link")
}

func TestALinkOfTheKeyBeforeStillOpens(t *testing.T) {
	s := newScene(t)
	old := link.Own("the key before", s.mia.ID, s.mia.Email)
	s.Get(t, s.Settings.PublicURL+"/my/"+old, http.StatusOK, "Mia Okoye")
}
