package stand_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/cookiejar"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnerusergroups/pugs/infra/local/browser"
	"github.com/partnerusergroups/pugs/infra/local/clock"
	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/infra/local/stand"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/pug"
)

type tellerKey struct{}

// teller tells one story: it holds the stand of a script, and what was sent last.
type teller struct {
	stand          *stand.Stand
	dates          pug.Dates
	zone           *time.Location
	last           []byte                    // the last webhook body
	count          int                       // of submissions
	contacts       map[string][]conversion   // what each contact of HubSpot has sent, by name
	cookies        map[string]*cookiejar.Jar // of each of staff, by address
	tabs           map[string]browser.Page   // the page that each person left open, by address
	calls          int                       // to AWS, when they were counted last
	hubspotCounted int                       // calls to HubSpot, when they were counted last
	breaks         *breaks
	weather        *weather
	begun          int // how often the cohort was begun again
	tries          int // how often people try again what did not work; 0: never
}

func commands() map[string]func(*testscript.TestScript, bool, []string) {
	all := map[string]func(*teller, *testscript.TestScript, []string) error{
		"stand":     (*teller).start,
		"submit":    (*teller).submit,
		"compose":   (*teller).compose,
		"members":   (*teller).members,
		"resubmit":  (*teller).resubmit,
		"post":      (*teller).post,
		"until":     (*teller).until,
		"mail":      (*teller).mail,
		"mails":     (*teller).mails,
		"calendar":  (*teller).calendar,
		"visit":     (*teller).visit,
		"browse":    (*teller).browse,
		"desk":      (*teller).desk,
		"page":      (*teller).page,
		"forgotten": (*teller).forgotten,
		"open":      (*teller).open,
		"follow":    (*teller).follow,
		"fill":      (*teller).fill,
		"press":     (*teller).press,
		"upload":    (*teller).upload,
		"answer":    (*teller).answer,
		"race":      (*teller).race,
		"decide":    (*teller).decide,
		"report":    (*teller).report,
		"diary":     (*teller).diary,
		"groups":    (*teller).groups,
		"play":      (*teller).play,
		"launched":  (*teller).launched,
		"plan":      (*teller).plan,
		"meet":      (*teller).meet,
		"attend":    (*teller).attend,
		"told":      (*teller).told,
		"twice":     (*teller).twice,
		"faults":    (*teller).faults,
		"fault":     (*teller).fault,
		"account":   (*teller).account,
		"fate":      (*teller).fate,
		"rotate":    (*teller).rotate,
		"sign":      (*teller).sign,
		"calls":     (*teller).atMost,
		"outcome":   (*teller).outcome,
		"sound":     (*teller).sound,
		"move":      (*teller).move,
		"again":     (*teller).again,
		"timeouts":  (*teller).timeouts,
		"struck":    (*teller).struck,
		"broken":    (*teller).broken,
		"hubspot":   (*teller).hubspot,
	}
	cmds := map[string]func(*testscript.TestScript, bool, []string){}
	for name, command := range all {
		cmds[name] = func(ts *testscript.TestScript, neg bool, args []string) {
			err := command(ts.Value(tellerKey{}).(*teller), ts, args)
			switch {
			case neg && err == nil:
				ts.Fatalf("%s succeeded", name)
			case neg:
				fmt.Fprintln(ts.Stderr(), err)
			case err != nil:
				ts.Fatalf("%s: %v", name, err)
			}
		}
	}
	return cmds
}

func (t *teller) close() {
	if t.stand != nil {
		t.stand.Close()
	}
}

// pairs reads "name=value" arguments.
func pairs(args []string) (map[string]string, error) {
	values := map[string]string{}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not name=value", arg)
		}
		values[name] = value
	}
	return values, nil
}

// start: stand [cohort=2026-H2] [cohorts=2026-H2,2027-H1] [silent=launch] [robots=true] [seed=1]
// [mail=digest]
func (t *teller) start(ts *testscript.TestScript, args []string) error {
	set, err := pairs(args)
	if err != nil {
		return err
	}
	t.weather = &weather{at: map[string]float64{}, counts: map[string]int{}}
	habits := people.DefaultHabits()
	habits.Mends = false // stories are told on definitions of the last release as well, which free no seat without a flag
	cfg := stand.Config{Cohort: "2026-H2", Seed: 1, Pace: clock.Jump, PublicURL: "http://stand.example",
		Firings: t.firings,
		Robots:  set["robots"] == "true", Habits: &habits,
		Log: slog.New(slog.NewTextHandler(logWriter{ts}, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	if set["cohort"] != "" {
		cfg.Cohort = pug.CohortID(set["cohort"])
	}
	for _, id := range strings.FieldsFunc(set["cohorts"], func(r rune) bool { return r == ',' }) {
		cfg.Cohorts = append(cfg.Cohorts, pug.CohortID(id))
	}
	t.breaks = &breaks{}
	cfg.Break = t.breaks.next
	cfg.Silent = strings.FieldsFunc(set["silent"], func(r rune) bool { return r == ',' })
	if set["seed"] != "" {
		if cfg.Seed, err = strconv.ParseUint(set["seed"], 10, 64); err != nil {
			return err
		}
	}
	if t.zone, err = time.LoadLocation("America/New_York"); err != nil {
		return err
	}
	t.close() // a story may be told on two stands, one after the other
	t.count, t.hubspotCounted = 0, 0
	t.dates = calendar.Plan(cfg.Cohort, t.zone, calendar.DefaultLeads())
	if t.stand, err = stand.New(cfg); err != nil || set["mail"] == "digest" {
		return err
	}
	return t.stand.Hear(context.Background(), pug.StaffMailEach) // whose links stories decide by
}

type logWriter struct{ ts *testscript.TestScript }

func (w logWriter) Write(p []byte) (int, error) {
	w.ts.Logf("%s", p)
	return len(p), nil
}

// until: until 2026-08-01T09:00 | champions_open+2h | +48h
func (t *teller) until(ts *testscript.TestScript, args []string) error {
	to, err := t.moment(strings.Join(args, ""))
	if err != nil {
		return err
	}
	return t.stand.Clock.Advance(context.Background(), to)
}

// moment reads a time: a date of the cohort by its name, a local time, or nothing for now; each with an offset such as
// +48h or -1m.
func (t *teller) moment(text string) (time.Time, error) {
	name, offset := text, time.Duration(0)
	if i := strings.LastIndexAny(text, "+-"); i >= 0 {
		if d, err := time.ParseDuration(text[i:]); err == nil {
			name, offset = text[:i], d
		}
	}
	named := map[string]time.Time{
		"": t.stand.Clock.Now(), "champions_open": t.dates.ChampionsOpen, "champions_close": t.dates.ChampionsClose,
		"champions_decide": t.dates.ChampionsDecide, "members_open": t.dates.MembersOpen, "members_close": t.dates.MembersClose,
		"members_decide": t.dates.MembersDecide, "propose": t.dates.Propose, "curate": t.dates.Curate, "launch": t.dates.Launch,
		"renew": t.dates.Renew, "end": t.dates.End,
	}
	if at, ok := named[name]; ok {
		return at.Add(offset), nil
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", name, t.zone)
	if err != nil {
		return at, fmt.Errorf("%q is no time: say members_close-1h, 2026-10-15T09:00 or +48h", text)
	}
	return at.Add(offset), nil
}
