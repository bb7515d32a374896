package grouping

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/partnerusergroups/pugs/shared/curation"
	"github.com/partnerusergroups/pugs/shared/link"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// confirmView is the page that says what a change does before it is made.
type confirmView struct {
	changeBase
	Overtaken []pug.LogEntry     // what others have changed since the page was shown
	No        string             // why the change can't be made
	Swap      *pug.ProposedGroup // with whose members places could be changed instead
	Member    string             // who would
	Facts     []page.Fact
	Notes     []string
	Against   []string    // why somebody does not fit their group
	Reason    *page.Field // asks why they are seated there all the same; nil where nothing speaks against it
	Fields    url.Values  // that describe the change, to be sent on
	Pin       *bool       // whether the result is pinned, where there is a choice
	Submit    string
}

// asked is the form that a request sends, or that the address of the page stands for.
func asked(r *http.Request) url.Values {
	if r.Method == http.MethodPost {
		return r.PostForm
	}
	return r.URL.Query()
}

// describing are the fields that describe a change. The pin and the reason are asked for anew.
func describing(form url.Values) url.Values {
	fields := url.Values{}
	for _, name := range []string{"action", "member", "with", "members", "group", "lead", "name", "email", "company",
		"topic", "role", "region"} {
		fields[name] = form[name]
	}
	return fields
}

// showChange asks whether to make a change. Dragging somebody leads here.
func (f function) showChange(w http.ResponseWriter, r *http.Request, v link.Visitor, b board) error {
	return f.confirm(w, r, v, http.StatusOK, b, nil)
}

// showOvertaken asks whether to make a change even though others changed the groups after the page was shown.
func (f function) showOvertaken(w http.ResponseWriter, r *http.Request, v link.Visitor, seen int) error {
	b, err := f.board(r.Context(), pug.CohortID(v.Subject))
	if err != nil {
		return err
	}
	if b.cohort.Published != nil {
		return f.over(w, r, v, b)
	}
	entries, err := f.entries(r.Context(), b)
	if err != nil {
		return err
	}
	entries = slices.DeleteFunc(entries, func(e pug.LogEntry) bool { return e.Revision <= seen })
	if made, err := f.madeAlready(r, b, v.Who(), seen, entries); made || err != nil {
		if err == nil {
			f.home(w, r)
		}
		return err
	}
	return f.confirm(w, r, v, http.StatusConflict, b, entries)
}

// madeAlready says whether all that was changed since is this very change by the same person: a double click, or a form
// that was sent again.
func (f function) madeAlready(r *http.Request, b board, by string, seen int, since []pug.LogEntry) (bool, error) {
	if len(since) != 1 || since[0].By != by || r.PostForm.Get("action") == doPublish {
		return false, nil
	}
	before, err := f.Store.Proposal(r.Context(), b.Cohort, seen)
	if err != nil {
		return false, err
	}
	out, err := f.result(r.Context(), board{b.With(before), b.cohort}, r.PostForm, by)
	return err == nil && out.What == since[0].What, nil
}

// confirm shows what the change that a form describes would do to the groups as they stand.
func (f function) confirm(
	w http.ResponseWriter, r *http.Request, who link.Visitor, status int, b board, overtaken []pug.LogEntry,
) error {
	form := asked(r)
	v := confirmView{changeBase: b.base(r), Overtaken: overtaken, Fields: describing(form), Submit: "Make the change"}
	title := "Publish the groups?"
	switch form.Get("action") {
	case doAgain:
		return f.renderAgain(w, r, status, b, overtaken)
	case doPublish:
		v.Facts, v.Submit = b.facts(), "Publish the groups"
	default:
		out, err := preview(f.result(r.Context(), b, form, who.Who()))
		kind := pug.ErrorKindOf(err)
		switch {
		case err == nil:
			title, v.Facts, v.Notes = out.Asks+"?", effect(out.Before, out.After), out.Notes
			v.makeException(r, out.Against)
		case kind != pug.Invalid && kind != pug.Full:
			return err
		case form.Get("action") == string(curation.Name) && len(overtaken) == 0:
			f.renderLead(w, r, status, b, err)
			return nil
		default:
			title, v.No = "This can't be done", pug.Sentence(err)
			v.Member, v.Swap = form.Get("member"), b.instead(form, err)
		}
	}
	if len(overtaken) > 0 {
		v.Submit += " all the same"
	}
	do := curation.Verb(form.Get("action"))
	if do == curation.Swap || do == curation.Move && v.Reason == nil { // whom staff move by exception is kept anyway
		pin := form.Get("pin") == "true"
		v.Pin = &pin
	}
	f.Pages.Render(w, r, status, "confirm", page.View{Title: title, Data: v})
	return nil
}

// makeException asks for the reason to seat people in spite of what speaks against it; what was sent comes back.
func (v *confirmView) makeException(r *http.Request, against []string) {
	if against == nil {
		return
	}
	form := page.Form{Fields: []page.Field{{Name: "reason", Label: "Reason", Required: true, Length: pug.MaxReason,
		Hint: "In one line. It is kept in the log and with the seat, for the team alone."}}}
	if r.Method == http.MethodPost {
		form.Read(r.PostForm)
	}
	v.Against, v.Reason, v.Submit = against, &form.Fields[0], "Make the exception"
}

// instead is the group in which somebody could change places with a member, if a move fails because it is full.
func (b board) instead(form url.Values, err error) *pug.ProposedGroup {
	group, known := b.Group(form.Get("group"))
	if form.Get("action") != string(curation.Move) || !pug.IsError(err, pug.Full) || !known {
		return nil
	}
	return &group
}

// effect says what becomes of the value.
func effect(before, after pug.Value) []page.Fact {
	return []page.Fact{
		{Label: "Members placed", Value: fmt.Sprintf("%d → %d", before.Placed, after.Placed)},
		{Label: "Points", Value: fmt.Sprintf("%d → %d", before.Score, after.Score)},
		{Label: "In short", Value: after.Minus(before).Gain()},
	}
}
