package act

import (
	"context"
	"net/url"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// holdActs hold letters for a look, and decide on what is held.
func (f Planner) holdActs() []Act {
	one := func(name, label string, fields func(pug.Hold) []page.Field,
		plan func(Held, pug.Staff, *page.Form) (Deed, error)) Act {
		return Act{On: "holds", Name: name, Label: label, Form: f.holdForm(label, fields), Plan: f.planHold(plan)}
	}
	return []Act{
		one("begin", "Hold letters", noFields, f.planBegin), one("add", "Add a paragraph", addedField, f.planAdd),
		one("release", "Release what is held", noFields, f.planRelease),
		one("give-up", "Give up what is held", noFields, f.planGiveUp),
		one("end", "Send new letters at once", noFields, f.planEnd),
	}
}

// holdForm asks for nothing but the fields.
func (f Planner) holdForm(
	label string, fields func(pug.Hold) []page.Field,
) func(context.Context, string) (Question, error) {
	return func(ctx context.Context, id string) (Question, error) {
		h, err := f.Store.Hold(ctx, id)
		if err != nil {
			return Question{}, err
		}
		return Question{label + ": " + h.Class.Label() + " of the " + h.Cohort.Name() + " cohort", fields(h)}, nil
	}
}

func noFields(pug.Hold) []page.Field { return nil }

func addedField(h pug.Hold) []page.Field {
	return []page.Field{{Kind: page.TextArea, Name: "added", Label: "Paragraph", Length: 1000, Value: h.Added,
		Hint: "Plain text, at the beginning of each letter. Leave it empty to add nothing."}}
}

// planHold plans an act by what is held now.
func (f Planner) planHold(
	plan func(Held, pug.Staff, *page.Form) (Deed, error),
) func(context.Context, pug.Staff, string, *page.Form) (Deed, error) {
	return func(ctx context.Context, v pug.Staff, id string, form *page.Form) (Deed, error) {
		h, err := f.HeldOf(ctx, id)
		if err != nil {
			return Deed{}, err
		}
		d, err := plan(h, v, form)
		d.Back, d.Entry.Cohort = "/desk/holds/"+id, h.Cohort
		return d, err
	}
}

func (f Planner) planBegin(h Held, v pug.Staff, _ *page.Form) (Deed, error) {
	changed, err := h.Begin(v.Name, f.Now())
	d := f.changing(changed, nil)
	d.Owed = []store.Owed{store.Arises{Matter: changed.Matter()}}
	d.Title, d.Undo = "Hold: "+h.Class.Label(), "/desk/holds/"+h.ID()+"/end"
	d.Entry = pug.Entry{Deed: "held", What: h.Class.Label() + " were held from then on"}
	d.Effects = []string{"Letters of this kind are written as always, and wait until somebody of staff releases them.",
		"Letters of this kind that wait already are held as well."}
	return d, err
}

func (f Planner) planEnd(h Held, _ pug.Staff, _ *page.Form) (Deed, error) {
	changed, err := h.End(f.Now())
	d := f.changing(changed, nil)
	if len(h.Letters) == 0 {
		d.Owed = []store.Owed{store.Settled{Matter: h.Matter()}}
	}
	d.Title, d.Undo = "Send at once: "+h.Class.Label(), "/desk/holds/"+h.ID()+"/begin"
	d.Entry = pug.Entry{Deed: "no longer held", What: h.Class.Label() + " were no longer held from then on"}
	d.Effects = []string{"New letters of this kind go out at once.", "What is held stays held: " + h.Count() + "."}
	return d, err
}

func (f Planner) planAdd(h Held, _ pug.Staff, form *page.Form) (Deed, error) {
	changed := h.Hold
	changed.Added = form.Value("added")
	if changed.Added == h.Added {
		return Deed{}, pug.Errorf(pug.Already, "This is the paragraph already.")
	}
	d := f.changing(changed, nil)
	d.Title = "Add a paragraph: " + h.Class.Label()
	d.Undo = "/desk/holds/" + h.ID() + "/add?" + url.Values{"added": {h.Added}}.Encode()
	d.Entry = pug.Entry{Deed: "letters changed", What: "A paragraph was added to " + h.Class.Label() + " that are held"}
	d.Effects = []string{"Each letter that is released from now on begins with: “" + changed.Added + "”",
		h.Count() + "."}
	if changed.Added == "" {
		d.Effects[0], d.Entry.What = "Letters go out as they were written.", "Nothing is added to "+h.Class.Label()+
			" any more"
	}
	return d, nil
}

func (f Planner) planRelease(h Held, v pug.Staff, _ *page.Form) (Deed, error) {
	d, err := f.decideHeld(h, false, v)
	d.Title = "Release: " + h.Class.Label()
	d.Entry = pug.Entry{Deed: "released",
		What: h.Class.Label() + " that were held were released: " + strconv.Itoa(len(h.Letters))}
	if h.Added != "" {
		d.Effects = append(d.Effects, "Each begins with: “"+h.Added+"”")
	}
	return d, err
}

func (f Planner) planGiveUp(h Held, v pug.Staff, _ *page.Form) (Deed, error) {
	d, err := f.decideHeld(h, true, v)
	d.Title = "Give up: " + h.Class.Label()
	d.Entry = pug.Entry{Deed: "given up",
		What: h.Class.Label() + " that were held were given up: " + strconv.Itoa(len(h.Letters))}
	d.Effects = append(d.Effects, "They are never sent by themselves. Each can be sent again from its page.")
	return d, err
}

// decideHeld decides on what is held now. A letter that comes in between is another deed, which is shown first.
func (f Planner) decideHeld(h Held, giveUp bool, v pug.Staff) (Deed, error) {
	if len(h.Letters) == 0 {
		return Deed{}, pug.Errorf(pug.Already, "No letter is held.")
	}
	last := h.Letters[len(h.Letters)-1]
	d := f.changing(h.Decide(last.Written, giveUp, v.Name), &last)
	if !h.Holds() {
		d.Owed = []store.Owed{store.Settled{Matter: h.Matter()}}
	}
	d.Effects = []string{h.Count() + ", the last one written " + f.When(last.Written) + ". This is about them.",
		"What is written later stays held."}
	return d, nil
}

// changing is a deed that stores how letters are held.
func (f Planner) changing(h pug.Hold, wake *store.Waiting) Deed {
	return Deed{Do: func(ctx context.Context, owed ...store.Owed) error {
		return f.Store.SaveHold(ctx, h, wake, owed...)
	}}
}
