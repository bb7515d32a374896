package cloud_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

// BenchmarkItems puts and gets small items in 5,000 partitions.
func BenchmarkItems(b *testing.B) {
	db, _ := database(b)
	keyOf := func(i int) (pk, sk string) { return fmt.Sprintf("PERSON#%d", i%5000), fmt.Sprintf("APPLICATION#%d", i) }
	b.Run("PutItem", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			pk, sk := keyOf(i)
			in := &dynamodb.PutItemInput{TableName: table(), Item: with(pk, sk, "name", text("Ann Example"), "email", text("ann@example.net"), "tally", number("1"))}
			if _, err := db.PutItem(b.Context(), in); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("GetItem", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			pk, sk := keyOf(i % 20000)
			if _, err := get(b.Context(), db, pk, sk); err != nil {
				b.Fatal(err)
			}
		}
	})
}
