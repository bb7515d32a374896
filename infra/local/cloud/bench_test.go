package cloud_test

import (
	"fmt"
	"testing"
)

// BenchmarkItems puts and gets small items in 5,000 partitions.
func BenchmarkItems(b *testing.B) {
	db, _ := database(b)
	keyOf := func(i int) (pk, sk string) { return fmt.Sprintf("PERSON#%d", i%5000), fmt.Sprintf("APPLICATION#%d", i) }
	b.Run("PutItem", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			pk, sk := keyOf(i)
			it := with(pk, sk, "name", text("Ann Example"), "email", text("ann@example.net"), "tally", number("1"))
			if err := putItem(b.Context(), db, it); err != nil {
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
