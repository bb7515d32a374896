package dynamo

import (
	"encoding/json"
	"slices"
)

// tableRequest is the body of CreateTable and DescribeTable. What is not listed here, such as encryption and tags,
// makes no difference to a table in memory.
type tableRequest struct {
	TableName              string
	KeySchema              []keyElement
	AttributeDefinitions   []attributeDefinition
	GlobalSecondaryIndexes []json.RawMessage
	LocalSecondaryIndexes  []json.RawMessage
}

type keyElement struct {
	AttributeName, KeyType string
}

type attributeDefinition struct {
	AttributeName, AttributeType string
}

func schema() []keyElement {
	return []keyElement{{hashKey, "HASH"}, {rangeKey, "RANGE"}}
}

func attributes() []attributeDefinition {
	return []attributeDefinition{{hashKey, "S"}, {rangeKey, "S"}}
}

func (db *DB) parseTable(operation string, body []byte) (Call, error) {
	var in tableRequest
	if err := json.Unmarshal(body, &in); err != nil {
		return Call{}, invalid("The request is not understood: %s", err)
	}
	return Call{Needs: []Need{{operation, in.TableName}}, Run: func(*Capacity) ([]byte, error) {
		db.mu.Lock()
		defer db.mu.Unlock()
		if operation == "CreateTable" {
			if err := db.create(&in); err != nil {
				return nil, err
			}
			return describe("TableDescription", in.TableName)
		}
		if _, err := db.table(in.TableName); err != nil {
			return nil, err
		}
		return describe("Table", in.TableName)
	}}, nil
}

func (db *DB) create(in *tableRequest) error {
	if db.tables[in.TableName] != nil {
		return &Error{Code: "ResourceInUseException", Text: "Table already exists: " + in.TableName}
	}
	if !slices.Equal(in.KeySchema, schema()) || len(in.AttributeDefinitions) != 2 ||
		!slices.Contains(in.AttributeDefinitions, attributes()[0]) || !slices.Contains(in.AttributeDefinitions, attributes()[1]) ||
		len(in.GlobalSecondaryIndexes)+len(in.LocalSecondaryIndexes) > 0 {
		return invalid("A table here has the string keys %s (hash) and %s (range) and no index", hashKey, rangeKey)
	}
	db.tables[in.TableName] = &table{partitions: map[string]*partition{}}
	return nil
}

func describe(member, name string) ([]byte, error) {
	return json.Marshal(map[string]any{member: map[string]any{
		"TableName": name, "TableStatus": "ACTIVE", "KeySchema": schema(), "AttributeDefinitions": attributes(),
	}})
}
