package asl

import "fmt"

// maxInline is how many iterations of an inline Map run at once at most, as on AWS.
const maxInline = 40

// mapState runs the item processor for each item; the result is the list of the outputs.
func (v *visit) mapState() (*string, *failure) {
	inputs, items, f := v.items()
	if f != nil {
		return nil, f
	}
	most, f := v.number(v.state.maxConcurrency, 0, 0)
	if f != nil {
		return nil, f
	}
	if most == 0 {
		most = maxInline
	}
	started := v.record("MapStateStarted", &Details{Length: len(items)})
	g := &group{open: min(int(most), maxInline, len(items)), done: v.engine.cfg.Clock.NewSignal(), outputs: make([]string, len(items))}
	if g.open == 0 {
		v.record("MapStateSucceeded", nil)
		return v.joined(g)
	}
	next := 0 // one process runs at a time, so the workers may share it
	for w := range g.open {
		v.spawn(fmt.Sprintf("worker %d of %s", w, v.state.name), started, func(r *runner) {
			for next < len(items) && !r.gone() {
				i := next
				next++
				if !v.iterate(g, r, i, items[i], inputs[i]) {
					return
				}
			}
			v.finishBranch(g, r, -1, "", nil)
		})
	}
	if f := v.await(g); f != nil {
		return nil, f
	}
	v.record("MapStateSucceeded", nil)
	return v.joined(g)
}

// iterate runs one item; it reports false when the map is over because of it.
func (v *visit) iterate(g *group, r *runner, i int, item any, input string) bool {
	name := &Details{Name: v.state.name, Index: i}
	r.iteration = name
	r.scope = &scope{outer: v.scope}
	r.item = itemContext(i, item)
	r.record("MapIterationStarted", name)
	output, f := r.runFlow(v.state.processor, input)
	if f != nil {
		r.record("MapIterationFailed", name)
		v.finishBranch(g, r, i, "", f)
		return false
	}
	v.last = r.record("MapIterationSucceeded", name)
	v.engine.mu.Lock()
	g.outputs[i] = output
	v.engine.mu.Unlock()
	return true
}

// items evaluates Items, and ItemSelector for each of them.
func (v *visit) items() (inputs []string, items []any, f *failure) {
	s := v.state
	var value any
	if s.items == nil {
		value = v.states()["input"]
		if kind(value) != "array" {
			return nil, nil, v.notAList(value)
		}
	} else if value, f = v.eval(s.items); f != nil {
		return nil, nil, f
	} else if kind(value) != "array" {
		return nil, nil, v.queryFailed(s.items.wrongType("array", value))
	}
	items = elements(value)
	inputs = make([]string, len(items))
	for i, item := range items {
		if inputs[i], f = v.selected(i, item); f != nil {
			return nil, nil, f
		}
	}
	v.parsed = nil // forgets the last item
	return inputs, items, nil
}

// selected is the input of one iteration: the item, or what ItemSelector makes of it.
func (v *visit) selected(i int, item any) (string, *failure) {
	if v.state.selector == nil {
		return v.text(item)
	}
	v.states()["context"].(map[string]any)["Map"] = itemContext(i, item)
	value, f := v.eval(v.state.selector)
	if f != nil {
		return "", f
	}
	return v.text(value)
}

// itemContext is $states.context.Map.
func itemContext(i int, item any) map[string]any {
	return map[string]any{"Item": map[string]any{"Index": float64(i), "Value": item}}
}

func (v *visit) notAList(value any) *failure {
	text, f := v.text(value)
	if f != nil {
		return f
	}
	return v.queryFailed(&queryFailure{"Items", "Map state input must be an array but was: " + text})
}
