package letter

import (
	"errors"
	"strings"
	"time"

	"github.com/aws/smithy-go"
)

// Trouble is what keeps a letter from going out.
type Trouble string

// The kinds of trouble.
const (
	NoTrouble Trouble = ""
	// TroubleLetter is this letter's, for good: its address or its text.
	TroubleLetter Trouble = "letter"
	// TroubleRecipient is this address's, until somebody changes the account: it is in SES's sandbox, and the address
	// is not verified.
	TroubleRecipient Trouble = "recipient"
	// TroubleRate passes within seconds: too many mails in one. The letter did not go out.
	TroubleRate Trouble = "rate"
	// TroubleMoment may pass, and the letter may have gone out: SES did not answer, or did not say why.
	TroubleMoment Trouble = "moment"
	// TroubleAccount is everybody's, until somebody mends it: sending is paused or suspended, the day's quota is used
	// up, the sender is not verified, or a right is missing.
	TroubleAccount Trouble = "account"
)

// errUnwritable is about a mail that cannot be written as it should be.
var errUnwritable = errors.New("it cannot be written")

// troubles are the names under which SES refuses, see
// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors.
func troubles() map[string]Trouble {
	return map[string]Trouble{
		"BadRequestException":                TroubleLetter,
		"MessageRejected":                    TroubleLetter, // or, by its text, the account's: see TroubleOf
		"TooManyRequestsException":           TroubleRate,
		"LimitExceededException":             TroubleAccount,
		"AccountSuspendedException":          TroubleAccount,
		"SendingPausedException":             TroubleAccount,
		"MailFromDomainNotVerifiedException": TroubleAccount,
		"NotFoundException":                  TroubleAccount, // the configuration set
		"AccessDeniedException":              TroubleAccount,
	}
}

// unverified begins what SES says of identities that are not verified; the addresses follow.
const unverified = "Email address is not verified"

// TroubleOf says what kind of trouble an error of Send is; what is not known is of the moment.
func (s *Sender) TroubleOf(err error) Trouble {
	var answer smithy.APIError
	switch {
	case err == nil:
		return NoTrouble
	case errors.Is(err, errUnwritable):
		return TroubleLetter
	case !errors.As(err, &answer):
		return TroubleMoment
	case !strings.HasPrefix(answer.ErrorMessage(), unverified):
		if t, known := troubles()[answer.ErrorCode()]; known {
			return t
		}
		return TroubleMoment
	case strings.Contains(answer.ErrorMessage(), s.From.Email):
		return TroubleAccount
	}
	return TroubleRecipient
}

// Code is the name of an error of Send, as logs may have it: what SES says of it names addresses.
func Code(err error) string {
	var answer smithy.APIError
	switch {
	case errors.As(err, &answer):
		return answer.ErrorCode()
	case errors.Is(err, errUnwritable):
		return "unwritable"
	}
	return "no answer"
}

// How long a letter waits: after trouble of the moment twice as long each time, and at last no longer; after trouble
// that somebody has to mend always the same.
const (
	firstWait   = time.Minute
	longestWait = time.Hour
	mendWait    = 15 * time.Minute
)

// Again says when a letter is tried again that has now been tried so often. There is no end to that, but where the
// trouble is the letter's own: whenever all else is mended, the letters go out.
func (t Trouble) Again(now time.Time, attempts int) time.Time {
	switch {
	case t == TroubleRate:
		return now
	case t == TroubleMoment && attempts < 7: // 2^6 minutes are more than the longest wait
		return now.Add(min(longestWait, firstWait<<max(0, attempts-1)))
	case t == TroubleMoment:
		return now.Add(longestWait)
	}
	return now.Add(mendWait)
}

// Counts says whether a failed attempt is one of the letter.
func (t Trouble) Counts() bool { return t == TroubleMoment || t == TroubleLetter }
