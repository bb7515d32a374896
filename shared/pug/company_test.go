package pug_test

import (
	"strings"
	"testing"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// at is somebody of a company who writes from a domain; "Acme @acme.example" in short.
func at(who string) pug.Person {
	company, domain, _ := strings.Cut(who, " @")
	return pug.Person{Company: company, Email: "somebody@" + domain}
}

func TestR5TheSameCompanyHoweverItIsWritten(t *testing.T) {
	for _, row := range []struct {
		key string
		of  []string
	}{
		{"acme", []string{"Acme Inc @a.example", "Acme, Inc. @a.example", "ACME Inc. @a.example", "Acme @a.example",
			"Acme @acme.de", "Acme @acme.com", "ａｃｍｅ @gmail.com", " acme  corp. @gmail.com", "A.C.M.E. @b.example"}},
		{"northwind", []string{"Northwind @gmail.com", "northwind.example @northwind.example",
			"https://www.northwind.example/ @nw.example", "Northwind.com @nw.example",
			"Northwind Trading GmbH @mail.northwind.example", "Northwind Digital @northwind.co.uk", " @northwind.example"}},
		{"hart", []string{"Hart & Co. GmbH @h.example", "Hart & Co GmbH @h.example", "Hart and Co @h.example",
			"HART + CO @h.example", "Hart GmbH & Co. KG @h.example"}},
		{"acme", []string{"The Acme Company @a.example", "Acme Sdn Bhd @a.example", "Acme S. de R.L. de C.V. @a.example",
			"Acme Ltd. Şti. @a.example", "Acme FZ-LLC @a.example", "PT Acme @a.example", "ООО Acme @a.example"}},
		{"the", []string{"The @a.example"}}, // a name is left
		{"northquay", []string{"North Quay @gmail.com", "North-Quay Group @north-quay.example", "Northquay @x.example"}},
		{"muller", []string{"Müller AG @m.example", "Mu\u0308ller @m.example", "MULLER S.A. @m.example"}},
		{"strasse", []string{"Straße @s.example", "STRASSE Sp. z o.o. @s.example", "Strasse S.A. de C.V. @s.example"}},
		{"orsted", []string{"Ørsted A/S @o.example"}},
		{"smithandsons", []string{"Smith & Sons @s.example", "Smith and Sons Pty Ltd @s.example"}},
		{"acmegroup", []string{"Acme Group @b.example", "ACME GROUP LLC @b.example"}}, // tells firms apart
		{"アクメ", []string{"株式会社アクメ @a.example", "アクメ 株式会社 @b.example", "㈱アクメ @gmail.com", "アクメ（株） @a.example"}},
		{"百度", []string{"百度有限公司 @b.example", "百度股份有限公司 @c.example"}},
		{"株式会社", []string{"株式会社 @a.example"}}, // a name is left
		{"sparkly", []string{"Sparkly™ @s.example", "Sparkly® Ltd @t.example", "SPARKLY ™ @gmail.com"}},
		{"co", []string{"Co @c.example"}}, // a name is left
		{"xltd", []string{"X Ltd @x.org.example"}},
		{"droetker", []string{"Dr.Oetker @o.example"}}, // no domain
		{"कंपनी", []string{"कंपनी @k.example"}},        // marks that are letters stay
		{"", []string{"Freelancer @a.example", "freelancer @a.example", "Self-employed @a.example", "N/A @a.example",
			"Freelance Consultant @a.example", "gmail.com @gmail.com", "self employed @a.example", "Independent @a.example", "none @a.example", "- @a.example",
			"no company @a.example", "No Company. @b.example", "Selbständig @a.example", "Autónomo @a.example", "TBD @a.example",
			"Freelance Co @a.example", ". @a.example",
			"フリーランス @gmail.com", "個人 @a.example", "个人 @a.example", "无 @a.example", "프리랜서 @a.example",
			"Фрилансер @a.example", "ИП @a.example", "Auto-entrepreneur @a.example", "Indépendant @a.example",
			"Libero professionista @a.example", "Eenmanszaak @a.example", "Frilans @a.example", "Enskild firma @a.example",
			"keine @a.example", "Self @a.example", "Contractor @a.example", "Sole proprietor @a.example",
			"Self employed (freelance) @a.example", " @att.net", " @docomo.ne.jp", " @acme.onmicrosoft.com",
			" @privaterelay.appleid.com", " @gmail.com", " @example.com", ""}},
	} {
		for _, who := range row.of {
			if got := at(who).CompanyKey(); got != row.key {
				t.Errorf("%q has the key %q, want %q", who, got, row.key)
			}
		}
	}
}

func TestLikelyCoworkersAreShownAndNotRefused(t *testing.T) {
	for _, row := range []struct{ one, other, want string }{
		{"Acme @acme.example", "Acme Inc. @gmail.com", ""}, // the same, which the cap counts
		{"Acme @corp.example", "Zeta @mail.corp.example", "both write from corp.example"},
		{"Freelancer @corp.example", "Zeta @corp.example", "both write from corp.example"},
		{"NW Partners @northwind.example", "Northwind @gmail.com", "the address of one names the company of the other"},
		{"Brightside @b.example", "Brightside Media @c.example", "their companies have similar names"},
		{"Brightside @b.example", "Brigthside @c.example", ""}, // two letters: too far to be sure
		{"Brightside @b.example", "Brihtside @c.example", "their companies have similar names"},
		{"Acme @a.example", "Acne @b.example", ""}, // short names are alike by chance
		{"Acme @a.example", "Acme (a HubSpot partner) @b.example", "their companies have similar names"},
		{"Acme @a.example", "Acmeland @b.example", ""},
		{"Acme @gmail.com", "Zeta @gmail.com", ""},
		{"Freelancer @gmail.com", "Freelancer @web.de", ""},
		{"", "", ""},
	} {
		for _, pair := range [][2]string{{row.one, row.other}, {row.other, row.one}} {
			got := ""
			for _, c := range pug.CoworkersAmong([]pug.Person{at(pair[0]), at(pair[1])}) {
				got = c.Why
			}
			if got != row.want {
				t.Errorf("%q and %q: %q, want %q", pair[0], pair[1], got, row.want)
			}
		}
	}
}

func BenchmarkCompanyKey(b *testing.B) {
	for name, who := range map[string]pug.Person{
		"ascii": at("Northwind Trading GmbH @northwind.example"), "accents": at("Müller & Söhne AG @mueller.example"),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_ = who.CompanyKey()
			}
		})
	}
}
