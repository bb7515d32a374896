package grouping_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// opened is the exported workbook as a spreadsheet opens it, with its only sheet's name.
func (s *scene) opened(t *testing.T, link string) (book *excelize.File, sheet string) {
	t.Helper()
	w := s.Visit("GET", link+"?show=export", nil)
	got := w.Header().Get("Content-Type") + " " + w.Header().Get("Content-Disposition")
	if got != `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet attachment; filename="groups-2026-H2.xlsx"` {
		t.Error(got)
	}
	book, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	s.Must(t, err)
	t.Cleanup(func() { s.Must(t, book.Close()) })
	return book, book.GetSheetName(0)
}

func TestTheExportHoldsEverybodyWithTheReason(t *testing.T) {
	s, link := proposed(t)
	s.post(t, link, "action", "move", "member", memberID("p0"), "group", groupID(2), "pin", "true")
	book, sheet := s.opened(t, link)
	rows, err := book.GetRows(sheet)
	if err != nil || len(rows) != 1+2+12+1 {
		t.Fatalf("%v, %d rows:\n%s", err, len(rows), rows)
	}
	has(t, fmt.Sprint(rows[1]), "Group 1", "Champion", "BEA Test", "bea@example.org", "Pricing")
	has(t, fmt.Sprint(rows), "[Group 2  member P0 Test p0@example.org Company p0 App partner Marketing NA Pricing; SEO SEO yes 2nd choice, their region",
		"[waitlist 1  W Test w@example.org Company w App partner Marketing NA Quantum   No Champion offers one of the chosen topics")
	panes, err := book.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%v, panes %+v: the titles scroll out of sight", err, panes)
	}
	props, err := book.GetDocProps()
	if made := s.Now().UTC().Format(time.RFC3339); err != nil || props.Creator != "Partner User Groups" || props.Created != made {
		t.Errorf("%v, made %s by %q, want %s", err, props.Created, props.Creator, made)
	}
}

// A file's bytes do not tell when it was downloaded, nor how often.
func TestTheSameGroupsExportTheSameFile(t *testing.T) {
	s, link := proposed(t)
	first := s.Visit("GET", link+"?show=export", nil).Body.Bytes()
	s.At(s.Now().Add(time.Hour))
	if again := s.Visit("GET", link+"?show=export", nil).Body.Bytes(); !bytes.Equal(first, again) {
		t.Error("the same groups are another file an hour later")
	}
}

func TestInTheExportTextIsTextAndATimeIsADate(t *testing.T) {
	for _, text := range []string{"Acme;=2+5;Ltd", "＝2+5", "+49 171", "-5", "=cmd()", "@SUM(A1)", "\t=1", "00123", "<b>&amp;"} {
		s := newScene(t)
		submitted := time.Date(2026, 9, 10, 13, 30, 0, 0, time.UTC)
		s.Apply(t, pug.Application{ID: memberID("x"), Cohort: cohort, Kind: pug.KindMember, Email: "x@example.org", FirstName: "X", Company: text,
			Role: pug.RoleMarketing, Region: pug.RegionNA, Status: pug.StatusApproved, Submitted: submitted})
		s.do(t, "propose")
		book, sheet := s.opened(t, s.curate(t, 0))
		got, err := book.GetCellValue(sheet, "F2")
		kind, _ := book.GetCellType(sheet, "F2")
		formula, _ := book.GetCellFormula(sheet, "F2")
		if err != nil || got != text || formula != "" || kind != excelize.CellTypeInlineString {
			t.Errorf("%q reads %q, formula %q, type %d: %v", text, got, formula, kind, err)
		}
		if applied, err := book.GetCellValue(sheet, "N2"); err != nil || applied != "9/10/26 09:30" {
			t.Errorf("applied %q: %v", applied, err)
		}
	}
}

// onLambda is the function's answer to a request as API Gateway brings it.
func (s *scene) onLambda(t *testing.T, method, link, query string) events.APIGatewayV2HTTPResponse {
	t.Helper()
	address, err := url.Parse(link)
	s.Must(t, err)
	request := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: address.Path, RawQueryString: query}
	request.RequestContext.HTTP.Method, request.RequestContext.DomainName = method, address.Host
	payload, err := json.Marshal(request)
	s.Must(t, err)
	answer, err := s.Function.Invoke(t.Context(), payload)
	s.Must(t, err)
	var response events.APIGatewayV2HTTPResponse
	s.Must(t, json.Unmarshal(answer, &response))
	return response
}

// Scanners of mail and download managers ask with HEAD first.
func TestTheExportAnswersHEADAsGETButForTheBody(t *testing.T) {
	s, link := proposed(t)
	s.Get(t, link, 200)
	want := s.onLambda(t, "GET", link, "show=export")
	got := s.onLambda(t, "HEAD", link, "show=export")
	if want.StatusCode != 200 || want.Body == "" {
		t.Fatalf("GET is answered %d with %d bytes", want.StatusCode, len(want.Body))
	}
	want.Body, want.IsBase64Encoded = "", false
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
