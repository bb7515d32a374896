package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// market is who there is and what they talk about.
type market struct {
	// Niches are in the order in which Champions come forward. The first has far more interest than seats and two
	// Champions; the last two have too little to open.
	Niches []niche
	// Topics are what people of a role talk about. Not all of them have a Champion.
	Topics map[string][]string
	// Reasons are, by kind, the ways in which people say why they apply; %s is their first topic.
	Reasons   map[string][]string
	Places    []place
	Companies struct { // names are one of each
		First, Second []string
	}
}

// niche is a group that people would like to have, and how many of a hundred members want it first.
type niche struct {
	Topic, Role, Region string
	Share               int
}

// offered are the topics that somebody of the role and region may choose among: those of the groups there, or next to
// it, that people would like to have.
func (m market) offered(role, region string) []string {
	var topics []string
	for _, n := range m.Niches {
		near := pug.Region(n.Region).Meets(pug.Region(region))
		if n.Role == role && near && n.Share > 0 && !slices.Contains(topics, n.Topic) {
			topics = append(topics, n.Topic)
		}
	}
	return topics
}

// place is where people come from: how they are called there and what their clocks say.
type place struct {
	Region               string
	Zones, Given, Family []string
}

//go:embed market.json
var marketText []byte

func readMarket() (market, error) {
	var m market
	if err := json.Unmarshal(marketText, &m); err != nil {
		return m, fmt.Errorf("read the market: %w", err)
	}
	return m, nil
}
