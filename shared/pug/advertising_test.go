package pug

import "testing"

func TestR4WhatIsAdvertisingInTheFormAndWhatIsNot(t *testing.T) {
	for text, want := range map[string]struct{ asName, page bool }{
		"claim at http://evil.example/win": {true, true},
		"ｈｔｔｐ：／／evil":                      {true, true},
		"You won, evil.example/win":        {true, true},
		"WWW.evil":                         {true, true},
		"www.evil.example":                 {true, true},
		"win@evil.example":                 {true, true},
		"mailto:someone":                   {true, true},
		"tel:+18885550199":                 {true, true},
		"evil.xn--p1ai/win":                {true, true},
		"evil.рф/x":                        {true, true},
		"evil.भारत/x":                      {true, true},
		"evil。com/win":                     {true, true},
		"203.0.113.9/win":                  {true, true},
		"t.me/evil":                        {true, true},
		"evil.com:8080":                    {true, true},
		"evil-prize.com":                   {true, false}, // as booking.com is a company
		"Call +1 888 555 0199":             {true, false},
		"monday.com: Partner":              {true, false},
		"Acme Pvt.Ltd/India":               {false, false},
		"St.Gallen/Zürich Partners":        {false, false},
		"Berg, P.Eng/PMP":                  {false, false},
		"Ina Berg, M.Sc.":                  {false, false},
		"Prof.Dr. Ina Berg":                {false, false},
		"Dr.Li":                            {false, false},
		"J.R.R. Tolkien, 3rd":              {false, false},
		"S.A./Ltd":                         {false, false},
		"From Node.js to HubSpot":          {false, false},
		"Acme Inc.: Growth":                {false, false},
		"https://www.acme.example/team":    {false, false}, // where they write from
		"Ina Berg, mail.acme.example":      {false, false},
	} {
		const email = "ina@acme.example"
		if got := advertisesAsName(text, email); got != want.asName {
			t.Errorf("%q is advertising as a name: %t", text, got)
		}
		if got := advertisesPage(text, email); got != want.page {
			t.Errorf("%q is advertising as a company: %t", text, got)
		}
	}
	if !advertisesPage("write to win@gmail.com", "ina@gmail.com") {
		t.Error("a mailbox provider's domain is nobody's own")
	}
}
