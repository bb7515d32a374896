package blueprint

import (
	"slices"
	"time"
)

// Pugs is the Partner User Groups application.
func Pugs() Blueprint {
	return Blueprint{
		Purpose: "Partner User Groups: applications, groups, meetings and attendance of HubSpot's peer groups " +
			"for partners.",
		Functions: []Function{intake(), review(), cohort(), grouping(), meetings(), attendance(), letters(),
			contacts(), desk(), members()},
		Workflows: []Workflow{
			{Name: "cohort", Purpose: "The life of one cohort, from its plan to its close.",
				Invokes: []string{"cohort", "grouping", "meetings"}},
			{Name: "application", Purpose: "One application, until it is decided and the applicant knows.",
				Invokes: []string{"cohort", "review"}},
			{Name: "absence", Purpose: "One flag: keep or excuse, and who gets the free seat.",
				Invokes: []string{"attendance", "cohort"}},
		},
		Schedules: schedules(),
		Streams:   streams(),
		Events: []Event{{
			Name: "bounces", Function: "letters",
			Purpose: "Tells of letters that came back, or that somebody complained of.",
			Source:  "aws.ses", Types: []string{"Email Bounced", "Email Complaint Received", "Email Rejected"},
		}},
		Watches:  watches(),
		Webhook:  webhook(),
		Throttle: Throttle{PerSecond: 50, Burst: 100}, // people, and the scanners of their mail
		// Less than an hour, so that the next sweep finds the last one over.
		Retry:    Retry{Attempts: 5, Within: 50 * time.Minute},
		KeepLogs: 90 * 24 * time.Hour,
	}
}

// streams are as many as DynamoDB lets read from a table.
func streams() []Stream {
	return []Stream{
		{Name: "letters", Function: "letters",
			Purpose: "Tells of letters that are written, and of those that are woken.",
			Filters: []Filter{
				{Event: "INSERT", Prefix: "LETTERS#"}, {Event: "MODIFY", Prefix: "LETTERS#", Attribute: "woken"},
			},
			Batch: 100, Window: time.Second, Attempts: 20, MaxAge: time.Hour},
		// People at HubSpot do not wait for it, and what happens within minutes is sent at once.
		{Name: "contacts", Function: "contacts",
			Purpose: "Tells of what HubSpot shows no longer as it is.",
			Filters: []Filter{
				{Event: "INSERT", Prefix: "OUTBOX", Attribute: "stale"},
				{Event: "MODIFY", Prefix: "OUTBOX", Attribute: "stale"},
			},
			Batch: 1000, Window: 5 * time.Minute, Attempts: 20, MaxAge: time.Hour},
	}
}

func schedules() []Schedule {
	return []Schedule{
		{Name: "open", Purpose: "Starts the workflow of each cohort whose Champion applications are about to open, " +
			"and begins failed ones again.",
			Expression: "cron(0 6 * * ? *)", Function: "cohort", Task: "open_due", Missed: missedDaily},
		// Every day, since staff may give a launch any date; some minutes after the hour of launches, which are the
		// workflows' own to do.
		{Name: "launch", Purpose: "Watches over launches, and launches a cohort whose own workflow did not.",
			Expression: "cron(10 9 * * ? *)", Function: "cohort", Task: "launch_due", Missed: missedDaily},
		{Name: "attendance", Purpose: "Counts missed meetings, notes the first and flags further ones.",
			Expression: "cron(0 7 * * ? *)", Function: "attendance", Task: "daily", Missed: missedDaily},
		{Name: "digest", Purpose: "Writes to staff in the morning what waits for them.",
			Expression: "cron(0 8 ? * MON-FRI *)", Function: "desk", Task: "digest", Missed: missedOnWeekdays},
		{Name: "sweep", Purpose: "Makes the calls to workflows that were accepted but never made.",
			Expression: "cron(30 * * * ? *)", Function: "cohort", Task: "sweep", Missed: 3 * time.Hour},
		{Name: "retain", Purpose: "Erases the people of cohorts that ended two years ago, and goes on with erasures " +
			"that broke off.",
			Expression: "cron(20 3 ? * SUN,WED *)", Function: "desk", Task: "retain", Missed: 5 * 24 * time.Hour},
	}
}

// missedDaily leaves time for the hour that a day in autumn has more, and for another try.
const missedDaily = 27 * time.Hour

// missedOnWeekdays leaves time for a weekend besides.
const missedOnWeekdays = missedDaily + 48*time.Hour

// webhook is where HubSpot posts applications.
//
// HubSpot sends up to 20 webhooks a second; strangers can send as many and more to the same address.
func webhook() Webhook {
	return Webhook{Route{"POST", "/webhooks/applications"}, Throttle{PerSecond: 200, Burst: 400}}
}

func function(name, purpose string) Function {
	return Function{Name: name, Purpose: purpose, Timeout: 30 * time.Second, Memory: 512}
}

// many is a function of which some tasks write to every person of a cohort: a few thousand mails take minutes.
func many(name, purpose string) Function {
	f := function(name, purpose)
	f.Timeout = 5 * time.Minute
	return f
}

func intake() Function {
	f := function("intake", "Takes form webhooks and stores them as applications.")
	// API Gateway takes no route that ends with a slash: https://github.com/storacha/w3infra/pull/166.
	f.Routes = []Route{webhook().Route, {"POST", webhook().Path + "/{slash+}"}}
	f.Rights = rights(read(), query(), check("PERSON#*", "SUBMISSION#*"), starts("application"), answers(), secret(),
		write("APPLICATIONS#*", "PERSON#*", "NAME#*", "SUBMISSION#*", "LETTERS#*", "LOG#*", "OUTBOX",
			"FIGURES#*", "MATTERS#*", "FIND#*"))
	return f
}

func review() Function {
	f := function("review", "Asks staff about applications, takes the decision, tells the applicant.")
	f.Routes = page("/review/{link}")
	f.Rights = rights(read(), query(), check("COHORT#*"), answers(),
		write("APPLICATIONS#*", "WAITLIST#*", "TOKEN#*", "LETTERS#*", "LOG#*", "OUTBOX", "FIGURES#*", "MATTERS#*"))
	return f
}

func cohort() Function {
	f := many("cohort", "Plans, opens, settles, launches and closes cohorts; sweeps what was left behind.")
	f.Routes = page("/renewals/{link}")
	f.Rights = rights(read(), query(), answers(),
		starts("cohort"), starts("application"), starts("absence"), lists("cohort"), lists("application"),
		write("COHORT#*", "GROUP#*", "APPLICATIONS#*", "PERSON#*", "NAME#*", "TOKEN#*", "LETTERS#*", "LOG#*", "OUTBOX",
			"FIGURES#*", "MATTERS#*", "FIND#*"))
	return f
}

func grouping() Function {
	f := many("grouping", "Proposes groups, lets staff curate them, publishes them.")
	// One whole processor (AWS, Configure Lambda function memory): forming groups is computing, and staff wait for it.
	f.Memory = 1769
	// "/groups/2026-H2" is public: what is on offer. A link is never a cohort.
	f.Routes = slices.Concat(page("/groups/{link}"), page("/join/{link}"), page("/choose/{link}"),
		page("/demand/{link}"))
	f.Rights = rights(read(), query(), answers(), starts("application"), check("COHORT#*"),
		write("COHORT#*", "PROPOSAL#*", "GROUP#*", "APPLICATIONS#*", "PERSON#*", "NAME#*", "WAITLIST#*", "TOKEN#*",
			"LETTERS#*", "LOG#*", "OUTBOX", "FIGURES#*", "MATTERS#*", "FIND#*"))
	return f
}

func meetings() Function {
	f := many("meetings", "Asks Champions for meetings, invites members, gathers talking points and attendance.")
	f.Routes = append(append(page("/meetings/{link}"), page("/points/{link}")...), page("/attendance/{link}")...)
	f.Rights = rights(read(), query(), put("GROUP#*", "LETTERS#*", "LOG#*", "OUTBOX"),
		update("COHORT#*", "GROUP#*", "OUTBOX"), check("GROUP#*"))
	return f
}

func letters() Function {
	f := many("letters", "Sends the letters that the others write, at the pace of SES.")
	own := []string{"LETTERS#*", "LINK#*", "PERSON#*", "LOG#*", "MATTERS#*", "OUTBOX"} // it writes to staff alone
	f.Rights = rights(read(), query(), check("HELD"), in(own, anyWrite()...), mail(), quota(), lifts(), ownKey())
	return f
}

func contacts() Function {
	f := many("contacts", "Keeps what HubSpot shows of people, and the topics of its form, as they are.")
	f.Rights = rights(read(), query(), update("OUTBOX"), remove("OUTBOX"), token())
	return f
}

func attendance() Function {
	f := many("attendance", "Counts missed meetings, flags members, and offers the seats of excused ones.")
	f.Routes = append(page("/standing/{link}"), page("/seats/{link}")...)
	f.Rights = rights(read(), query(), answers(), starts("absence"), check("GROUP#*", "LETTERS#*"),
		write("COHORT#*", "GROUP#*", "APPLICATIONS#*", "WAITLIST#*", "TOKEN#*", "LETTERS#*", "LOG#*", "OUTBOX",
			"MATTERS#*"))
	return f
}

func desk() Function {
	f := function("desk", "Staff see everything, and mend anything.")
	f.Routes = slices.Concat(page("/desk"), page("/desk/{rest+}"), page("/signin"), page("/signin/{link}"))
	f.Rights = rights(read(), query(), starts("absence"), starts("application"), answers(), signOn(),
		check("APPLICATIONS#*", "COHORT#*", "FIGURES#*", "GROUP#*", "LETTERS#*"),
		write("STAFF", "SESSIONS", "LOG#*", "LINK#*", "LETTERS#*", "OUTBOX", "APPLICATIONS#*", "PERSON#*", "NAME#*",
			"FIND#*", "COHORT#*", "GROUP#*", "WAITLIST#*", "PROPOSAL#*", "FIGURES#*", "MATTERS#*", "ERASURES", "HELD"))
	return f
}

func members() Function {
	f := function("members", "The own page of each applicant, member and Champion.")
	f.Routes = slices.Concat(page("/my"), page("/my/{rest+}"), page("/address/{link}"), page("/how/{reader}"))
	f.Rights = rights(read(), query(), ownKey(), starts("absence"), starts("application"), answers(),
		check("APPLICATIONS#*", "COHORT#*", "GROUP#*", "LETTERS#*"),
		write("APPLICATIONS#*", "COHORT#*", "FIGURES#*", "FIND#*", "GROUP#*", "LETTERS#*", "LINK#*", "LOG#*",
			"MATTERS#*", "NAME#*", "OUTBOX", "PERSON#*", "PROPOSAL#*", "WAITLIST#*"))
	return f
}

// page is a page behind a link. HEAD has a route of its own, since mail scanners ask with it and API Gateway does not
// give it to GET.
func page(path string) []Route {
	return []Route{{"GET", path}, {"HEAD", path}, {"POST", path}}
}

func rights(groups ...[]Right) []Right {
	var all []Right
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

func read() []Right  { return may(Resource{Kind: Table}, "dynamodb:GetItem") }
func query() []Right { return may(Resource{Kind: Table}, "dynamodb:Query") }

// put lets a function put items into partitions of the table, whole and in the place of others.
func put(partitions ...string) []Right { return in(findable(partitions), "dynamodb:PutItem") }

// update lets a function change items of partitions that others have put there.
func update(partitions ...string) []Right { return in(partitions, "dynamodb:UpdateItem") }

// remove lets a function delete items of partitions that others have put there.
func remove(partitions ...string) []Right { return in(partitions, "dynamodb:DeleteItem") }

// check lets transactions of a function hang on items that they do not write.
func check(partitions ...string) []Right { return in(partitions, "dynamodb:ConditionCheckItem") }

// write lets a function do whatever it likes with items of partitions of the table.
func write(partitions ...string) []Right { return in(findable(partitions), anyWrite()...) }

func anyWrite() []string {
	return []string{"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}
}

// findable adds to partitions in which letters are put the one in which they are found: those to people of a cohort.
func findable(partitions []string) []string {
	if slices.Contains(partitions, "LETTERS#*") {
		return append(partitions, "MAILED#*")
	}
	return partitions
}

func in(partitions []string, actions ...string) []Right {
	all := may(Resource{Kind: Table}, actions...)
	for i := range all {
		all[i].Partitions = partitions
	}
	return all
}

func mail() []Right { return may(Resource{Kind: Identity}, "ses:SendEmail", "ses:SendRawEmail") }

func quota() []Right {
	return may(Resource{Kind: Anything, Why: "AWS takes no resource for GetAccount."}, "ses:GetAccount")
}

func lifts() []Right {
	return may(Resource{Kind: Anything, Why: "AWS takes no resource for DeleteSuppressedDestination."},
		"ses:DeleteSuppressedDestination")
}

func secret() []Right { return may(Resource{Kind: Secret}, "secretsmanager:GetSecretValue") }

func ownKey() []Right { return may(Resource{Kind: OwnKey}, "secretsmanager:GetSecretValue") }

func token() []Right { return may(Resource{Kind: Token}, "secretsmanager:GetSecretValue") }

func signOn() []Right { return may(Resource{Kind: SignOn}, "secretsmanager:GetSecretValue") }

func starts(workflow string) []Right {
	return may(Resource{Kind: StateMachine, Name: workflow}, "states:StartExecution")
}

func lists(workflow string) []Right {
	return may(Resource{Kind: StateMachine, Name: workflow}, "states:ListExecutions")
}

func answers() []Right {
	why := "AWS takes no resource for SendTask*: a token names none."
	return may(Resource{Kind: Anything, Why: why}, "states:SendTaskSuccess")
}

func may(on Resource, actions ...string) []Right {
	var all []Right
	for _, action := range actions {
		all = append(all, Right{Action: action, On: on})
	}
	return all
}
