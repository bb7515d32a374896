package desk

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/partnerusergroups/pugs/functions/desk/signin"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// placesAtOnce is how many places of a waitlist a page shows.
const placesAtOnce = 100

// waitlistView is a page of a cohort's waitlist.
type waitlistView struct {
	Order string
	Rows  []placeRow
	Next  string // the address of the places after these; empty at the end
	Early string // the address of who was waitlisted, before the line is formed; empty once it is
}

// placeRow is somebody on the waitlist. Number counts from 1 at its beginning.
type placeRow struct {
	pug.Place
	Number  int
	Offered string // the group whose seat is on offer to them; empty if none is
}

// waitlist is the waitlist of a cohort in its order.
func (f function) waitlist(w http.ResponseWriter, r *http.Request, v signin.Visitor) error {
	c, err := f.cohortOf(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	places, next, err := f.Store.WaitlistAfter(r.Context(), c.ID, query.Get("after"), placesAtOnce)
	if err != nil {
		return err
	}
	before, _ := strconv.Atoi(query.Get("passed")) // what is no number is the beginning
	view := waitlistView{Order: pug.WaitlistOrder}
	if !c.Stage.Published() && c.Stage != pug.StageClosed {
		view.Early = filter{Cohort: c.ID, Kind: pug.KindMember, Status: pug.StatusWaitlisted}.Address()
	}
	for i, p := range places {
		row := placeRow{Place: p, Number: before + i + 1}
		if p.Offer != "" {
			row.Offered = pug.GroupOfFlag(p.Offer)
		}
		view.Rows = append(view.Rows, row)
	}
	if next != "" {
		view.Next = "?" + url.Values{"after": {next}, "passed": {strconv.Itoa(before + len(places))}}.Encode()
	}
	f.showAmong(w, r, v, cohortTabs(c.ID), "waitlist", "Waitlist of the "+c.ID.Name()+" cohort", view)
	return nil
}
