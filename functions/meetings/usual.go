package meetings

import (
	"fmt"

	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// What a Champion may say of when the group usually meets.
const (
	usualAsBefore  = "as_before"
	usualFromStart = "from_start" // the same week of each month, counted from its beginning
	usualAtTheEnd  = "at_the_end" // the last such weekday of each month
	usualNone      = "none"
)

// usualField asks whether the group meets at the same time each month.
func usualField(usual pug.Slot) page.Field {
	field := page.Field{Kind: page.Select, Name: "usual", Label: "The same each month?", Value: usualAsBefore,
		Hint: "If so, each month's page comes filled in, and one click confirms it. You can always choose " +
			"another date.",
		Options: []page.Option{{Value: usualAsBefore, Label: "No, only this month"},
			{Value: usualFromStart, Label: "Yes, such as each first Thursday"},
			{Value: usualAtTheEnd, Label: "Yes, such as each last Thursday"}}}
	if usual != (pug.Slot{}) {
		field.Options[0].Label = "As before: " + usual.String()
		field.Options[1].Label = "From this one on, such as each first Thursday"
		field.Options[2].Label = "From this one on, such as each last Thursday"
		field.Options = append(field.Options, page.Option{Value: usualNone, Label: "No usual time any more"})
	}
	return field
}

// readUsual is what was said of the usual time; nil where it stays. What is wrong is said in the form.
func readUsual(form *page.Form, p pug.Plan, by pug.Person) *pug.Slot {
	slot := pug.SlotOf(p, by)
	switch form.Value("usual") {
	case usualFromStart:
		return &slot
	case usualNone:
		return &pug.Slot{}
	case usualAtTheEnd:
		last, is := slot.AtTheEnd(p)
		if !is {
			form.Fail("usual", fmt.Sprintf("%s is not the last %s of its month: choose another date, or count from "+
				"the beginning.", p.Starts.Format("2 January"), p.Starts.Weekday()))
		}
		return &last
	}
	return nil
}

// usualFact says what was noted of the usual time.
func usualFact(usual *pug.Slot) []page.Fact {
	switch {
	case usual == nil:
		return nil
	case *usual == pug.Slot{}:
		return []page.Fact{{Label: "Usual time", Value: "None any more"}}
	}
	return []page.Fact{{Label: "Usual time", Value: usual.String() + ". Next month's page comes filled in with it."}}
}
