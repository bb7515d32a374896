package desk

import "net/http"

// needs is the first page: what needs staff.
func (f function) needs(w http.ResponseWriter, r *http.Request, v visitor) error {
	f.show(w, r, v, "needs", "What needs you", nil)
	return nil
}
