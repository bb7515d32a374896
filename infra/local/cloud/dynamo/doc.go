// Package dynamo is an Amazon DynamoDB in memory: the operations that the project calls, on tables whose key is
// PK (hash, string) and SK (range, string), without secondary indexes.
//
// It knows DynamoDB's wire format, its limits, the words of its errors, what its streams tell of changes, and as much
// of its expression language as the project speaks. It is never more lenient than DynamoDB: what it does not know, be
// it an operation, a field, a type of value or a word of an expression, is an error rather than ignored.
// It must not know HTTP, who is calling, or what the items mean.
package dynamo
