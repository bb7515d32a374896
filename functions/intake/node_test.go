package intake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/hubspot"
)

// client is HubSpot's own client for Node, as `npm ci --prefix infra` installs it.
const client = "../../infra/node_modules/@hubspot/api-client"

// script signs what it reads, as version 2 and as version 3.
const script = `
const {Signature} = require(process.argv[1]);
const {method, ...of} = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({v2: Signature.getSignature(method, "v2", of), v3: Signature.getSignature(method, "v3", of)}));
`

func TestWhatHubSpotsOwnClientSignsIsTaken(t *testing.T) {
	if _, err := os.Stat(client); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("HubSpot's client is not installed; run: npm ci --prefix infra")
		}
		t.Skip("HubSpot's client is not installed, so this is not checked here; run: npm ci --prefix infra")
	}
	body := form("s-1", open, map[string]string{"company": "Größe & Söhne \u2028 \"Co\""})
	timestamp := open.UnixMilli()
	input, _ := json.Marshal(map[string]any{"method": "POST", "clientSecret": secret, "requestBody": body, "timestamp": timestamp,
		"url": "https://groups.example.com" + Path})
	node := exec.CommandContext(t.Context(), "node", "-e", script, client)
	node.Stdin = strings.NewReader(string(input))
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	var signed map[string]string
	if err := json.Unmarshal(out, &signed); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	for version, header := range map[string]http.Header{
		"v2": {hubspot.HeaderVersion: {"v2"}, hubspot.HeaderSignatureV2: {signed["v2"]}},
		"v3": {hubspot.HeaderTimestamp: {fmt.Sprint(timestamp)}, hubspot.HeaderSignatureV3: {signed["v3"]}},
	} {
		s := newStand(t)
		r := httptest.NewRequest(http.MethodPost, Path, strings.NewReader(body))
		for name, values := range header {
			r.Header.Set(name, values[0])
		}
		if code, _, text := s.send(t, r); code != http.StatusOK {
			t.Errorf("%s: answered %d %s", version, code, text)
		}
	}
}
