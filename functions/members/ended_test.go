package members

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestL16OnceTheirCohortHasEndedPeopleReadThatAndChangeNoPartInIt(t *testing.T) {
	s := newScene(t)
	s.act(t, s.bea, "applications/"+s.bea.ID+"/leave", nil)
	s.Must(t, s.Store.SetStage(t.Context(), s.group.Cohort, pug.StageClosed))
	s.Sent = nil
	for name, c := range map[string]struct {
		who        pug.Application
		path, says string
		page       string // what their own page says of the cohort
	}{
		"a member leaves": {s.mia, "applications/" + s.mia.ID + "/leave",
			"The October 2026 cohort has ended: its groups do not meet any more.", "The cohort has ended. Thank you for taking part."},
		"who left comes back": {s.bea, "applications/" + s.bea.ID + "/return",
			"The October 2026 cohort has ended: its groups do not meet any more.", "This cohort has ended. Thank you for taking part."},
		"who waits leaves the waitlist": {s.wim, "applications/" + s.wim.ID + "/withdraw",
			"The October 2026 cohort has ended, so there is nothing to withdraw from.", "none came free for you"},
		"a Champion resigns": {s.cleo, theGroup + "/resign",
			"The October 2026 cohort has ended. Nobody leads its groups any more.", "The cohort has ended. Thank you for taking part."},
		"a Champion asks for a co-Champion": {s.cleo, theGroup + "/co-champion",
			"The October 2026 cohort has ended. Nobody leads its groups any more.", "The cohort has ended."},
		"a Champion writes to the group": {s.cleo, theGroup + "/message",
			"The October 2026 cohort has ended. Nobody leads its groups any more.", "The cohort has ended."},
	} {
		t.Run(name, func(t *testing.T) {
			s.Get(t, s.page(c.who)+"/"+c.path, http.StatusConflict, c.says)
			s.Post(t, s.page(c.who)+"/"+c.path, url.Values{"then": {"leaves"}, "text": {"Hello"}}, http.StatusConflict, c.says)
			if page := s.Get(t, s.page(c.who), http.StatusOK, c.page); strings.Contains(page, c.path) {
				t.Error("their page offers it")
			}
		})
	}
	if len(s.Sent) > 0 {
		t.Errorf("%d letters were sent", len(s.Sent))
	}
}
