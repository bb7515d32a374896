package browser

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/url"
)

// inParts writes what a form sends in parts (RFC 7578), as the body of a request and its kind. Files have a name.
func (f Form) inParts(filled url.Values) (body, kind string, err error) {
	var text bytes.Buffer
	parts := multipart.NewWriter(&text)
	for _, x := range f.Fields {
		for _, value := range filled[x.Name] {
			var part io.Writer
			if x.Type == "file" {
				part, err = parts.CreateFormFile(x.Name, "file.csv")
			} else {
				part, err = parts.CreateFormField(x.Name)
			}
			if err != nil {
				return "", "", err
			}
			if _, err := io.WriteString(part, value); err != nil {
				return "", "", err
			}
		}
	}
	err = parts.Close()
	return text.String(), parts.FormDataContentType(), err
}
