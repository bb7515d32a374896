package store_test

import (
	"context"
	"crypto/rand"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/pug"
	"github.com/partnerusergroups/pugs/shared/store"
)

// The tests of this package are one suite. By itself it runs on the in-process DynamoDB; with PUGS_DYNAMODB_ENDPOINT it runs on what
// answers there: DynamoDB Local ("http://localhost:8000") or DynamoDB ("https://dynamodb.us-east-1.amazonaws.com").
const envEndpoint = "PUGS_DYNAMODB_ENDPOINT"

// table makes an empty table for one test.
func table(t *testing.T) *store.Store {
	t.Helper()
	t.Parallel()
	strict := func(o *dynamodb.Options) { o.APIOptions = append(o.APIOptions, smallPages, checked(t)) }
	endpoint := os.Getenv(envEndpoint)
	if endpoint == "" {
		return functest.Table(t, strict)
	}
	cfg, err := awsconfig.LoadDefaultConfig(t.Context(), func(o *awsconfig.LoadOptions) error {
		if strings.HasPrefix(endpoint, "http:") {
			o.Region, o.Credentials = "us-east-1", aws.CredentialsProviderFunc(dummy)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	db := dynamodb.NewFromConfig(cfg, strict, atOnce, func(o *dynamodb.Options) { o.BaseEndpoint = &endpoint })
	return store.New(db, create(t, db))
}

func dummy(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
}

// atOnce has the SDK try again without a pause.
func atOnce(o *dynamodb.Options) {
	o.Retryer = retry.NewStandard(func(s *retry.StandardOptions) {
		s.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

// create makes a table of a name of its own, and deletes it when the test is over.
func create(t *testing.T, db *dynamodb.Client) string {
	t.Helper()
	name := "pugs-suite-" + rand.Text()
	in := schema(name)
	if _, err := db.CreateTable(t.Context(), &in); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.DeleteTable(context.Background(), &dynamodb.DeleteTableInput{TableName: &name}); err != nil {
			t.Errorf("delete the table %s: %v", name, err)
		}
	})
	if err := dynamodb.NewTableExistsWaiter(db).Wait(t.Context(), &dynamodb.DescribeTableInput{TableName: &name}, time.Minute); err != nil {
		t.Fatal(err)
	}
	return name
}

// schema is the table: its keys and nothing else. There is no index: every question that the programme asks has a
// partition of its own.
func schema(table string) dynamodb.CreateTableInput {
	return dynamodb.CreateTableInput{
		TableName:   &table,
		BillingMode: types.BillingModePayPerRequest,
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String(store.PartitionKey), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String(store.SortKey), AttributeType: types.ScalarAttributeTypeS},
		},
		KeySchema: []types.KeySchemaElement{
			{AttributeName: aws.String(store.PartitionKey), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String(store.SortKey), KeyType: types.KeyTypeRange},
		},
	}
}

// smallPages has every query come in pages of two, as it would in pages of 1 MB.
func smallPages(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("small pages", func(ctx context.Context, in middleware.InitializeInput,
		next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		if query, ok := in.Parameters.(*dynamodb.QueryInput); ok {
			query.Limit = aws.Int32(2)
		}
		return next.HandleInitialize(ctx, in)
	}), middleware.Before)
}

// checked holds every request to what DynamoDB is strict about and an in-process one may not be.
func checked(t *testing.T) func(*middleware.Stack) error {
	return func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("check expressions", func(ctx context.Context, in middleware.InitializeInput,
			next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
			for _, e := range expressions(in.Parameters) {
				e.check(t)
			}
			return next.HandleInitialize(ctx, in)
		}), middleware.Before)
	}
}

// expression is the expressions of one action with their names and values.
type expression struct {
	text   string
	names  map[string]string
	values []string
}

func expressions(request any) []expression {
	var all []expression
	add := func(names map[string]string, values []string, texts ...*string) {
		e := expression{names: names, values: values}
		for _, text := range texts {
			e.text += aws.ToString(text) + " "
		}
		all = append(all, e)
	}
	switch in := request.(type) {
	case *dynamodb.PutItemInput:
		add(in.ExpressionAttributeNames, keysOf(in.ExpressionAttributeValues), in.ConditionExpression)
	case *dynamodb.UpdateItemInput:
		add(in.ExpressionAttributeNames, keysOf(in.ExpressionAttributeValues), in.UpdateExpression, in.ConditionExpression)
	case *dynamodb.DeleteItemInput:
		add(in.ExpressionAttributeNames, keysOf(in.ExpressionAttributeValues), in.ConditionExpression)
	case *dynamodb.QueryInput:
		add(in.ExpressionAttributeNames, keysOf(in.ExpressionAttributeValues), in.KeyConditionExpression)
	case *dynamodb.TransactWriteItemsInput:
		for _, item := range in.TransactItems {
			if w := item.Put; w != nil {
				add(w.ExpressionAttributeNames, keysOf(w.ExpressionAttributeValues), w.ConditionExpression)
			}
			if w := item.Update; w != nil {
				add(w.ExpressionAttributeNames, keysOf(w.ExpressionAttributeValues), w.UpdateExpression, w.ConditionExpression)
			}
			if w := item.Delete; w != nil {
				add(w.ExpressionAttributeNames, keysOf(w.ExpressionAttributeValues), w.ConditionExpression)
			}
		}
	}
	return all
}

func keysOf[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

// plain are the words that need no name: the language's own, and the keys, which are not reserved.
var plain = regexp.MustCompile(`^(SET|REMOVE|AND|OR|NOT|attribute_exists|attribute_not_exists|if_not_exists|begins_with|PK|SK)$`)

// check says which attribute is written out, though it may be a reserved word, and which name or value is missing or unused. Both
// are errors on DynamoDB.
func (e expression) check(t *testing.T) {
	used := map[string]bool{}
	for _, word := range regexp.MustCompile(`[#:]?\w+`).FindAllString(e.text, -1) {
		used[word] = true
		if word[0] != '#' && word[0] != ':' && !plain.MatchString(word) {
			t.Errorf("%q is written out in %q: give it a name", word, e.text)
		}
	}
	defined := map[string]bool{}
	for _, word := range append(keysOf(e.names), e.values...) {
		defined[word] = true
		if !used[word] {
			t.Errorf("%s is not used in %q", word, e.text)
		}
	}
	for word := range used {
		if (word[0] == '#' || word[0] == ':') && !defined[word] {
			t.Errorf("%s is not defined in %q", word, e.text)
		}
	}
}

// patient makes a call until the table has time for it, as workflows do: DynamoDB turns away what meets another transaction.
func patient(do func() error) error {
	err := do()
	for tries := 0; tries < 100 && pug.IsError(err, pug.Unavailable); tries++ {
		err = do()
	}
	return err
}
