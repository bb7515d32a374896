package sample

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
)

// portal is the HubSpot account that the webhooks come from.
const portal = 62515

// body writes one submission: one in six in the flat shape, the others in the contact shape.
func (g *generator) body(s submission) json.RawMessage {
	g.vid += 1 + g.rng.IntN(9)
	if g.rng.IntN(6) == 0 {
		flat := map[string]string{"submission_id": g.uuid(), "submitted_at": strconv.FormatInt(s.at.UnixMilli(), 10)}
		maps.Copy(flat, s.fields)
		body, _ := json.Marshal(flat) // texts always have a JSON form
		return body
	}
	properties := map[string]any{}
	for name, text := range s.fields {
		properties[name] = map[string]string{"value": text}
	}
	form := map[string]any{"conversion-id": g.uuid(), "form-id": "b8d1f7a2-40c3-4f0e-9d55-6a2e1c907f31",
		"title": "PUG application", "timestamp": s.at.UnixMilli()}
	body, _ := json.Marshal(map[string]any{ // as have numbers
		"vid": g.vid, "portal-id": portal, "properties": properties, "form-submissions": []any{form},
	})
	return body
}

// uuid is shaped as HubSpot's ids are (RFC 9562, version 4), but follows from the seed.
func (g *generator) uuid() string {
	a, b := g.rng.Uint64(), g.rng.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%x%03x-%012x", a>>32, a>>16&0xffff, a&0xfff, 8+b>>62, b>>48&0xfff,
		b&0xffffffffffff)
}
