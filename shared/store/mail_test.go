package store_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/link"
)

func TestAMailIsClaimedByOneAtATimeAndSentOnce(t *testing.T) {
	s := table(t)
	claim := func(at time.Time, wantClaimed, wantSent bool) {
		t.Helper()
		claimed, sent, err := s.Claim(t.Context(), "m1", at, 2*time.Minute)
		if err != nil || claimed != wantClaimed || sent != wantSent {
			t.Fatalf("claimed %v, sent %v, %v", claimed, sent, err)
		}
	}
	now := morning.Add(123456 * time.Microsecond)
	claim(now, true, false)
	claim(now.Add(time.Minute), false, false)
	claim(now.Add(2*time.Minute), true, false) // the first lease is over
	claim(now.Add(3*time.Minute), false, false)
	if err := s.Release(t.Context(), "m1"); err != nil {
		t.Fatal(err)
	}
	claim(now.Add(3*time.Minute), true, false)
	if err := s.Sent(t.Context(), "m1", now); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(t.Context(), "m1"); err != nil { // too late: it is out
		t.Fatal(err)
	}
	claim(now.Add(time.Hour), false, true)
}

// loses is a DynamoDB whose first answer is lost: what was asked is done, and the SDK asks again.
type loses struct {
	dynamodb.HTTPClient
	lost bool
}

func (l *loses) Do(request *http.Request) (*http.Response, error) {
	response, err := l.HTTPClient.Do(request)
	if err == nil && !l.lost {
		l.lost = true
		response.StatusCode = http.StatusInternalServerError
	}
	return response, err
}

func TestAClaimWhoseAnswerIsLostIsStillOnesOwn(t *testing.T) {
	s := functest.Table(t, func(o *dynamodb.Options) { o.HTTPClient = &loses{HTTPClient: o.HTTPClient} })
	if claimed, sent, err := s.Claim(t.Context(), "m1", morning, time.Minute); !claimed || sent || err != nil {
		t.Errorf("claimed %v, sent %v, %v", claimed, sent, err)
	}
	if claimed, sent, err := s.Claim(t.Context(), "m1", morning, time.Minute); claimed || sent || err != nil {
		t.Errorf("another: claimed %v, sent %v, %v", claimed, sent, err)
	}
}

func TestALinkIsFoundByTheHashOfItsSecret(t *testing.T) {
	s := table(t)
	want := link.Link{Purpose: "review", Subject: "2026-H2-member-a1", Person: "ada@example.com", Name: "Ada Hart", Issued: morning, Expires: morning.AddDate(0, 0, 7)}
	if err := s.PutLink(t.Context(), "h1", want); err != nil {
		t.Fatal(err)
	}
	got, found, err := s.Link(t.Context(), "h1")
	if diff := cmp.Diff(want, got); diff != "" || !found || err != nil {
		t.Errorf("found %v, %v %s", found, err, diff)
	}
	if _, found, err := s.Link(t.Context(), "h2"); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
}
