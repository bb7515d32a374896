package cloud_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

// writer may write in some partitions, delete in one, and read a letter, but not anybody else's.
func writer(t *testing.T) (*dynamodb.Client, *cloud.Cloud) {
	t.Helper()
	c := open(t)
	c.Allow("writer", []cloud.Grant{
		{Action: "dynamodb:PutItem", Resource: tableARN, Partitions: []string{"APPLICATIONS#*", "OUTBOX"}},
		{Action: "dynamodb:UpdateItem", Resource: tableARN, Partitions: []string{"APPLICATIONS#*", "OUTBOX", "SEAT#?"}},
		{Action: "dynamodb:DeleteItem", Resource: tableARN, Partitions: []string{"OUTBOX", "LINK#*"}},
		{Action: "dynamodb:GetItem", Resource: tableARN, Partitions: []string{"LETTER#1"}},
		{Action: "dynamodb:Query", Resource: tableARN, Partitions: []string{"LETTER#1"}},
	})
	return dynamodb.NewFromConfig(c.Config("writer")), c
}

func TestPartitionsLimitWhereACallMayGo(t *testing.T) {
	db, _ := writer(t)
	ctx := t.Context()
	transact := func(actions ...string) error {
		in := transaction()
		for _, pk := range actions {
			in.TransactItems = append(in.TransactItems, putAction(pk, "1"))
		}
		_, err := db.TransactWriteItems(ctx, in)
		return err
	}
	change := func(pk string) error {
		_, err := db.UpdateItem(ctx, update(pk, "1", "SET #a = :a", names("a"), values("a", text("x"))))
		return err
	}
	remove := func(pk string) error {
		_, err := db.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: table(), Key: key(pk, "1")})
		return err
	}
	read := func(pk string) error { _, err := get(ctx, db, pk, "1"); return err }
	list := func(pk string) error { _, err := query(ctx, db, pk); return err }
	const denied = "AccessDeniedException"
	for _, r := range []struct {
		name string
		err  error
		want string
	}{
		{"an item of a partition with the prefix is put", put(ctx, db, "APPLICATIONS#2026-H2", "1"), ""},
		{"an item of the very partition is put", put(ctx, db, "OUTBOX", "1"), ""},
		{"another partition is denied", put(ctx, db, "LINK#1", "1"), denied},
		{"a partition that only goes on from the name is denied", put(ctx, db, "OUTBOXES", "1"), denied},
		{"a name in other letters is denied", put(ctx, db, "outbox", "1"), denied},
		{"what may be updated is updated", change("SEAT#1"), ""},
		{"a question mark is one character", change("SEAT#12"), denied},
		{"what may be updated may not be put for that", put(ctx, db, "SEAT#1", "1"), denied},
		{"what may be put may not be deleted for that", remove("APPLICATIONS#2026-H2"), denied},
		{"what may be deleted is deleted", remove("OUTBOX"), ""},
		{"a transaction within the partitions is done", transact("OUTBOX", "APPLICATIONS#1"), ""},
		{"a transaction is denied for one item outside of them", transact("OUTBOX", "LINK#1", "APPLICATIONS#1"), denied},
		{"reads are limited as well", read("LETTER#2"), denied},
		{"to the partition that is granted", read("LETTER#1"), ""},
		{"and so are queries", list("LETTER#2"), denied},
		{"which are answered for it", list("LETTER#1"), ""},
	} {
		if got := code(t, r.err); got != r.want {
			t.Errorf("%s: code %q, want %q", r.name, got, r.want)
		}
	}
}

func TestADenialTellsThePartition(t *testing.T) {
	db, c := writer(t)
	_ = put(t.Context(), db, "LINK#1", "1")
	want := []cloud.PrincipalGrant{{Principal: "writer", Grant: cloud.Grant{Action: "dynamodb:PutItem", Resource: tableARN,
		Partitions: []string{"LINK#1"}}}}
	if diff := cmp.Diff(want, c.Denied()); diff != "" {
		t.Error(diff)
	}
}

// A partition is needed if one of the actions needs it, and an action if it is needed in one of the partitions.
func TestAPartitionThatNothingWritesIsUnused(t *testing.T) {
	db, c := writer(t)
	for _, err := range []error{put(t.Context(), db, "OUTBOX", "1"), put(t.Context(), db, "APPLICATIONS#1", "1")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	got := map[string][]string{}
	for _, u := range c.Unused() {
		if u.Principal == "writer" {
			got[u.Action] = u.Partitions
		}
	}
	want := map[string][]string{"dynamodb:UpdateItem": {"SEAT#?"}, "dynamodb:DeleteItem": {"LINK#*"},
		"dynamodb:GetItem": {"LETTER#1"}, "dynamodb:Query": {"LETTER#1"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
