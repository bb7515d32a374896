package blueprint

import "time"

func watches() []Watch {
	return append(swept(), []Watch{
		{Name: "launch-healed", Function: "cohort", Message: "the launch schedule did not fire",
			Purpose: "A cohort launched, and the schedule that watches over it had been silent: look whether the " +
				"schedule launch is enabled and what is among the dead letters."},
		{Name: "stuck", Function: "cohort", Message: "a workflow is stuck",
			Purpose: "A workflow could not do something, and staff were told: the log names the record and the step, " +
				"the execution's history has the error."},
		{Name: "begun-again", Function: "cohort", Message: "an execution failed and is begun again",
			Purpose: "An execution failed, and another one goes on in its place: look at the history of the failed " +
				"one."},
		{Name: "webhook-unreadable", Function: "intake", Message: "webhook unreadable",
			Purpose: "What HubSpot sent is not a JSON object, or was cut short. Staff see it among the odd " +
				"applications; look at the request body of the action in HubSpot's workflow."},
		// A stranger can make such a line, so one of them is no news. HubSpot makes several within an hour, as it sends
		// each webhook again after a minute and then at growing intervals.
		{Name: "webhook-signature", Function: "intake", Message: "webhook signature unknown",
			Often: Often{Times: 4, Within: time.Hour},
			Purpose: "Webhooks are signed with a secret that is not known here. HubSpot sends them again for three " +
				"days, so nothing is lost until then: compare the client secret of HubSpot's app with the one " +
				"stored here, and the setting signature with what the log says."},
		{Name: "mail-refused", Function: "letters", Message: "mail refused",
			Purpose: "A letter cannot be sent as it is: the log names it and the kind of reason, the letter in the " +
				"table says more. Its reader was not told: have staff reach them in another way."},
		{Name: "hubspot-token", Function: "contacts", Message: "HubSpot refuses the token",
			Purpose: "HubSpot's API does not take the token, or it lacks a scope, which the log names. What is to be " +
				"written there waits. See \"HubSpot shows what is not true\" in infra/README.md."},
		{Name: "hubspot-setup", Function: "contacts", Message: "HubSpot refuses what is written",
			Purpose: "A property or an option is missing at HubSpot, or is another than here: the log names it. What " +
				"is to be written there waits. Run `go run ./infra/hubspot check`, which creates what is missing, " +
				"and see what it says."},
	}...)
}

// swept are the figures of the line that the sweep logs, each hour.
func swept() []Watch {
	figure := func(field, unit string, from float64) Figure {
		return Figure{Field: field, Unit: unit, From: from, Every: time.Hour}
	}
	return []Watch{
		{Name: "oldest-letter", Function: "cohort", Message: "the outbox was swept",
			Figure: figure("oldest_letter", "Seconds", 2*3600),
			Purpose: "A letter has waited for two hours or more. The log of the function letters says why, at " +
				"\"letters wait\": if it is the account, see in SES whether sending is paused, the quota is used " +
				"up, or the sender is not verified. Letters go out within the hour once that is mended."},
		{Name: "oldest-call", Function: "cohort", Message: "the outbox was swept",
			Figure: figure("oldest_call", "Seconds", 2*3600),
			Purpose: "A call to a workflow has waited for two hours or more, though each sweep makes what is due. " +
				"The log of the function cohort says what Step Functions answers; look whether the state machine is " +
				"there, and at AWS's health dashboard."},
		{Name: "oldest-stale", Function: "cohort", Message: "the outbox was swept",
			Figure: figure("oldest_stale", "Seconds", 6*3600),
			Purpose: "HubSpot shows something that has not been true for six hours or more. The log of the function " +
				"contacts says why, at \"HubSpot is told later\": if that is the answer 5xx, look at " +
				"status.hubspot.com. It is told within the hour once it takes it."},
		{Name: "repaired", Function: "cohort", Message: "the outbox was swept", Figure: figure("repaired", "Count", 1),
			Purpose: "The sweep found something owed that nobody was at, and did it or began it again. People " +
				"notice nothing. Look in the logs of that hour for what failed before: a task, a function, a " +
				"service of AWS."},
	}
}
