// Command bare is the yardstick of the cold start: the least that a function with the AWS clients of this application
// can be. Its answer to any request costs one read of one item, as the first answer of a function with pages does.
package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
)

// clients are those that functions.New makes; only the table is used.
type clients struct {
	table   *dynamodb.Client
	mail    *sesv2.Client
	states  *sfn.Client
	secrets *secretsmanager.Client
}

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		slog.Error("could not start", "error", err)
		os.Exit(1)
	}
	c := clients{dynamodb.NewFromConfig(cfg), sesv2.NewFromConfig(cfg), sfn.NewFromConfig(cfg),
		secretsmanager.NewFromConfig(cfg)}
	lambda.Start(c.answer)
}

func (c clients) answer(
	ctx context.Context, _ events.APIGatewayV2HTTPRequest,
) (events.APIGatewayV2HTTPResponse, error) {
	key := map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: "LINK#none"},
		"sk": &types.AttributeValueMemberS{Value: "LINK"}}
	_, err := c.table.GetItem(ctx, &dynamodb.GetItemInput{TableName: aws.String("pugs"), Key: key})
	return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusNotFound}, err
}
