package blueprint

import "time"

// Pugs is the Partner User Groups application.
func Pugs() Blueprint {
	return Blueprint{
		Purpose: "Partner User Groups: applications, groups, meetings and attendance of HubSpot's peer groups " +
			"for partners.",
		Functions: []Function{intake(), review(), cohort(), grouping(), meetings(), attendance(), letters()},
		Workflows: []Workflow{
			{Name: "cohort", Purpose: "The life of one cohort, from its plan to its close.",
				Invokes: []string{"cohort", "grouping", "meetings"}},
			{Name: "application", Purpose: "One application, until it is decided and the applicant knows.",
				Invokes: []string{"review"}},
			{Name: "absence", Purpose: "One flag: keep or excuse, and who gets the free seat.",
				Invokes: []string{"attendance"}},
		},
		Schedules: schedules(),
		Streams: []Stream{{
			Name: "letters", Function: "letters", Purpose: "Tells of letters that are written, and of those that are woken.",
			Filters: []Filter{{Event: "INSERT", Prefix: "LETTERS#"}, {Event: "MODIFY", Prefix: "LETTERS#", Attribute: "woken"}},
			Batch:   100, Window: time.Second, Attempts: 20, MaxAge: time.Hour,
		}},
		Watches: watches(),
		Webhook: webhook(),
		// HubSpot sends up to 20 webhooks a second; the rest is people and the scanners of their mail.
		Throttle: Throttle{PerSecond: 50, Burst: 100},
		// Less than an hour, so that the next sweep finds the last one over.
		Retry:    Retry{Attempts: 5, Within: 50 * time.Minute},
		KeepLogs: 90 * 24 * time.Hour,
	}
}

func schedules() []Schedule {
	return []Schedule{
		{Name: "open", Purpose: "Starts the workflow of each cohort whose Champion applications are about to open.",
			Expression: "cron(0 6 * * ? *)", Function: "cohort", Task: "open_due"},
		// Daily in March and October rather than on the 1st alone: staff shift launches by some days.
		{Name: "launch", Purpose: "Launches the cohort that is due.",
			Expression: "cron(0 9 * 3,10 ? *)", Function: "cohort", Task: "launch_due"},
		{Name: "attendance", Purpose: "Counts missed meetings, notes the first and flags further ones.",
			Expression: "cron(0 7 * * ? *)", Function: "attendance", Task: "daily"},
		{Name: "sweep", Purpose: "Makes the calls to workflows that were accepted but never made.",
			Expression: "cron(30 * * * ? *)", Function: "cohort", Task: "sweep"},
	}
}

func watches() []Watch {
	return []Watch{
		{Name: "launch-healed", Function: "cohort", Message: "the launch schedule did not fire",
			Purpose: "A cohort launched by itself, a day late: look whether the schedule launch is enabled and what " +
				"is among the dead letters."},
		{Name: "webhook-refused", Function: "intake", Message: "webhook refused",
			Purpose: "A webhook was answered 4xx, and HubSpot does not send it again: compare HubSpot's client " +
				"secret with the one stored here."},
		{Name: "mail-refused", Message: "mail refused",
			Purpose: "SES refused a mail: the log names the mail and the reason. Is the account out of the sandbox, " +
				"the sender verified?"},
	}
}

// webhook is where HubSpot posts applications.
func webhook() Route { return Route{"POST", "/webhooks/applications"} }

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
	f.Routes = []Route{webhook()}
	f.Rights = rights(read(), write(), starts("application"), answers(),
		[]Right{{"secretsmanager:GetSecretValue", Resource{Kind: Secret}}})
	return f
}

func review() Function {
	f := function("review", "Asks staff about applications, takes the decision, tells the applicant.")
	f.Routes = page("/review/{link}")
	f.Rights = rights(read(), write(), answers())
	return f
}

func cohort() Function {
	f := many("cohort", "Plans, opens, settles, launches and closes cohorts; sweeps what was left behind.")
	f.Routes = page("/renewals/{link}")
	f.Rights = rights(read(), query(), write(), answers(),
		starts("cohort"), starts("application"), starts("absence"))
	return f
}

func grouping() Function {
	f := many("grouping", "Proposes groups, lets staff curate them, publishes them.")
	// One whole processor (AWS, Configure Lambda function memory): forming groups is computing, and staff wait for it.
	f.Memory = 1769
	f.Routes = append(page("/groups/{link}"), page("/join/{link}")...)
	f.Rights = rights(read(), query(), write(), answers(), starts("application"))
	return f
}

func meetings() Function {
	f := many("meetings", "Asks Champions for meetings, invites members, gathers talking points and attendance.")
	f.Routes = append(append(page("/meetings/{link}"), page("/points/{link}")...), page("/attendance/{link}")...)
	f.Rights = rights(read(), query(), write())
	return f
}

func letters() Function {
	f := many("letters", "Sends the letters that the others write, at the pace of SES.")
	why := "AWS takes no resource for GetAccount."
	f.Rights = rights(read(), query(), write(), mail(), []Right{{Action: "ses:GetAccount", On: Resource{Kind: Anything, Why: why}}})
	return f
}

func attendance() Function {
	f := many("attendance", "Counts missed meetings, flags members, and offers the seats of excused ones.")
	f.Routes = append(page("/standing/{link}"), page("/seats/{link}")...)
	f.Rights = rights(read(), query(), write(), answers(), starts("absence"))
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

func read() []Right  { return []Right{{"dynamodb:GetItem", Resource{Kind: Table}}} }
func query() []Right { return []Right{{"dynamodb:Query", Resource{Kind: Table}}} }

func write() []Right {
	var all []Right
	for _, action := range []string{"PutItem", "UpdateItem", "DeleteItem"} {
		all = append(all, Right{"dynamodb:" + action, Resource{Kind: Table}})
	}
	return all
}

func mail() []Right {
	return []Right{{"ses:SendEmail", Resource{Kind: Identity}}, {"ses:SendRawEmail", Resource{Kind: Identity}}}
}

func starts(workflow string) []Right {
	return []Right{{"states:StartExecution", Resource{Kind: StateMachine, Name: workflow}}}
}

func answers() []Right {
	why := "AWS takes no resource for SendTask*: a token names none."
	return []Right{{"states:SendTaskSuccess", Resource{Kind: Anything, Why: why}}}
}
