package dynamo

// read reads the body of an operation: every member that it knows, and no other.
func read(body []byte, o operation) error {
	p := &parser{text: body}
	p.object(func(name string) { p.member(o.read(p, name), name) })
	return p.end()
}

// member refuses a member that nobody has read.
func (p *parser) member(known bool, name string) {
	if !known {
		p.refuse("unknown member %q", name)
	}
}

func (g *getItem) read(p *parser, name string) bool {
	switch name {
	case "TableName":
		g.TableName = p.string()
	case "Key":
		g.Key = p.item()
	case "ConsistentRead":
		g.ConsistentRead = p.bool()
	default:
		return false
	}
	return true
}

func (h *placeholders) read(p *parser, name string) bool {
	switch name {
	case "ExpressionAttributeNames":
		h.ExpressionAttributeNames = map[string]string{}
		p.object(func(placeholder string) { h.ExpressionAttributeNames[placeholder] = p.string() })
	case "ExpressionAttributeValues":
		h.ExpressionAttributeValues = p.item()
	default:
		return false
	}
	return true
}

func (q *query) read(p *parser, name string) bool {
	switch name {
	case "TableName":
		q.TableName = p.string()
	case "KeyConditionExpression":
		q.KeyConditionExpression = p.string()
	case "ExclusiveStartKey":
		q.ExclusiveStartKey = p.item()
	case "Limit":
		q.Limit = new(p.int())
	case "ConsistentRead":
		q.ConsistentRead = p.bool()
	case "ScanIndexForward":
		q.ScanIndexForward = new(p.bool())
	default:
		return q.placeholders.read(p, name)
	}
	return true
}

func (w *write) read(p *parser, name string) bool {
	switch name {
	case "TableName":
		w.TableName = p.string()
	case "Item":
		w.Item = p.item()
	case "Key":
		w.Key = p.item()
	case "ConditionExpression":
		w.ConditionExpression = p.string()
	case "UpdateExpression":
		w.UpdateExpression = p.string()
	default:
		return w.placeholders.read(p, name)
	}
	return true
}

func (t *transaction) read(p *parser, name string) bool {
	switch name {
	case "TransactItems":
		p.list(func() {
			before := len(t.writes)
			p.object(func(kind string) {
				w := &write{action: kind + "Item"}
				p.object(func(name string) { p.member(w.read(p, name), name) })
				t.writes = append(t.writes, w)
			})
			t.odd = t.odd || len(t.writes) != before+1
		})
	case "ClientRequestToken":
		t.ClientRequestToken = p.string()
	default:
		return false
	}
	return true
}

func (g *gets) read(p *parser, name string) bool {
	if name != "TransactItems" {
		return false
	}
	p.list(func() {
		var i struct{ Get *get }
		p.object(func(kind string) {
			p.member(kind == "Get", kind)
			i.Get = &get{}
			p.object(func(name string) { p.member(i.Get.read(p, name), name) })
		})
		g.TransactItems = append(g.TransactItems, i)
	})
	return true
}

func (g *get) read(p *parser, name string) bool {
	switch name {
	case "TableName":
		g.TableName = p.string()
	case "Key":
		g.Key = p.item()
	default:
		return false
	}
	return true
}
