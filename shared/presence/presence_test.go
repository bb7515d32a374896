package presence

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// group are a group's people, by ids that are short here.
func group() []pug.Person {
	return []pug.Person{{ID: "cleo", Name: "Cleo Marsh", Email: "cleo@example.com"},
		{ID: "mia", Name: "Mia Okoye", Email: "mia@example.com"},
		{ID: "noah", Name: "Noah Berg", Email: "noah@example.com"},
		{ID: "jose", Name: "José Álvarez", Email: "jose@example.com"}}
}

func TestReportsOfTheThreeProducts(t *testing.T) {
	for _, c := range []struct {
		name, file string
		minutes    map[string]int
		unknown    []Found
	}{
		{"Zoom, a line for each time: what overlaps counts once, and the last parentheses hold the name", "zoom.csv",
			map[string]int{"cleo": 64, "mia": 60, "noah": 25}, []Found{{Name: "read.ai meeting notes", Minutes: 60}}},
		{"Zoom, a line for each person: by name where the address is another", "zoom_unique.csv",
			map[string]int{"cleo": 64, "mia": 60, "jose": 31}, nil},
		{"Teams: the time in the meeting, not between first and last, and only of the second section", "teams.csv",
			map[string]int{"cleo": 63, "mia": 28, "jose": 59, "noah": 1}, nil},
		{"Teams in a language of which no heading is known", "teams_portuguese.csv",
			map[string]int{"mia": 62, "jose": 30}, nil},
		{"Teams where words for time have other letters", "teams_chinese.csv", map[string]int{"cleo": 64, "mia": 38}, nil},
		{"Teams of old, a line for each coming and going: who never went stayed until the end", "teams_events.csv",
			map[string]int{"cleo": 60, "mia": 40, "jose": 50}, nil},
		{"Meet: a name in two parts, no address of a guest", "meet.csv",
			map[string]int{"cleo": 62, "mia": 58, "noah": 29}, nil},
		{"Meet past midnight: minutes and seconds", "meet_night.csv",
			map[string]int{"mia": 60, "noah": 32}, []Found{{Name: "Dial-in", Minutes: 12}}},
		{"what Excel makes of it: semicolons, and the letters of Windows", "excel.csv",
			map[string]int{"jose": 60, "mia": 12}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, err := os.ReadFile(filepath.Join("testdata", c.file))
			if err != nil {
				t.Fatal(err)
			}
			stays, err := Read(file)
			if err != nil {
				t.Fatal(err)
			}
			m := For(group(), stays)
			got := map[string]int{}
			for id, found := range m.Found {
				got[id] = found.Minutes
			}
			if diff := cmp.Diff(c.minutes, got); diff != "" {
				t.Errorf("minutes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.unknown, m.Unknown); diff != "" {
				t.Errorf("not of the group (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatIsNoReportIsRefusedWithASentence(t *testing.T) {
	const headings = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
	for _, c := range []struct{ name, file, want string }{
		{"a workbook", "PK\x03\x04\x00\x00", "This is an Excel workbook"},
		{"a PDF", "%PDF-1.7\n", "This is a PDF"},
		{"noise", "ab\x00\x01cd\x00", "not a text file"},
		{"nothing", "", "cannot be read as an attendance report"},
		{"another list", "Name,Email,Company\nMia,mia@example.com,Acme\n", "cannot be read as an attendance report"},
		{"headings alone", headings, "lists nobody"},
		{"no length that can be read", headings + "Mia,,whenever,later,a while,No\n", "How long people stayed"},
		{"too many lines", headings + strings.Repeat("Mia,,,,1,No\n", 2001), "more than 2000 lines"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read([]byte(c.file))
			if !pug.IsError(err, pug.Invalid) || !strings.Contains(pug.Sentence(err), c.want) {
				t.Errorf("refused with %v, want %q", err, c.want)
			}
		})
	}
}

func TestLengthsInEveryNotation(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"62": 62 * time.Minute, "62,5": 62*time.Minute + 30*time.Second, "1h 2m 10s": time.Hour + 130*time.Second,
		"1 Std. 5 Min.": 65 * time.Minute, "45 Sek.": 45 * time.Second, "1 hr 2 min": 62 * time.Minute,
		"1 時間 4 分 0 秒": 64 * time.Minute, "1 小时 4 分钟": 64 * time.Minute, "1時間4分": 64 * time.Minute, "1시간 4분": 64 * time.Minute,
		"1 ч 4 мин 0 с": 64 * time.Minute, "1 godz. 4 min 0 s": 64 * time.Minute,
		"42m": 42 * time.Minute, "1:00:00": time.Hour, "32:14": 32*time.Minute + 14*time.Second,
		"": unknown, "soon": unknown, "-3": unknown, "NaN": unknown, "99h": unknown, "3 fortnights": unknown,
	} {
		got, ok := lengthOf(text)
		if !ok {
			got = unknown
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestOnlyWhoIsCertainIsFoundByName(t *testing.T) {
	people := append(group(), pug.Person{ID: "mia2", Name: "Mia Lund", Email: "lund@example.com"})
	for name, want := range map[string]string{
		"berg noah": "noah", "NOAH B.": "noah", "Jose Alvarez (he/him)": "jose", "José": "jose",
		"Mia": "", "Mia Okoye": "mia", "N": "", "Guest": "", "(": "", "iPhone (2) (Noah Berg)": "noah",
	} {
		got := ""
		if p := personOf(people, Guest{Name: name}); p != nil {
			got = p.ID
		}
		if got != want {
			t.Errorf("%q is found as %q, want %q", name, got, want)
		}
	}
}

func TestWhoSharesAnAddressIsFoundByName(t *testing.T) {
	people := []pug.Person{{ID: "john", Name: "John Smith", Email: "smith@e.example"},
		{ID: "jr", Name: "John Smith Jr.", Email: "smith@e.example"}, {ID: "ina", Name: "Ina Berg", Email: "info@acme.example"},
		{ID: "bo", Name: "Bo Lund", Email: "info@acme.example", Sharing: "x"},
		{ID: "taro", Name: "太郎 山田", Email: "taro@b.example"}, {ID: "jorg", Name: "Jörg Müller", Email: "jm@c.example"},
		{ID: "kim", Name: "Min-jun Kim", Email: "kim@d.example"}, {ID: "liz", Name: "Elizabeth Stone", Email: "liz.stone@gmail.com"}}
	for guest, want := range map[string]string{
		"Bo Lund, info@acme.example": "bo", "Ina, info@acme.example": "ina", "Front desk, info@acme.example": "",
		"John Smith, smith@e.example": "john", "John Smith Jr, smith@e.example": "jr", "John, smith@e.example": "",
		"山田太郎, ": "taro", "Joerg Mueller, ": "jorg", "Minjun Kim, ": "kim", "Dr. Elizabeth Stone, ": "liz",
		"Liz, lizstone@gmail.com": "liz", "Liz S, liz.stone+zoom@googlemail.com": "liz",
	} {
		name, email, _ := strings.Cut(guest, ", ")
		got := ""
		if p := personOf(people, Guest{Name: name, Emails: []string{email}}); p != nil {
			got = p.ID
		}
		if got != want {
			t.Errorf("%q is found as %q, want %q", guest, got, want)
		}
	}
}

func TestR11WhoIsInTheReportForAnUnknownTimeIsInIt(t *testing.T) {
	for name, file := range map[string]string{
		"an empty cell": "Name,First Join,Last Leave,In-Meeting Duration,Email\n" +
			"Cleo Marsh,\"10/8/26, 3:58:00 PM\",\"10/8/26, 5:02:00 PM\",1h 4m,cleo@example.com\n" +
			"Mia Okoye,\"10/8/26, 3:58:00 PM\",,,mia@example.com\n",
		"no time of leaving": "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n" +
			"Cleo Marsh,cleo@example.com,10/08/2026 03:58:00 PM,10/08/2026 05:02:00 PM,64,No\n" +
			"Mia Okoye,mia@example.com,10/08/2026 03:58:00 PM,--,--,No\n",
	} {
		stays, err := Read([]byte(file))
		if err != nil {
			t.Fatal(name, err)
		}
		want := map[string]Found{"cleo": {Name: "Cleo Marsh", Minutes: 64}, "mia": {Name: "Mia Okoye", Untimed: true}}
		if diff := cmp.Diff(want, For(group(), stays).Found); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestHalfOfWhatWasHeldIsEnough(t *testing.T) {
	for _, c := range []struct {
		name             string
		longest, minutes int
		want             bool
	}{
		{"half of an hour", 64, 30, true},
		{"less than half", 64, 29, false},
		{"half of a meeting that ended early", 40, 20, true},
		{"nobody stayed a minute", 0, 0, false},
	} {
		if got := (Match{Longest: c.longest}).Enough(c.minutes, time.Hour); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		f.Fatal("no reports to begin with", err)
	}
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		before := bytes.Clone(file)
		stays, err := Read(file)
		if err != nil && pug.Sentence(err) == "" {
			t.Errorf("refused without a sentence: %v", err)
		}
		if !bytes.Equal(before, file) {
			t.Error("the file was changed")
		}
		m := For(group(), stays)
		for _, found := range append(m.Unknown, m.Found["mia"]) {
			if found.Minutes < 0 || found.Minutes > 24*60 || found.Minutes > m.Longest {
				t.Errorf("%q stayed %d minutes of %d", found.Name, found.Minutes, m.Longest)
			}
		}
	})
}
