package page

import (
	"fmt"
	"net/http"
)

// Download answers with a file that browsers keep. Its name is plain ASCII.
func Download(w http.ResponseWriter, name, kind string, file []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	_, _ = w.Write(file) // a reader who has gone away is no error
}
