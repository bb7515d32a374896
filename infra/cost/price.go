package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed prices.json
var embedded []byte

// prices are list prices in US dollars, free tiers left out.
type prices struct {
	Date        string      `json:"date"`
	Region      string      `json:"region"`
	Prices      []price     `json:"prices"`
	Assumptions assumptions `json:"assumptions"`
}

// price is what one measure costs: USD for each Per of it. A monthly one is for having a thing, whether it is used or
// not.
type price struct {
	Service string  `json:"service"`
	What    string  `json:"what"`
	Measure string  `json:"measure"`
	USD     float64 `json:"usd"`
	Per     float64 `json:"per"`
	Monthly bool    `json:"monthly"`
	Source  string  `json:"source"`
	Basis   string  `json:"basis"` // one of bases
}

// memory is the basis of a price that was read nowhere: it is to be checked at its source.
const memory = "memory"

// bases are where prices were read: on a page of AWS, on somebody else's, or nowhere.
func bases() []string { return []string{"official", "secondary", memory} }

// assumptions stand for what a run on the stand cannot count.
type assumptions struct {
	MSPerInvocation    float64 `json:"ms_per_invocation"` // billed, as cold starts are: most calls are hours apart
	MSPerCall          float64 `json:"ms_per_call"`       // to another AWS service
	LogKBPerInvocation float64 `json:"log_kb_per_invocation"`
	LogKBPerTransition float64 `json:"log_kb_per_transition"`
	LogKBPerRequest    float64 `json:"log_kb_per_request"`
	KBPerPage          float64 `json:"kb_per_page"`
	KBPerMail          float64 `json:"kb_per_mail"` // attached, on average
	Alarms             float64 `json:"alarms"`      // metrics that alarms watch
	Metrics            float64 `json:"metrics"`     // that SES and lines in logs make
	TableGB            float64 `json:"table_gb"`    // more than some ten cohorts
}

func readPrices(text []byte) (prices, error) {
	var p prices
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return p, fmt.Errorf("read the prices: %w", err)
	}
	for _, x := range p.Prices {
		if x.Per <= 0 || x.USD <= 0 || x.Source == "" || !slices.Contains(bases(), x.Basis) {
			return p, fmt.Errorf(
				"the price of %s, %s is not whole: it needs usd and per above 0, a source, and one of %v",
				x.Service, x.What, bases())
		}
	}
	return p, nil
}
