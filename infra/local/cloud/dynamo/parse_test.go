package dynamo

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRequestsAreReadAsEncodingJSONWouldReadThem(t *testing.T) {
	for says, item := range map[string]string{
		"nothing":              `{}`,
		"texts with escapes":   `{"a":{"S":"a \"b\" \\ \u00e9 \n"},"\u0062":{"S":""}}`,
		"text that is no UTF8": "{\"a\":{\"S\":\"\xff\"}}",
		"every type": `{"n":{"N":"-1.5"},"b":{"B":"aGk="},"t":{"BOOL":true},"f":{"BOOL":false},"z":{"NULL":true},
			"l": {"L": [ {"S":"x"}, {"L":[]} ]}, "m":{"M":{"k":{"N":"2"}}} }`,
		"a value that is null": `{"a":null}`,
	} {
		t.Run(says, func(t *testing.T) {
			body := `{"TableName":"pugs","Item":` + item + `,"ExpressionAttributeNames":{"#a":"a"}}`
			got, want := &write{}, &write{}
			if err := read([]byte(body), got); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(body), want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Item, got.Item); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(want.ExpressionAttributeNames, got.ExpressionAttributeNames); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsNoRequestIsRefused(t *testing.T) {
	for says, body := range map[string]string{
		"nothing":                 ``,
		"a list":                  `[]`,
		"half of an object":       `{"TableName":"pugs"`,
		"half of a text":          `{"TableName":"pu`,
		"a text that ends in \\":  `{"TableName":"pu\`,
		"half of an item":         `{"Key":{"PK":{"S":`,
		"more than an object":     `{} {}`,
		"a comma too many":        `{"TableName":"pugs",}`,
		"a comma before":          `{,"TableName":"pugs"}`,
		"no comma":                `{"TableName":"pugs" "ConsistentRead":true}`,
		"no colon":                `{"TableName" "pugs"}`,
		"an unknown member":       `{"Table":"pugs"}`,
		"an unknown type":         `{"Key":{"PK":{"SS":["a"]}}}`,
		"a number that is bare":   `{"Key":{"PK":{"N":1}}}`,
		"a text that is a number": `{"TableName":1}`,
		"a wrong escape":          `{"TableName":"\x"}`,
		"binary data that is not": `{"Key":{"PK":{"B":"?"}}}`,
		"a bool that is a text":   `{"ConsistentRead":"true"}`,
		"a null for a text":       `{"TableName":null}`,
	} {
		t.Run(says, func(t *testing.T) {
			if err := read([]byte(body), &getItem{}); err == nil {
				t.Errorf("%s was read", body)
			}
		})
	}
}

func TestAnExpressionIsCutIntoWordsPlaceholdersAndSymbols(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                 nil,
		"#a = :b AND attribute_exists(PK)": {"#a", "=", ":b", "AND", "attribute_exists", "(", "PK", ")"},
		"#a<=:b OR #c >= :d OR #e<>:f OR #g < :h": {"#a", "<=", ":b", "OR", "#c", ">=", ":d", "OR", "#e", "<", ">", ":f", "OR", "#g", "<", ":h"},
		"SET #n=#n+:one REMOVE #x, #y":            {"SET", "#n", "=", "#n", "+", ":one", "REMOVE", "#x", ",", "#y"},
	} {
		if diff := cmp.Diff(want, tokens(text)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
