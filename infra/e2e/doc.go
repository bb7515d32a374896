// Command e2e deploys the stack to an emulator of AWS that is not ours, and sees it work: one application from its
// webhook to the decision, and then a small cohort, whose outcome has to be the one that the local stand comes to.
//
//	go run ./infra/e2e
//
// It runs from the top of the checkout, and needs Python 3 with venv, and Node with the tools of infra/package.json. It
// installs MiniStack, starts it, and stops it at the end; AWS_ENDPOINT_URL names one that runs already. The real clock
// is the only one, so the dates of the cohort are seconds apart, and what takes longer is made to pass (time.go).
//
// Where the emulator differs from AWS, this command goes around it; functions and workflows know nothing of it:
//
//   - A task's timeout that is an expression is not worked out (adapt.go). So no deadline passes here, and nobody moves
//     a date.
//   - A function that fails in a task that waits for a token does not fail the task. So nothing is made to fail here.
//   - What the table's stream lets pass reaches its function, but of what the function reports as failed, nothing
//     comes again before the sweep wakes it.
//   - What becomes of a mail is not reported to EventBridge. So no letter comes back here.
//   - Schedules fire in UTC, whatever their time zone is (time.go).
//   - Of a mail only subject and texts can be read, not the invitation in it (play.go).
//   - The API's address is known to the emulator alone (play.go), and a domain's identity has no records for its DNS.
//   - Rights are not enforced: that they suffice is the business of the stand's tests.
package main
