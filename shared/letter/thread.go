package letter

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// matterOf is what the letter of a key is about (see store.Letter): the meeting of a group in a month; else the record
// that the key names first, such as an application or a flag; else what the reader applied with; else one thing about a
// cohort, such as its curation. It is empty for what stands alone.
func matterOf(key, reader string) string {
	cohort, parts := "", strings.Split(key, "/")
	for i, part := range parts {
		id := string(pug.CohortOf(part))
		switch {
		case id == "":
		case part == id:
			cohort = parts[0] + "/" + id
		case i+1 < len(parts) && beginsWithMonth(parts[i+1]):
			return part + "/" + parts[i+1][:len(monthLayout)]
		default:
			return part
		}
	}
	if cohort != "" {
		return cmp.Or(reader, cohort)
	}
	return ""
}

// monthLayout is how keys write a month. A meeting that was planned anew in it has more behind it.
const monthLayout = "2006-01"

func beginsWithMonth(part string) bool {
	if len(part) < len(monthLayout) {
		return false
	}
	_, err := time.Parse(monthLayout, part[:len(monthLayout)])
	return err == nil
}

// thread is the message id, without its brackets, that all letters about one matter refer to, so that mail programs
// hold them together (RFC 5322, 3.6.4). SES gives each mail a Message-ID that nobody knows beforehand, so it is the id
// of no mail: programs that follow References (Apple Mail, Outlook, Thunderbird) gather what refers to the same one.
// Gmail gathers only what has the same subject besides. It is empty for a letter that stands alone.
func (m Message) thread(host string) string {
	matter := matterOf(m.Key, m.To.ID)
	if matter == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("matter/" + matter))
	return hex.EncodeToString(sum[:16]) + "@" + host
}
