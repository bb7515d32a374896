// Command e2e deploys the stack to an emulator of AWS that is not ours, and sees it work: one application from its webhook to the decision,
// and then a whole cohort with dates seconds apart, whose outcome has to be the one that the local stand comes to.
//
//	go run ./infra/e2e
//
// AWS_ENDPOINT_URL names an emulator that runs; what is deployed there stays. Without it the command starts MiniStack, for which it needs
// Python 3 with venv, and stops it at the end. It runs from the top of the checkout and needs Node with the tools of infra/package.json.
// The code is 0 only if every step holds. Logs are kept where one does not.
//
// This command knows where the emulator differs from AWS, and goes around it. Functions and workflows know nothing of it:
//
//   - A timeout of a task that waits for a token is not worked out where it is an expression (template.go).
//   - A function that fails in such a task fails it not: the execution waits on, and nothing is tried again. So nothing is made to fail here.
//   - The real clock is the only one, and a meeting takes an hour (meeting.go).
//   - Schedules fire in UTC, whatever their time zone is (schedule.go).
//   - Of a mail only subject and texts can be read, not the invitation in it (mail.go).
//   - The API's address is known to the emulator alone (api.go).
//   - An identity of SES for a domain has no records for its DNS (deploy.go).
//   - Rights are not enforced: that they suffice is the business of the stand's tests.
package main
