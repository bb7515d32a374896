package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"strings"
)

// PurposeOwn is the purpose of the links to people's own pages, which is also the first part of their paths.
const PurposeOwn = "my"

// Own is the last part of the link to somebody's own page: an application by which the programme knows them, and a
// proof that whoever made the link has the key. It is the same in every letter, and is stored nowhere: who reads the
// table finds all that it is made of but the key. The proof is of the address as well, in which case does not count, so
// that links end which were sent to an address that is theirs no longer (L3).
func Own(key, application, email string) string {
	proof := hmac.New(sha256.New, []byte(key))
	for _, part := range []string{PurposeOwn, application, strings.ToLower(email)} {
		proof.Write([]byte(part + "\n"))
	}
	return application + ownMark + letters.EncodeToString(proof.Sum(nil)[:secretBytes])
}

// ownMark stands between the application and the proof, which has none.
const ownMark = "-"

// NamedBy is the application that a link to somebody's own page names; empty where it is no such link. It proves
// nothing: see Proves.
func NamedBy(own string) (application string) {
	if at := strings.LastIndex(own, ownMark); at > 0 {
		return own[:at]
	}
	return ""
}

// Proves says whether the link to somebody's own page was made with the key, for the application at the address.
func Proves(key, own, application, email string) bool {
	return hmac.Equal([]byte(Own(key, application, email)), []byte(own))
}
