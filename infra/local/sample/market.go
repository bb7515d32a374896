package sample

// niche is a group that people would like to have, and how many of a hundred members want it first.
type niche struct {
	topic, role, region string
	share               int
}

// niches are in the order in which Champions come forward. The first has far more interest than seats
// and two Champions; the last two have too little to open.
func niches() []niche {
	const hot = "Pricing retainers"
	return []niche{
		{hot, "sales", "NA", 17},
		{"Hiring and keeping good people", "owner_ceo", "EMEA", 8},
		{"HubSpot onboarding that sticks", "service_delivery", "EMEA", 8},
		{hot, "sales", "NA", 0},
		{"RevOps as a service", "operations", "NA", 8},
		{"Partner marketing", "marketing", "NA", 8},
		{"AI in service delivery", "service_delivery", "APAC", 7},
		{"Selling or succession of an agency", "owner_ceo", "NA", 8},
		{"Data migrations without tears", "technical", "EMEA", 8},
		{"Co-selling with HubSpot", "sales", "EMEA", 7},
		{"Content that wins clients", "marketing", "EMEA", 7},
		{"Building apps for the marketplace", "technical", "NA", 6},
		{"Leaving founder-led sales behind", "owner_ceo", "LATAM", 4},
		{"Partner marketing", "marketing", "APAC", 3},
		{"Project margins", "operations", "APAC", 1},
		{"Printed brochures", "technical", "LATAM", 0},
	}
}

// otherTopics are what people of a role name as further choices. Not all of them have a Champion.
func otherTopics(role string) []string {
	return map[string][]string{
		"owner_ceo":        {"Hiring and keeping good people", "Selling or succession of an agency", "Leaving founder-led sales behind", "Pricing retainers", "Running a remote team"},
		"sales":            {"Pricing retainers", "Co-selling with HubSpot", "Shorter sales cycles", "Proposals people read"},
		"marketing":        {"Partner marketing", "Content that wins clients", "Case studies", "Events on a small budget"},
		"service_delivery": {"HubSpot onboarding that sticks", "AI in service delivery", "Scope creep", "Client reporting"},
		"operations":       {"RevOps as a service", "Project margins", "Capacity planning", "Client reporting"},
		"technical":        {"Data migrations without tears", "Building apps for the marketplace", "Custom CRM cards", "AI in service delivery"},
	}[role]
}

// reasons are the ways in which people say why they apply; %s is their first topic.
func reasons(kind string) []string {
	if kind == "champion" {
		return []string{
			"I ran a local meet-up about %s for two years and would like to do it with partners further away.",
			"We rebuilt the way we work around %s. Happy to open our books and let others do the same.",
			"People ask me about %s at every partner event, so let's give it a proper hour each month.",
			"I have made every mistake there is in %s and can keep a discussion on track.",
			"Led a mastermind on %s with nine agencies; it ended too early. I'd start with a question round and one case each time.",
		}
	}
	return []string{
		"",
		"We are eight people and %s is what keeps me awake.",
		"I want to hear how others handle %s before we change our own way.",
		"Tried three things around %s last year. One worked, two did not, and I can tell you which.",
		"New in my job. A colleague said a group like this taught her more than any course.",
		"Our partner manager suggested it. %s came up in our last two reviews.",
		"Mostly to compare numbers on %s with people who are not competitors next door.",
		"I can bring: our templates. I would like: honest feedback. Topic: %s!",
		"We just went from 5 to 14 clients and %s broke first :)",
		"Working alone in this role, no one here to talk to about %s.",
		"Was in the spring cohort's waiting list, trying again for %s.",
		"No big story, I simply like learning from peers.",
	}
}
