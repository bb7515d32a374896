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

// object is a JSON object as HubSpot writes it; its times are in milliseconds.
type object = map[string]any

// body writes one submission: one in six in the flat shape, the others in the contact shape.
func (g *generator) body(s submission) (json.RawMessage, error) {
	g.vid += 1 + g.rng.IntN(9)
	if g.rng.IntN(6) == 0 {
		flat := map[string]string{"submission_id": g.uuid(), "submitted_at": strconv.FormatInt(s.at.UnixMilli(), 10)}
		maps.Copy(flat, s.fields)
		return json.Marshal(flat)
	}
	properties := object{}
	for name, text := range s.fields {
		properties[name] = object{"value": text}
	}
	if g.rng.IntN(4) == 0 {
		history(properties, s)
	}
	if g.rng.IntN(3) == 0 {
		g.clutter(properties, s.at)
	}
	forms := []object{g.form("b8d1f7a2-40c3-4f0e-9d55-6a2e1c907f31", "PUG application", s.at)}
	if g.rng.IntN(5) == 0 {
		older := s.at.AddDate(0, -1-g.rng.IntN(9), 0)
		forms = append(forms, g.form("0c52e9b4-7d1a-4b66-8e0f-3f9a7715d2c8", "Partner newsletter", older))
	}
	return json.Marshal(object{"vid": g.vid, "portal-id": portal, "properties": properties, "form-submissions": forms})
}

// form is one of a contact's form submissions.
func (g *generator) form(id, title string, at time.Time) object {
	return object{"conversion-id": g.uuid(), "form-id": id, "title": title, "timestamp": at.UnixMilli()}
}

// history adds earlier values to two properties, the newest first.
func history(properties object, s submission) {
	version := func(value, source string, at time.Time) object {
		return object{"value": value, "source-type": source, "timestamp": at.UnixMilli(), "selected": source == "FORM"}
	}
	company, region := s.fields["company"], s.fields["pug_region"]
	properties["company"] = object{"value": company, "versions": []object{
		version(company, "FORM", s.at), version(company+" Ltd", "IMPORT", s.at.AddDate(0, -4, 0))}}
	properties["pug_region"] = object{"value": region, "versions": []object{version(region, "FORM", s.at)}}
}

// clutter adds what HubSpot keeps on every contact and nobody asked for.
func (g *generator) clutter(properties object, at time.Time) {
	stamp := strconv.FormatInt(at.UnixMilli(), 10)
	sources := []string{"DIRECT_TRAFFIC", "EMAIL_MARKETING", "ORGANIC_SEARCH"}
	for name, text := range map[string]string{
		"hs_object_id":                strconv.Itoa(g.vid),
		"hs_analytics_source":         pick(g.rng, sources),
		"hs_lifecyclestage_lead_date": stamp,
		"lastmodifieddate":            stamp,
		"num_conversion_events":       strconv.Itoa(1 + g.rng.IntN(6)),
	} {
		properties[name] = object{"value": text}
	}
}

// uuid is shaped as HubSpot's ids are (RFC 9562, version 4), but follows from the seed.
func (g *generator) uuid() string {
	a, b := g.rng.Uint64(), g.rng.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%x%03x-%012x", a>>32, a>>16&0xffff, a&0xfff, 8+b>>62, b>>48&0xfff,
		b&0xffffffffffff)
}
