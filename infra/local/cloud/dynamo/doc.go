// Package dynamo is an Amazon DynamoDB in memory: the operations that the project calls, on tables whose key is
// PK (hash, string) and SK (range, string), without secondary indexes.
//
// It knows DynamoDB's wire format, its limits and the words of its errors. Conditions, filters, updates and
// projections are evaluated by minidyn's expression language; storing is done here, in partitions kept in the
// order of SK, so that a query touches only what it returns and a transaction copies nothing.
//
// What it does not know it refuses: a field or an operation that would be silently ignored is an error.
// It must not know HTTP, who is calling, or what the items mean.
package dynamo
