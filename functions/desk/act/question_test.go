package act_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
)

func TestEachActNamesWhomItIsAboutBeforeItAsks(t *testing.T) {
	env := led(t)
	env.Must(t, env.Store.AddMeeting(t.Context(), pug.Meeting{Group: "2026-H2-g01", Month: "2026-12",
		State: pug.MeetingPlanned, Topic: "Hiring", Starts: env.Now().Add(30 * 24 * time.Hour), Minutes: 60}))
	env.Group(t, 2, env.Champion(t, "Ola Nord"))
	ada := pug.Staff{Email: functest.Ada}.ID()
	const mia = "2026-H2-member-mia"
	free, waits := env.Member(t, "Fay Lind").ID, env.Member(t, "Gil Roth")
	env.Wait(t, 1, waits)
	for path, title := range map[string]string{
		"people/" + mia + "/note":                                    "Add a private note on Mia Okoye",
		"people/" + mia + "/identity":                                "Change the name, address, company or time zone of Mia Okoye",
		"people/" + mia + "/leave":                                   "Remove Mia Okoye from Group 1",
		"people/" + mia + "/move":                                    "Move Mia Okoye from Group 1 to another group",
		"people/" + waits.ID + "/seat":                               "Give Gil Roth a seat",
		"people/" + free + "/withdraw":                               "Withdraw the application of Fay Lind",
		"people/" + free + "/erase":                                  "Erase the data of Fay Lind",
		"groups/2026-H2-g01/champion":                                "Name a successor of Cleo Marsh in Group 1",
		"groups/2026-H2-g01/co-champion":                             "Name a co-Champion of Group 1",
		"groups/2026-H2-g01/resign":                                  "Note that Cleo Marsh resigned as the Champion of Group 1",
		"groups/2026-H2-g01/close":                                   "Close Group 1",
		"meetings/2026-H2-g01-2026-10/report":                        "Say who was at the meeting of Group 1 in October 2026",
		"meetings/2026-H2-g01-2026-12/absent":                        "Say who cannot come to the meeting of Group 1 in December 2026",
		"meetings/2026-H2-g01-2026-12/comes":                         "Say who can come after all to the meeting of Group 1 in December 2026",
		"cohorts/2026-H2/dates":                                      "Move dates of the October 2026 cohort, or open a phase again",
		"cohorts/2026-H2/extension":                                  "Let somebody apply later to the October 2026 cohort",
		"staff/" + ada + "/remove":                                   "Remove Ada Hart from staff",
		"holds/" + pug.HoldID("2026-H2", pug.Acceptances) + "/begin": "Hold letters: Acceptances of the October 2026 cohort",
	} {
		env.Get(t, "/desk/"+path, http.StatusOK, "<h1>"+title)
	}
}
