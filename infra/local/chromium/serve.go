package chromium

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Serve serves the handler on this machine until the test ends, and returns the URL, which has no slash at its end. A handler that is made
// for its URL is added later, to a ServeMux that is served here.
func Serve(t testing.TB, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}
