package desk

import (
	"context"
	"strconv"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// holdActs hold letters for a look, and decide on what is held.
func (f function) holdActs() []act {
	one := func(name, label string, form func(context.Context, string) (page.Form, error),
		plan func(held, visitor, *page.Form) (deed, error)) act {
		return act{on: "holds", name: name, label: label, form: form, plan: f.planHold(plan)}
	}
	return []act{
		one("begin", "Hold letters", f.holdForm, f.planBegin), one("add", "Add a paragraph", f.addForm, f.planAdd),
		one("release", "Release what is held", f.holdForm, f.planRelease),
		one("give-up", "Give up what is held", f.holdForm, f.planGiveUp),
		one("end", "Send new letters at once", f.holdForm, f.planEnd),
	}
}

func (f function) holdForm(ctx context.Context, id string) (page.Form, error) {
	_, err := f.Store.Hold(ctx, id)
	return page.Form{}, err
}

func (f function) addForm(ctx context.Context, id string) (page.Form, error) {
	h, err := f.Store.Hold(ctx, id)
	return page.Form{Fields: []page.Field{{Kind: page.TextArea, Name: "added", Label: "Paragraph", Length: 1000,
		Value: h.Added, Hint: "Plain text, at the beginning of each letter. Leave it empty to add nothing."}}}, err
}

// planHold plans an act by what is held now.
func (f function) planHold(
	plan func(held, visitor, *page.Form) (deed, error),
) func(context.Context, visitor, string, *page.Form) (deed, error) {
	return func(ctx context.Context, v visitor, id string, form *page.Form) (deed, error) {
		h, err := f.heldOf(ctx, id)
		if err != nil {
			return deed{}, err
		}
		d, err := plan(h, v, form)
		d.back, d.entry.Cohort = "/desk/holds/"+id, h.Cohort
		return d, err
	}
}

func (f function) planBegin(h held, v visitor, _ *page.Form) (deed, error) {
	changed, err := h.Begin(v.Name, f.Now())
	d := f.changing(changed, nil)
	d.owed = []store.Owed{store.Arises{Matter: changed.Matter()}}
	d.title, d.undo = "Hold: "+h.Class.Label(), "/desk/holds/"+h.ID()+"/end"
	d.entry = pug.Entry{Deed: "held", What: h.Class.Label() + " were held from then on"}
	d.effects = []string{"Letters of this kind are written as always, and wait until somebody of staff releases them.",
		"Letters of this kind that wait already are held as well."}
	return d, err
}

func (f function) planEnd(h held, _ visitor, _ *page.Form) (deed, error) {
	changed, err := h.End(f.Now())
	d := f.changing(changed, nil)
	if len(h.letters) == 0 {
		d.owed = []store.Owed{store.Settled{Matter: h.Matter()}}
	}
	d.title, d.undo = "Send at once: "+h.Class.Label(), "/desk/holds/"+h.ID()+"/begin"
	d.entry = pug.Entry{Deed: "no longer held", What: h.Class.Label() + " were no longer held from then on"}
	d.effects = []string{"New letters of this kind go out at once.", "What is held stays held: " + h.count() + "."}
	return d, err
}

func (f function) planAdd(h held, _ visitor, form *page.Form) (deed, error) {
	changed := h.Hold
	changed.Added = form.Value("added")
	if changed.Added == h.Added {
		return deed{}, pug.Errorf(pug.Already, "This is the paragraph already.")
	}
	d := f.changing(changed, nil)
	d.title = "Add a paragraph: " + h.Class.Label()
	d.entry = pug.Entry{Deed: "letters changed", What: "A paragraph was added to " + h.Class.Label() + " that are held"}
	d.effects = []string{"Each letter that is released from now on begins with: “" + changed.Added + "”",
		h.count() + "."}
	if changed.Added == "" {
		d.effects[0], d.entry.What = "Letters go out as they were written.", "Nothing is added to "+h.Class.Label()+
			" any more"
	}
	return d, nil
}

func (f function) planRelease(h held, v visitor, _ *page.Form) (deed, error) {
	d, err := f.decideHeld(h, false, v)
	d.title = "Release: " + h.Class.Label()
	d.entry = pug.Entry{Deed: "released",
		What: h.Class.Label() + " that were held were released: " + strconv.Itoa(len(h.letters))}
	if h.Added != "" {
		d.effects = append(d.effects, "Each begins with: “"+h.Added+"”")
	}
	return d, err
}

func (f function) planGiveUp(h held, v visitor, _ *page.Form) (deed, error) {
	d, err := f.decideHeld(h, true, v)
	d.title = "Give up: " + h.Class.Label()
	d.entry = pug.Entry{Deed: "given up",
		What: h.Class.Label() + " that were held were given up: " + strconv.Itoa(len(h.letters))}
	d.effects = append(d.effects, "They are never sent by themselves. Each can be sent again from its page.")
	return d, err
}

// decideHeld decides on what is held now. A letter that comes in between is another deed, which is shown first.
func (f function) decideHeld(h held, giveUp bool, v visitor) (deed, error) {
	if len(h.letters) == 0 {
		return deed{}, pug.Errorf(pug.Already, "No letter is held.")
	}
	last := h.letters[len(h.letters)-1]
	d := f.changing(h.Decide(last.Written, giveUp, v.Name), &last)
	if !h.Holds() {
		d.owed = []store.Owed{store.Settled{Matter: h.Matter()}}
	}
	d.effects = []string{h.count() + ", the last one written " + f.When(last.Written) + ". This is about them.",
		"What is written later stays held."}
	return d, nil
}

// changing is a deed that stores how letters are held.
func (f function) changing(h pug.Hold, wake *store.Waiting) deed {
	return deed{do: func(ctx context.Context, owed ...store.Owed) error {
		return f.Store.SaveHold(ctx, h, wake, owed...)
	}}
}
