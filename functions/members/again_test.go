package members

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/shared/link"
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
