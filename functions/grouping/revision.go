package grouping

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// solveLimit is how long staff wait for a new proposal. API Gateway gives a page 30 seconds.
const solveLimit = 10 * time.Second

// compareView is the page that tells two proposals apart: who moved, and what that costs in places and points.
type compareView struct {
	changeBase
	Overtaken  []pug.LogEntry
	No         string // why there is nothing to compare
	Facts      []page.Fact
	Proof      string
	Comparison curation.Comparison
	Plan       string // fingerprint of the proposal that can be taken; empty: this is only to look at
}

// proposeAgain forms the groups around what is pinned from all who have applied by now, or finds the best there is in
// the time that a page has.
func (f function) proposeAgain(ctx context.Context, b board) (curation.Result, error) {
	b, err := f.anew(ctx, b)
	if err != nil {
		return curation.Result{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, solveLimit)
	defer cancel()
	return b.Again(ctx)
}

// showAgain shows what a new proposal around the pins would be.
func (f function) showAgain(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	return f.renderAgain(w, r, http.StatusOK, b, nil)
}

func (f function) renderAgain(
	w http.ResponseWriter, r *http.Request, status int, b board, overtaken []pug.LogEntry,
) error {
	v := compareView{changeBase: b.base(r), Overtaken: overtaken}
	out, err := f.proposeAgain(r.Context(), b)
	switch {
	case pug.IsError(err, pug.Invalid):
		v.No = pug.Sentence(err)
	case err != nil:
		return err
	default:
		v.Facts, v.Comparison = effect(out.Before, out.After), out.Board.Compare(b.Proposal)
		v.Proof = board{out.Board, b.cohort}.proof()
		if v.Comparison.Same() {
			v.No = "A new proposal around what is pinned is the one that you have."
		} else {
			v.Plan = fingerprint(out.Board)
		}
	}
	f.Pages.Render(w, r, status, "compare", page.View{Title: "Propose again", Wide: true, Data: v})
	return nil
}

// showCompare compares the groups with an earlier revision. Unless the query says which, that is the latest proposal of
// the software, or, if nothing changed since, what came before it.
func (f function) showCompare(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	with, err := strconv.Atoi(r.URL.Query().Get("with"))
	if err != nil {
		if with = b.Machine.Revision; with == b.Revision && b.Undo > 0 {
			with = b.Undo
		}
	}
	v := compareView{changeBase: b.base(r)}
	earlier, err := f.Store.Proposal(r.Context(), b.Cohort, with)
	switch {
	case pug.IsError(err, pug.NotFound):
		v.No = "There is no such revision. Choose one in the log."
	case err != nil:
		return err
	default:
		v.Comparison = b.Compare(earlier)
		v.Facts = effect(b.With(earlier).Value(), b.Value())
		if v.Comparison.Same() {
			v.No = "Nothing has changed since revision " + strconv.Itoa(with) + "."
		}
	}
	f.Pages.Render(w, r, http.StatusOK, "compare",
		page.View{Title: "What changed since revision " + strconv.Itoa(with), Wide: true, Data: v})
	return nil
}

// logView is the page of a cohort's log.
type logView struct {
	changeBase
	Entries []pug.LogEntry
}

// showLog shows who changed what and when, the latest first.
func (f function) showLog(w http.ResponseWriter, r *http.Request, _ link.Visitor, b board) error {
	entries, err := f.entries(r.Context(), b)
	if err != nil {
		return err
	}
	slices.Reverse(entries)
	f.Pages.Render(w, r, http.StatusOK, "log",
		page.View{Title: "Who changed what", Wide: true, Data: logView{b.base(r), entries}})
	return nil
}

// entries reads the log, oldest first, with its times in the programme's zone.
func (f function) entries(ctx context.Context, b board) ([]pug.LogEntry, error) {
	entries, err := f.Store.Entries(ctx, b.Cohort)
	for i := range entries {
		entries[i].At = entries[i].At.In(f.Settings.Zone)
	}
	return entries, err
}
