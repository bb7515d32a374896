package sample

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"time"
)

// portal is the HubSpot account that the webhooks come from.
const portal = 62515

// value is a contact property as HubSpot writes it; Versions is there for some only.
type value struct {
	Value    string    `json:"value"`
	Versions []version `json:"versions,omitempty"`
}

type version struct {
	Value      string `json:"value"`
	SourceType string `json:"source-type"`
	Timestamp  int64  `json:"timestamp"` // milliseconds
	Selected   bool   `json:"selected"`
}

// form is one of a contact's form submissions.
type form struct {
	ConversionID string `json:"conversion-id"`
	FormID       string `json:"form-id"`
	Title        string `json:"title"`
	Timestamp    int64  `json:"timestamp"` // milliseconds
}

// contact is the body of a workflow webhook in HubSpot's contact shape.
type contact struct {
	VID        int              `json:"vid"`
	Portal     int              `json:"portal-id"`
	Properties map[string]value `json:"properties"`
	Forms      []form           `json:"form-submissions"`
}

// body writes one submission: one in six in the flat shape, the others in the contact shape.
func (g *generator) body(s submission) (json.RawMessage, error) {
	g.vid += 1 + g.rng.IntN(9)
	if g.rng.IntN(6) == 0 {
		flat := map[string]string{"submission_id": g.uuid(), "submitted_at": strconv.FormatInt(s.at.UnixMilli(), 10)}
		maps.Copy(flat, s.fields)
		return json.Marshal(flat)
	}
	c := contact{VID: g.vid, Portal: portal, Properties: map[string]value{}}
	for name, text := range s.fields {
		c.Properties[name] = value{Value: text}
	}
	if g.rng.IntN(4) == 0 {
		g.history(c.Properties, s.at)
	}
	if g.rng.IntN(3) == 0 {
		g.clutter(c.Properties, s.at)
	}
	const apply = "b8d1f7a2-40c3-4f0e-9d55-6a2e1c907f31"
	c.Forms = append(c.Forms, form{g.uuid(), apply, "PUG application", s.at.UnixMilli()})
	if g.rng.IntN(5) == 0 {
		older := s.at.AddDate(0, -1-g.rng.IntN(9), 0)
		c.Forms = append(c.Forms, form{g.uuid(), "0c52e9b4-7d1a-4b66-8e0f-3f9a7715d2c8", "Partner newsletter",
			older.UnixMilli()})
	}
	return json.Marshal(c)
}

// history adds earlier values to two properties, the newest first.
func (g *generator) history(properties map[string]value, at time.Time) {
	before := at.AddDate(0, -4, 0).UnixMilli()
	company := properties["company"].Value
	properties["company"] = value{company, []version{
		{company, "FORM", at.UnixMilli(), true}, {company + " Ltd", "IMPORT", before, false}}}
	region := properties["pug_region"].Value
	properties["pug_region"] = value{region, []version{{region, "FORM", at.UnixMilli(), true}}}
}

// clutter adds what HubSpot keeps on every contact and nobody asked for.
func (g *generator) clutter(properties map[string]value, at time.Time) {
	stamp := strconv.FormatInt(at.UnixMilli(), 10)
	properties["hs_object_id"] = value{Value: strconv.Itoa(g.vid)}
	properties["hs_analytics_source"] = value{Value: pick(g.rng,
		[]string{"DIRECT_TRAFFIC", "EMAIL_MARKETING", "ORGANIC_SEARCH"})}
	properties["hs_lifecyclestage_lead_date"] = value{Value: stamp}
	properties["lastmodifieddate"] = value{Value: stamp}
	properties["num_conversion_events"] = value{Value: strconv.Itoa(1 + g.rng.IntN(6))}
}

// uuid is shaped as HubSpot's ids are (RFC 9562, version 4), but follows from the seed.
func (g *generator) uuid() string {
	a, b := g.rng.Uint64(), g.rng.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%x%03x-%012x", a>>32, a>>16&0xffff, a&0xfff, 8+b>>62, b>>48&0xfff,
		b&0xffffffffffff)
}
