package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// linesAtOnce is how many lines of a log a page reads.
const linesAtOnce = 100

// logView is a page of a log: its lines by day, the latest first.
type logView struct {
	Days  []logDay
	Form  page.Form // narrows what is shown of the lines that were read
	Shown int
	Read  int
	Older string // the address of the lines before; empty at the beginning
}

type logDay struct {
	Day   time.Time
	Lines []logLine
}

// logLine is a line with its time in the programme's zone.
type logLine struct {
	pug.Entry
	When time.Time
}

// piece is a piece of a line: text, or the name of somebody or something with its page.
type piece struct{ Text, Href string }

// Pieces are those of the line in their order.
func (l logLine) Pieces() []piece {
	var all []piece
	for _, part := range l.Parts() {
		p := piece{Text: part.Name}
		switch {
		case part.ID == "":
		case strings.HasPrefix(pug.ShortGroup(part.ID), "g") && pug.GroupOfFlag(part.ID) == part.ID:
			p.Href = "/desk/groups/" + part.ID
		case pug.IsStaffID(part.ID):
			p.Href = "/desk/staff/" + part.ID
		default:
			p.Href = "/desk/people/" + part.ID
		}
		all = append(all, p)
	}
	return all
}

// cohortLog is the diary of a cohort.
func (f function) cohortLog(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	c, err := f.cohortOf(r)
	if err != nil {
		return err
	}
	return f.log(w, r, v, c.ID, "Log of the "+c.ID.Name()+" cohort")
}

// deskLog is the diary of what belongs to no cohort.
func (f function) deskLog(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	return f.log(w, r, v, "", "Log of the desk")
}

func (f function) log(w http.ResponseWriter, r *http.Request, v signin.Visitor, of pug.CohortID, title string) error {
	query := r.URL.Query()
	before := query.Get("before")
	if day, err := time.ParseInLocation(time.DateOnly, query.Get("day"), f.Settings.Zone); err == nil && before == "" {
		before = store.LogTime(day.AddDate(0, 0, 1))
	}
	lines, next, err := f.Store.LogOf(r.Context(), string(of), before, linesAtOnce)
	if err != nil {
		return err
	}
	view := logView{Read: len(lines), Form: logForm(query, lines)}
	for _, e := range lines {
		if fits(e, query.Get("deed"), query.Get("name")) {
			view.add(logLine{e, e.At.In(f.Settings.Zone)})
		}
	}
	if next != "" {
		older := url.Values{"before": {next}, "deed": query["deed"], "name": query["name"]}
		view.Older = "?" + older.Encode()
	}
	var tabs []page.MenuItem
	if of != "" {
		tabs = cohortTabs(of)
	}
	f.showAmong(w, r, v, tabs, "log", title, view)
	return nil
}

// Zone says in which time zone the times of the lines are; empty where there is none. Since clocks may have been
// changed among the lines, it says until which day they showed another time.
func (v logView) Zone() string {
	if len(v.Days) == 0 {
		return ""
	}
	latest := v.Days[0].Lines[0].When
	zone := latest.Location()
	now := calendar.Offset(latest, zone)
	sentence := "Times are in " + calendar.CityOf(zone).Name + ", " + now + "."
	for _, day := range v.Days {
		if before := calendar.Offset(day.Lines[0].When, zone); before != now {
			return sentence + " Until " + page.Day(day.Day) + ": " + before + "."
		}
	}
	return sentence
}

// add puts a line under its day.
func (v *logView) add(l logLine) {
	v.Shown++
	year, month, day := l.When.Date()
	of := time.Date(year, month, day, 0, 0, 0, 0, l.When.Location())
	if last := len(v.Days) - 1; last < 0 || !v.Days[last].Day.Equal(of) {
		v.Days = append(v.Days, logDay{Day: of})
	}
	last := &v.Days[len(v.Days)-1]
	last.Lines = append(last.Lines, l)
}

// fits says whether a line is of a kind, and has a text in the name of whoever did it or whom it is about. Empty texts
// fit everything.
func fits(e pug.Entry, deed, name string) bool {
	if deed != "" && e.Deed != deed {
		return false
	}
	name = strings.ToLower(strings.TrimSpace(name))
	names := func(s pug.Subject) bool { return strings.Contains(strings.ToLower(s.Name), name) }
	return strings.Contains(strings.ToLower(e.By), name) || slices.ContainsFunc(e.About, names)
}

// logForm narrows the lines that were read: the kinds that it offers are theirs.
func logForm(query url.Values, lines []pug.Entry) page.Form {
	var deeds []page.Option
	for _, e := range lines {
		known := func(o page.Option) bool { return o.Value == e.Deed }
		if !slices.ContainsFunc(deeds, known) {
			deeds = append(deeds, page.Option{Value: e.Deed, Label: e.Deed})
		}
	}
	slices.SortFunc(deeds, func(a, b page.Option) int { return strings.Compare(a.Label, b.Label) })
	return page.Form{Submit: "Show", Fields: []page.Field{
		{Name: "name", Label: "Name", Value: query.Get("name"), Length: 100},
		{Kind: page.Select, Name: "deed", Label: "What happened", Value: query.Get("deed"), Options: deeds,
			Empty: "Anything"},
		{Kind: page.Date, Name: "day", Label: "Up to the day", Value: query.Get("day")},
	}}
}
