package grouping

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/calendar"
	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// keepOnOffer is for how long browsers and what lies between may keep the groups on offer.
const keepOnOffer = time.Minute

// leaflet is a cohort's groups on offer, as a page and as JSON.
type leaflet struct{ page, data document }

// document is an answer that is the same for everybody.
type document struct {
	contentType string
	body        []byte
	tag         string // ETag (RFC 9110, section 8.8.3)
}

func newDocument(contentType string, body []byte) document {
	sum := sha256.Sum256(body)
	return document{contentType, body, `"` + hex.EncodeToString(sum[:16]) + `"`}
}

// withPublic serves the groups on offer to anybody, at "/groups/2026-H2" and "/groups/2026-H2.json". All other
// addresses are next's, among them links, which are at the same kind of address: none of them is a cohort. What was
// made for one visitor is good for others for some seconds.
func (f function) withPublic(next http.Handler) http.Handler {
	recent := &calendar.Recent[leaflet]{Read: f.leaflet, Now: f.Now}
	public := page.Secure(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { f.onOffer(w, r, recent) }))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, named := cohortNamed(r.URL.Path); named && r.Method != http.MethodPost {
			public.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// cohortNamed reads the path of a cohort's groups on offer.
func cohortNamed(path string) (id pug.CohortID, json, named bool) {
	name, found := strings.CutPrefix(path, "/"+duty.PurposeGroups+"/")
	name, json = strings.CutSuffix(name, ".json")
	id, err := pug.ParseCohortID(strings.ToUpper(name))
	return id, json, found && err == nil
}

func (f function) onOffer(w http.ResponseWriter, r *http.Request, recent *calendar.Recent[leaflet]) {
	id, json, _ := cohortNamed(r.URL.Path)
	if !f.Settings.Runs(id) || !slices.Contains(pug.CohortsAround(f.Now()), id) {
		f.Pages.NotFound(w, r)
		return
	}
	l, err := recent.Cohort(r.Context(), id)
	if err != nil {
		f.Log.ErrorContext(r.Context(), "page failed", "error", err)
		f.Pages.Failed(w, r)
		return
	}
	page.Share(w.Header(), keepOnOffer)
	document := l.page
	if json {
		document = l.data
		w.Header().Set("Access-Control-Allow-Origin", "*") // the programme's website shows it, too
	}
	w.Header().Set("Content-Type", document.contentType)
	w.Header().Set("ETag", document.tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(document.body))
}

// leaflet makes the page and the JSON. Groups are on offer while members may apply: before, Champions are not settled;
// afterwards, another page would have to say which of the groups open.
func (f function) leaflet(ctx context.Context, id pug.CohortID) (leaflet, error) {
	dates, err := f.Calendar.Dates(ctx, id)
	if err != nil {
		return leaflet{}, err
	}
	phase, now := dates.Phase(pug.KindMember), f.Now()
	view := onOfferView{Cohort: id, Opens: f.When(phase.Open), Closes: f.When(phase.Close),
		Ahead: now.Before(phase.Open), Over: !now.Before(phase.Close), MinMembers: pug.MinMembers}
	var groups []pug.GroupOnOffer
	if !view.Ahead && !view.Over {
		if groups, err = f.GroupsOnOffer(ctx, id); err != nil {
			return leaflet{}, err
		}
	}
	view.Topics = byTopic(groups)
	body, err := f.Pages.Body("onoffer", page.View{Title: "Groups of the " + id.Name() + " cohort", Data: view})
	if err != nil {
		return leaflet{}, err
	}
	data, err := json.Marshal(onOfferData{id, phase.Open.UTC(), phase.Close.UTC(), asData(groups)})
	return leaflet{newDocument("text/html; charset=utf-8", body), newDocument("application/json", data)}, err
}

// onOfferView is the page of the groups on offer.
type onOfferView struct {
	Cohort        pug.CohortID
	Opens, Closes string
	Ahead, Over   bool
	MinMembers    int
	Topics        []topicOnOffer
}

// topicOnOffer is a topic with the groups that have it.
type topicOnOffer struct {
	Name   string
	Groups []pug.GroupOnOffer
}

func byTopic(groups []pug.GroupOnOffer) []topicOnOffer {
	var topics []topicOnOffer
	for _, g := range groups {
		if n := len(topics); n == 0 || topics[n-1].Name != g.Topic.Name {
			topics = append(topics, topicOnOffer{Name: g.Topic.Name})
		}
		last := &topics[len(topics)-1]
		last.Groups = append(last.Groups, g)
	}
	return topics
}

// onOfferData is the JSON of the groups on offer. Websites read it: its fields may only become more.
type onOfferData struct {
	Cohort pug.CohortID  `json:"cohort"`
	Opens  time.Time     `json:"opens"`
	Closes time.Time     `json:"closes"`
	Groups []groupAsData `json:"groups"`
}

type groupAsData struct {
	Topic    string              `json:"topic"`
	Role     pug.Role            `json:"role"`
	Region   pug.Region          `json:"region"`
	Champion *pug.PublicChampion `json:"champion"` // the first who agreed to be named; null: nobody did
	Seats    int                 `json:"seats"`
}

func asData(groups []pug.GroupOnOffer) []groupAsData {
	all := []groupAsData{}
	for _, g := range groups {
		one := groupAsData{Topic: g.Topic.Name, Role: g.Role, Region: g.Region, Seats: g.Seats}
		if len(g.Named) > 0 {
			one.Champion = &g.Named[0]
		}
		all = append(all, one)
	}
	return all
}
