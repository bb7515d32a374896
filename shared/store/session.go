package store

import (
	"context"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// How long a session lasts: for so long without a request, and altogether.
const (
	sessionIdle  = 12 * time.Hour
	SessionLasts = 7 * 24 * time.Hour
)

// Session is somebody of staff at one browser. The browser alone has its secret.
type Session struct {
	Email string    `json:"email"`
	Hash  string    `json:"hash"` // SHA-256 of the secret, in hexadecimal
	Begun time.Time `json:"begun"`
	Seen  time.Time `json:"seen"`  // when it was used last, to the quarter of an hour
	Agent string    `json:"agent"` // what the browser says it is
}

// Short names the session in logs.
func (s Session) Short() string { return s.Hash[:min(8, len(s.Hash))] }

// Open says whether the session has not ended by its age, or for not being used.
func (s Session) Open(now time.Time) bool {
	return now.Before(s.Begun.Add(SessionLasts)) && now.Before(s.Seen.Add(sessionIdle))
}

// sessionRecord is a session as the table holds it.
type sessionRecord struct {
	Session
	TTL int64 `json:"ttl"` // epoch seconds
}

// BeginSession stores a new session, and uses up the link of the hash by which somebody came, if they came by one.
// pug.Conflict: the link was used before.
func (s *Store) BeginSession(ctx context.Context, session Session, byLink string) error {
	record := sessionRecord{session, session.Begun.Add(SessionLasts).Unix()}
	writes := []write{{key: sessionKey(session.Email, session.Hash), record: record, condition: ifNew}}
	if byLink != "" {
		writes = append(writes, write{key: linkKey(byLink), change: "SET #used = :true",
			condition: "attribute_exists(PK) AND attribute_not_exists(#used)", values: values{":true": true}})
	}
	used := pug.Errorf(pug.Conflict, "The link was used before.")
	return s.commit(ctx, "begin a session", used, writes...)
}

// Session reads a session and whose it is; pug.NotFound if there is none, or they are not on the staff any more,
// or left it meanwhile.
func (s *Store) Session(ctx context.Context, email, hash string) (Session, pug.Staff, error) {
	items, err := s.moment(ctx, "session", sessionKey(email, hash), staffKey())
	if err != nil {
		return Session{}, pug.Staff{}, err
	}
	var session Session
	if err := unmarshal(items[0], &session); err != nil {
		return Session{}, pug.Staff{}, err
	}
	team, err := s.team(items[1])
	if err != nil {
		return Session{}, pug.Staff{}, err
	}
	staff, found := team.Find(email)
	if len(items[0]) == 0 || !found || session.Begun.Before(staff.Since) {
		return Session{}, pug.Staff{}, pug.Errorf(pug.NotFound, "There is no such session.")
	}
	return session, staff, nil
}

// Seen notes that a session was used. One that has ended stays so.
func (s *Store) Seen(ctx context.Context, session Session) error {
	return s.once(ctx, "note that a session was used", write{key: sessionKey(session.Email, session.Hash),
		change: "SET #seen = :seen", condition: ifExists, values: values{":seen": session.Seen}})
}

// Sessions lists the sessions of somebody of staff, those that have ended among them.
func (s *Store) Sessions(ctx context.Context, email string) ([]Session, error) {
	return query[Session](ctx, s, sessionKey("", "").PK, email+"#", "sessions")
}

// EndSession ends a session, if there is one.
func (s *Store) EndSession(ctx context.Context, email, hash string) error {
	return s.must(ctx, "end a session", write{key: sessionKey(email, hash), delete: true})
}
