package cloud_test

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/cloud"
)

func TestItemsComeBackAsTheyWerePut(t *testing.T) {
	db, _ := database(t)
	want := with("a", "1",
		"words", text("quotes \" and \\, <tags>, newlines\n, ünïcode \u2028"), "empty", text(""),
		"precise", number("12345678901234567890123456789012345678"), "yes", truth(true), "none", null(),
		"bytes", &types.AttributeValueMemberB{Value: []byte{0, 255}}, "no bytes", &types.AttributeValueMemberB{Value: []byte{}},
		"no list", &types.AttributeValueMemberL{Value: []types.AttributeValue{}}, "no map", &types.AttributeValueMemberM{Value: item{}},
		"list", list(text("x"), &types.AttributeValueMemberM{Value: item{"n": number("1")}}))
	if err := putItem(t.Context(), db, want); err != nil {
		t.Fatal(err)
	}
	got, err := get(t.Context(), db, "a", "1")
	if diff := cmp.Diff(want, got, valueOptions()); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
	in := update("a", "1", "SET #new = #precise", names("new", "precise"), nil)
	if _, err := db.UpdateItem(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	want["new"] = want["precise"]
	got, err = get(t.Context(), db, "a", "1")
	if diff := cmp.Diff(want, got, valueOptions()); diff != "" || err != nil {
		t.Errorf("after an update of something else: error %v (-want +got):\n%s", err, diff)
	}
}

func TestUpdates(t *testing.T) {
	start := with("a", "1", "tally", number("1.0"), "former", text("x"))
	one := values("n", number("1"))
	rows := []struct {
		name, expression string
		names            map[string]string
		values           item
		want             item // nil: refused
	}{
		{"SET counts up", "SET #tally = #tally + :n", names("tally"), one, with("a", "1", "tally", number("2"), "former", text("x"))},
		{"SET counts down, below zero", "SET #tally = #tally - :n", names("tally"), values("n", number("3")),
			with("a", "1", "tally", number("-2"), "former", text("x"))},
		{"if_not_exists counts up from where it is", "SET #tally = if_not_exists(#tally, :n) + :n", names("tally"), one,
			with("a", "1", "tally", number("2"), "former", text("x"))},
		{"if_not_exists begins where nothing is", "SET #new = if_not_exists(#new, :n) + :n", names("new"), one,
			with("a", "1", "tally", number("1.0"), "former", text("x"), "new", number("2"))},
		{"if_not_exists without a second part is refused", "SET #tally = if_not_exists(#tally)", names("tally"), nil, nil},
		{"REMOVE takes an attribute away", "REMOVE #former", names("former"), nil, with("a", "1", "tally", number("1.0"))},
		{"REMOVE of what is not there changes nothing", "REMOVE #nothing", names("nothing"), nil, start},
		{"SET and REMOVE go together", "SET #tally = :n REMOVE #former", names("tally", "former"), values("n", null()),
			with("a", "1", "tally", null())},
		{"SET reads what was there before", "SET #former = :n, #new = #former", names("former", "new"), one,
			with("a", "1", "tally", number("1.0"), "former", number("1"), "new", text("x"))},
		{"SET from an attribute that is missing is refused", "SET #tally = #nothing", names("tally", "nothing"), nil, nil},
		{"counting up what is missing is refused", "SET #tally = #nothing + :n", names("tally", "nothing"), one, nil},
		{"counting up text is refused", "SET #former = #former + :n", names("former"), one, nil},
		{"adding text is refused", "SET #tally = #tally + :n", names("tally"), values("n", text("1")), nil},
		{"changing a key is refused", "SET SK = :n", nil, values("n", text("2")), nil},
		{"changing a key by an alias is refused", "SET #SK = :n", names("SK"), values("n", text("2")), nil},
		{"removing a key is refused", "REMOVE PK", nil, nil, nil},
		{"setting an attribute twice is refused", "SET #tally = :n, #tally = :n", names("tally"), one, nil},
		{"setting and removing an attribute is refused", "SET #tally = :n REMOVE #tally", names("tally"), one, nil},
		{"nothing to do is refused", "", nil, nil, nil},
		{"a clause without an end is refused", "SET #tally = :n,", names("tally"), one, nil},
		{"a clause that goes on is refused", "SET #tally = :n :n", names("tally"), one, nil},
		{"an assignment without a value is refused", "SET #tally", names("tally"), nil, nil},
		{"a path into a value is refused", "SET #tally.#former = :n", names("tally", "former"), one, nil},
		{"a reserved word is refused", "SET status = :n", nil, one, nil},
		{"ADD is not known here", "ADD #tally :n", names("tally"), one, nil},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			db, _ := database(t)
			if err := putItem(t.Context(), db, start); err != nil {
				t.Fatal(err)
			}
			_, err := db.UpdateItem(t.Context(), update("a", "1", r.expression, r.names, r.values))
			if r.want == nil {
				r.want = start
				if got := code(t, err); got != "ValidationException" {
					t.Errorf("code %q", got)
				}
			} else if err != nil {
				t.Fatal(err)
			}
			got, err := get(t.Context(), db, "a", "1")
			if diff := cmp.Diff(r.want, got, valueOptions()); diff != "" || err != nil {
				t.Errorf("error %v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestAnUpdateMakesTheItemThatIsMissing(t *testing.T) {
	db, _ := database(t)
	in := update("a", "1", "SET #name = :n", names("name"), values("n", text("Ann")))
	if _, err := db.UpdateItem(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	got, err := get(t.Context(), db, "a", "1")
	if diff := cmp.Diff(with("a", "1", "name", text("Ann")), got, valueOptions()); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
}

func TestConditions(t *testing.T) {
	db, _ := database(t)
	ctx := t.Context()
	there := with("a", "1", "text", text("m"), "tally", number("10"), "yes", truth(true), "none", null(),
		"list", list(text("x")))
	if err := putItem(ctx, db, there); err != nil {
		t.Fatal(err)
	}
	defined := values("m", text("m"), "n", text("n"), "ten", number("1e1"), "nine", number("9"), "true", truth(true),
		"false", truth(false), "null", null(), "list", list(text("x")), "other", list(text("y")))
	const holds, fails, refused = "", "ConditionalCheckFailedException", "ValidationException"
	for condition, want := range map[string]string{
		"attribute_exists(PK)":           holds,
		"attribute_exists(#PK)":          holds,
		"attribute_not_exists(PK)":       fails,
		"attribute_exists(#nothing)":     fails,
		"attribute_not_exists(#nothing)": holds,
		"attribute_exists(#none)":        holds, // NULL is a value
		"attribute_not_exists(#none)":    fails,
		"#text = :m":                     holds,
		":m = #text":                     holds,
		"#text = :n":                     fails,
		"#text = :ten":                   fails,
		"#text = #nothing":               fails,
		"#nothing = #nothing":            fails,
		"#nothing < :ten":                fails,
		"#tally = :ten":                  holds,
		"#tally > :nine":                 holds, // as numbers, not as texts
		"#tally >= :ten":                 holds,
		"#tally <= :ten":                 holds,
		"#tally < :ten":                  fails,
		"#tally < :m":                    fails,
		"#text < :n":                     holds,
		"#yes = :true":                   holds,
		"#yes = :false":                  fails,
		"#none = :null":                  holds,
		"#nothing = :null":               fails,
		"#list = :list":                  holds,
		"#list = :other":                 fails,
		"#text = :m AND #tally = :ten":   holds,
		"#text = :m AND #tally = :nine":  fails,
		"#text = :n OR #tally = :ten":    holds,
		"#text = :m OR #tally = :ten AND #tally = :nine":      holds, // AND binds closer
		"(#text = :m OR #tally = :ten) AND #tally = :nine":    fails,
		"#text = :n AND #tally = :nine OR #yes = :true":       holds,
		"((attribute_exists(#text)))":                         holds,
		"#text=:m AND(#tally=:ten)":                           holds,
		"#text <> :n":                                         refused, // not known here, as the next three
		"NOT #text = :m":                                      fails,
		"NOT (#text = :n) AND NOT attribute_exists(#nothing)": holds,
		"begins_with(#text, :m)":                              refused,
		"#text IN (:m)":                                       refused,
		"#text = :m AND":                                      refused,
		"(#text = :m":                                         refused,
		"#text = :m)":                                         refused,
		"#text = :m #tally = :ten":                            refused,
		"#text == :m":                                         refused,
		"#text":                                               refused,
		"attribute_exists(:m)":                                refused,
		"attribute_exists #text":                              refused,
		"#unknown = :m":                                       refused,
		"#text = :unknown":                                    refused,
		"text = :m":                                           refused, // may be a reserved word
		"attribute_exists(" + strings.Repeat(" ", 4<<10) + "PK)": refused,
	} {
		t.Run(condition[:min(len(condition), 60)], func(t *testing.T) {
			in := &dynamodb.DeleteItemInput{TableName: table(), Key: key("a", "1"), ConditionExpression: &condition,
				ExpressionAttributeNames: names(), ExpressionAttributeValues: values()}
			for _, placeholder := range regexp.MustCompile(`[#:]\w+`).FindAllString(condition, -1) {
				if v, ok := defined[placeholder]; ok {
					in.ExpressionAttributeValues[placeholder] = v
				} else if name, ok := strings.CutPrefix(placeholder, "#"); ok && name != "unknown" {
					maps.Copy(in.ExpressionAttributeNames, names(name))
				}
			}
			_, err := db.DeleteItem(ctx, in)
			if got := code(t, err); got != want {
				t.Errorf("code %q, want %q: %v", got, want, err)
			}
			if err := putItem(ctx, db, there); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestWritesThatDependOnWhatIsThere(t *testing.T) {
	db, _ := database(t)
	ctx := t.Context()
	first := &dynamodb.PutItemInput{TableName: table(), Item: with("a", "1", "by", text("ann")), ConditionExpression: isNew()}
	if _, err := db.PutItem(ctx, first); err != nil {
		t.Fatal(err)
	}
	again := *first
	again.Item = with("a", "1", "by", text("bob"))
	if _, err := db.PutItem(ctx, &again); code(t, err) != "ConditionalCheckFailedException" {
		t.Errorf("the second put: %v", err)
	}
	missing := &dynamodb.DeleteItemInput{TableName: table(), Key: key("a", "none"),
		ConditionExpression: aws.String("attribute_exists(PK)")}
	if _, err := db.DeleteItem(ctx, missing); code(t, err) != "ConditionalCheckFailedException" {
		t.Errorf("delete of what is not there: %v", err)
	}
	if it, err := get(ctx, db, "a", "1"); err != nil || cmp.Diff(first.Item, it, valueOptions()) != "" {
		t.Errorf("kept %v, %v; want what was put first", it, err)
	}
}

func TestTransactions(t *testing.T) {
	db, _ := database(t)
	ctx := t.Context()
	if err := put(ctx, db, "taken", "1"); err != nil {
		t.Fatal(err)
	}
	_, err := db.TransactWriteItems(ctx, transaction(newAction("fresh", "1"), newAction("taken", "1"),
		deleteAction("other", "1"), copyAction("taken", "2", "nothing", "name"), newAction("fresh", "2")))
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		t.Fatalf("got %v", err)
	}
	none := types.CancellationReason{Code: aws.String("None")}
	want := []types.CancellationReason{none,
		{Code: aws.String("ConditionalCheckFailed"), Message: aws.String("The conditional request failed")}, none,
		{Code: aws.String("ValidationError"),
			Message: aws.String("The provided expression refers to an attribute that does not exist in the item")}, none}
	if diff := cmp.Diff(want, cancelled.CancellationReasons, valueOptions()); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if !strings.HasSuffix(cancelled.ErrorMessage(), "[None, ConditionalCheckFailed, None, ValidationError, None]") {
		t.Errorf("it says %q", cancelled.ErrorMessage())
	}
	if it, err := get(ctx, db, "fresh", "1"); err != nil || it != nil {
		t.Errorf("a cancelled transaction left %v (error %v)", it, err)
	}
	both := transaction(newAction("fresh", "1"), deleteAction("taken", "1"))
	if _, err := db.TransactWriteItems(ctx, both); err != nil {
		t.Error(err)
	}
	for pk, there := range map[string]bool{"fresh": true, "taken": false} {
		if it, err := get(ctx, db, pk, "1"); err != nil || (it != nil) != there {
			t.Errorf("%s is %v (error %v) after the transaction, want there: %v", pk, it, err, there)
		}
	}
}

func TestATransactionHangsOnWhatItDoesNotWrite(t *testing.T) {
	db, _ := database(t)
	if err := put(t.Context(), db, "there", "1"); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, pk, want string }{
		{"the condition does not hold", "there", "TransactionCanceledException"},
		{"it does", "missing", ""},
	} {
		check := types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{TableName: table(), Key: key(row.pk, "1"),
			ConditionExpression: isNew()}}
		_, err := db.TransactWriteItems(t.Context(), transaction(check, newAction("new", row.pk)))
		if got := code(t, err); got != row.want {
			t.Errorf("%s: code %q, want %q", row.name, got, row.want)
		}
		if it, err := get(t.Context(), db, "new", row.pk); err != nil || (it != nil) != (row.want == "") {
			t.Errorf("%s: left %v, %v", row.name, it, err)
		}
		if it, err := get(t.Context(), db, row.pk, "1"); err != nil || (it != nil) != (row.pk == "there") {
			t.Errorf("%s: what is checked was changed to %v, %v", row.name, it, err)
		}
	}
}

func TestTransactionIsDoneOnceThoughItsAnswerIsLost(t *testing.T) {
	db, c := database(t)
	lose := true
	c.Inject(func(string, string) error {
		if !lose {
			return nil
		}
		lose = false
		return cloud.Lost(&cloud.Error{Code: "InternalServerError", Status: http.StatusInternalServerError})
	})
	if _, err := db.TransactWriteItems(t.Context(), transaction(newAction("a", "1"))); err != nil {
		t.Errorf("the SDK's retry carries the same token, so it succeeds: %v", err)
	}
}

func TestATokenStandsForOneTransactionForTenMinutes(t *testing.T) {
	now := noon
	c := open(t, func(cfg *cloud.Config) { cfg.Now = func() time.Time { return now } })
	db := dynamodb.NewFromConfig(c.Config("root"))
	under := func(token string, actions ...types.TransactWriteItem) string {
		in := transaction(actions...)
		in.ClientRequestToken = &token
		_, err := db.TransactWriteItems(t.Context(), in)
		return code(t, err)
	}
	for _, row := range []struct {
		name   string
		after  time.Duration
		token  string
		action types.TransactWriteItem
		want   string
	}{
		{"a transaction is done", 0, "t", newAction("b", "1"), ""},
		{"again under its token it is not done twice", 9 * time.Minute, "t", newAction("b", "1"), ""},
		{"another under the same token is refused", 0, "t", newAction("b", "2"), "IdempotentParameterMismatchException"},
		{"after ten minutes the token is forgotten", 2 * time.Minute, "t", newAction("b", "1"), "TransactionCanceledException"},
		{"what was cancelled may be tried again under its token", 0, "t", newAction("b", "2"), ""},
		{"a token is no longer than 36 characters", 0, strings.Repeat("t", 37), newAction("b", "3"), "ValidationException"},
	} {
		now = now.Add(row.after)
		if got := under(row.token, row.action); got != row.want {
			t.Errorf("%s: code %q, want %q", row.name, got, row.want)
		}
	}
}

func TestWhatDynamoDBRefuses(t *testing.T) {
	db, _ := database(t)
	ctx := t.Context()
	transact := func(actions ...types.TransactWriteItem) error {
		_, err := db.TransactWriteItems(ctx, transaction(actions...))
		return err
	}
	in := func(change func(*dynamodb.PutItemInput)) error {
		in := &dynamodb.PutItemInput{TableName: table(), Item: key("a", "1")}
		change(in)
		_, err := db.PutItem(ctx, in)
		return err
	}
	of := func(it item) error { return putItem(ctx, db, it) }
	many := make([]types.TransactWriteItem, 101)
	heavy := make([]types.TransactWriteItem, 11)
	for i := range many {
		many[i] = deleteAction("a", fmt.Sprint(i))
	}
	for i := range heavy {
		heavy[i] = putAction("a", fmt.Sprint(i), "big", text(strings.Repeat("x", 390<<10)))
	}
	both := putAction("a", "1")
	both.Delete = deleteAction("a", "2").Delete
	elsewhere := deleteAction("a", "2")
	elsewhere.Delete.TableName = aws.String("nowhere")
	const invalid = "ValidationException"
	rows := []struct {
		name string
		err  error
		want string
	}{
		{"an unknown table", in(func(in *dynamodb.PutItemInput) { in.TableName = aws.String("nowhere") }), "ResourceNotFoundException"},
		{"an item over 400 KB", of(with("a", "1", "big", text(strings.Repeat("x", 400<<10)))), invalid},
		{"an empty key", of(key("a", "")), invalid},
		{"a missing key", of(item{"PK": text("a")}), invalid},
		{"a key that is a number", of(item{"PK": text("a"), "SK": number("1")}), invalid},
		{"a hash key over 2 KB", of(key(strings.Repeat("x", 2049), "1")), invalid},
		{"a range key over 1 KB", of(key("a", strings.Repeat("x", 1025))), invalid},
		{"a number that is none", of(with("a", "1", "n", number("ten"))), invalid},
		{"a number that is infinite", of(with("a", "1", "n", number("Inf"))), invalid},
		{"a number that is too large", of(with("a", "1", "n", number("1e126"))), invalid},
		{"a number of 39 digits", of(with("a", "1", "n", number(strings.Repeat("1", 39)))), invalid},
		{"a number in a list that is none", of(with("a", "1", "l", list(number("")))), invalid},
		{"a set, which is not known here", of(with("a", "1", "s", &types.AttributeValueMemberSS{Value: []string{"x"}})), invalid},
		{"a reserved word as a name", in(func(in *dynamodb.PutItemInput) { in.ConditionExpression = aws.String("attribute_not_exists(status)") }), invalid},
		{"a value that is not used", in(func(in *dynamodb.PutItemInput) {
			in.ConditionExpression = isNew()
			in.ExpressionAttributeValues = values("x", text("y"))
		}), invalid},
		{"a name that is not used", in(func(in *dynamodb.PutItemInput) {
			in.ConditionExpression = isNew()
			in.ExpressionAttributeNames = names("x")
		}), invalid},
		{"a value without an expression", in(func(in *dynamodb.PutItemInput) { in.ExpressionAttributeValues = values("x", text("y")) }), invalid},
		{"a field that is not known here", in(func(in *dynamodb.PutItemInput) { in.ReturnValues = types.ReturnValueAllOld }), invalid},
		{"101 actions in a transaction", transact(many...), invalid},
		{"a transaction of more than 4 MB", transact(heavy...), invalid},
		{"two actions on one item", transact(newAction("a", "1"), putAction("a", "1")), invalid},
		{"two actions in one", transact(both), invalid},
		{"a transaction on an unknown table", transact(newAction("a", "1"), elsewhere), "ResourceNotFoundException"},
		{"a transaction with an empty action", transact(types.TransactWriteItem{}), invalid},
		{"a transaction with a key that is empty", transact(putAction("a", "")), invalid},
	}
	for _, r := range rows {
		if got := code(t, r.err); got != r.want {
			t.Errorf("%s: code %q, want %q: %v", r.name, got, r.want, r.err)
		}
	}
	if out, err := query(ctx, db, "a"); err != nil || out.Count != 0 {
		t.Errorf("%d items were kept all the same (error %v)", out.Count, err)
	}
}
