package console

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strconv"

	"github.com/partnerusergroups/pugs/infra/local/people"
	"github.com/partnerusergroups/pugs/shared/page"
	"github.com/partnerusergroups/pugs/shared/pug"
)

// applyForm is the form as partners would meet it on HubSpot. The names of its fields are the contact's properties.
func applyForm(cohort pug.CohortID) page.Form {
	form := page.Form{Submit: "Apply", Fields: []page.Field{
		{Kind: page.Radios, Name: "pug_application", Label: "I apply as", Required: true, Inline: true,
			Options: options([]pug.Kind{pug.KindChampion, pug.KindMember})},
		{Name: "firstname", Label: "First name", Required: true, Length: 100},
		{Name: "lastname", Label: "Last name", Required: true, Length: 100},
		{Kind: page.Email, Name: "email", Label: "Email", Required: true, Length: 254},
		{Name: "company", Label: "Company", Required: true, Length: 200},
		{Kind: page.Select, Name: "pug_partner_type", Label: "Partner type", Required: true,
			Options: options(pug.PartnerTypes())},
		{Kind: page.Select, Name: "pug_role", Label: "Role", Required: true, Options: options(pug.Roles())},
		{Kind: page.Select, Name: "pug_region", Label: "Region", Required: true, Options: options(pug.Regions())},
		{Name: "pug_time_zone", Label: "Time zone", Hint: "A city, such as Dublin.", Length: 100},
	}}
	for i := range pug.MaxTopics {
		field := page.Field{Name: fmt.Sprintf("pug_topic_%d", i+1), Label: "Topic " + strconv.Itoa(i+1),
			Required: i == 0, Length: 200}
		if i == 0 {
			field.Label, field.Hint = "Topic", "A Champion names one. Members name up to four, the best first."
		}
		form.Fields = append(form.Fields, field)
	}
	form.Fields = append(form.Fields,
		page.Field{Kind: page.TextArea, Name: "pug_why", Label: "Why would you like to take part?",
			Hint: "The team reads it, and the members of your group do."},
		page.Field{Name: "pug_cohort", Label: "Cohort", Length: 20,
			Hint: "Such as " + string(cohort) + ". If empty, it is the one whose applications are open."},
		page.Field{Kind: page.Checkbox, Name: "pug_commitments", Required: true,
			Label: "I will come prepared, take an active part and be engaged in the community. My group may see my " +
				"name, company, role and region, my topics, and why I take part."},
		page.Field{Kind: page.Checkbox, Name: "pug_public",
			Label: "As a Champion, I may be named in public, by first name and company, with the groups on offer."},
	)
	return form
}

// choice is a value of one of the programme's lists.
type choice interface {
	~string
	Label() string
}

func options[T choice](list []T) []page.Option {
	var all []page.Option
	for _, one := range list {
		all = append(all, page.Option{Value: string(one), Label: one.Label()})
	}
	return all
}

// form shows the form, filled in with what the query holds, so that a link can suggest an application.
func (c *Console) form(w http.ResponseWriter, r *http.Request) {
	form, query := applyForm(c.Cohort), r.URL.Query()
	for i := range form.Fields {
		form.Fields[i].Value = query.Get(form.Fields[i].Name)
	}
	c.showForm(w, r, http.StatusOK, form)
}

type applyView struct {
	Form             page.Form
	Champion, Member string // queries that fill the form in with an example
}

func (c *Console) showForm(w http.ResponseWriter, r *http.Request, status int, form page.Form) {
	c.show(w, r, status, "apply", "apply", "Apply",
		applyView{form, example(pug.KindChampion), example(pug.KindMember)})
}

type applied struct {
	people.Receipt
	Body   string
	Email  string
	Staff  string // the first name of the first of them
	Paused bool
}

// apply hands the application in as a signed webhook, and shows what the application answered.
func (c *Console) apply(w http.ResponseWriter, r *http.Request) {
	form := applyForm(c.Cohort)
	if err := r.ParseForm(); err != nil {
		form.Fail("", "The form did not arrive whole. Please send it again.")
		c.showForm(w, r, http.StatusBadRequest, form)
		return
	}
	if !form.Read(r.PostForm) {
		c.showForm(w, r, http.StatusUnprocessableEntity, form)
		return
	}
	body, err := c.submission(form)
	if err != nil {
		c.pages.Failed(w, r)
		return
	}
	receipt := c.Forms.Deliver(body)
	if receipt.Status >= http.StatusBadRequest {
		form.Fail("", fmt.Sprintf("The webhook answered %d. %s", receipt.Status, receipt.Problem))
		c.showForm(w, r, http.StatusBadGateway, form)
		return
	}
	if receipt.Application != "" {
		c.memory.apply(application{ID: receipt.Application, Email: form.Value("email"),
			Kind: form.Value("pug_application"), Name: form.Value("firstname") + " " + form.Value("lastname")})
	}
	c.show(w, r, http.StatusOK, "applied", "apply", "The application is handed in", applied{
		receipt, indent(string(body)), form.Value("email"), firstName(c.first().Name), c.Clock.Paused()})
}

// submission is the webhook's body, in HubSpot's flat shape, with an id of its own.
func (c *Console) submission(form page.Form) ([]byte, error) {
	id := make([]byte, 16)
	if _, err := c.Rand.Read(id); err != nil {
		return nil, fmt.Errorf("make an id for the submission: %w", err)
	}
	body := map[string]string{
		"submission_id": hex.EncodeToString(id), "submitted_at": strconv.FormatInt(c.Clock.Now().UnixMilli(), 10),
	}
	for _, field := range form.Fields {
		if field.Value != "" {
			body[field.Name] = field.Value
		}
	}
	return json.Marshal(body)
}

// example is a query that fills the form in with an application that is good as it is.
func example(kind pug.Kind) string {
	values := url.Values{
		"pug_application": {string(kind)}, "firstname": {"Mira"}, "lastname": {"Okafor"},
		"email": {"mira.okafor@lanternworks.example"}, "company": {"Lantern Works"},
		"pug_partner_type": {string(pug.SolutionsPartner)}, "pug_role": {string(pug.RoleSales)},
		"pug_region": {string(pug.RegionNA)}, "pug_topic_1": {"Pricing retainers"},
		"pug_time_zone": {"America/New_York"}, "pug_commitments": {"true"},
		"pug_why": {"We changed our prices twice last year and have figures to share."},
	}
	if kind == pug.KindMember {
		maps.Copy(values, url.Values{
			"firstname": {"Joss"}, "lastname": {"Lindqvist"}, "email": {"joss@northquay.example"},
			"company": {"North Quay"}, "pug_topic_2": {"Shorter sales cycles"},
			"pug_why": {"I would like to hear how others moved from hours to retainers."},
		})
	}
	return "?" + values.Encode()
}
