// Package cloud is a small AWS that lives in the process: an HTTP client that answers the real AWS SDK
// clients for DynamoDB, Step Functions, SES v2 and Secrets Manager, without sockets, and a Lambda that calls functions.
//
// It knows AWS's wire formats, what each call needs a right for, and how calls fail. A caller signs in as a
// principal, which may do what it was allowed and nothing else. DynamoDB itself is in package dynamo; Step
// Functions is handed in, by the interface States. How the account stands with SES can change at any time, see
// MailAccount. Changes of tables and events of services are handed out as they happen; bringing them to functions is
// somebody else's business. What is not known here is refused, with an error that says so.
// It must not know the programme: no function, table layout, workflow or mail of it.
package cloud
