package letters

import "context"

// sendReleased looks at letters that were not to be sent because staff hold such letters, or have held them: those that
// are not held any more go out. They are few: what is held waits in the outbox.
func (r *run) sendReleased(ctx context.Context, letters []due, mine []bool) error {
	var doubtful []due
	for i, d := range letters {
		if !mine[i] && d.Hold != "" {
			doubtful = append(doubtful, d)
		}
	}
	if len(doubtful) == 0 || r.holds != nil {
		return nil
	}
	var err error
	if r.holds, err = r.Store.Holds(ctx); err != nil {
		return err
	}
	var released []due
	for _, d := range doubtful {
		if !d.entry.Held(r.holds) {
			released = append(released, d)
		}
	}
	if len(released) == 0 {
		return nil
	}
	return r.send(ctx, released)
}
