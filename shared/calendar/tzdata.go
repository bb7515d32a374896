package calendar

import (
	"archive/zip"
	"bytes"
	_ "embed" // the IANA's data
	"io"
	"strings"
	"sync"
	"time"
)

// tzdata is the IANA's data of time zones, as the package tzdata on PyPI has it: a wheel, which is a zip file. Lambda's
// image has none; that of a release of Go is the older, and governments change their clocks within weeks.
//
//go:embed tzdata.zip
var tzdata []byte

// loaded are the zones that were asked for before, each *time.Location by its name in lower case: a page that offers
// all would unpack a hundred files.
var loaded sync.Map

func load(name string) (*time.Location, bool) {
	if today, former := formerNames()[name]; former {
		name = strings.ToLower(today)
	}
	if name == "utc" {
		return time.UTC, true
	}
	file, known := zoneFiles()[name]
	if !known {
		return nil, false
	}
	r, err := file.Open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, false
	}
	zone, err := time.LoadLocationFromTZData(strings.TrimPrefix(file.Name, zoneFolder), data)
	return zone, err == nil
}

// zoneFolder is where the zones are in the IANA's data, each in a file of its name.
const zoneFolder = "tzdata/zoneinfo/"

// zoneFiles are the files of the time zones, by their names in lower case. Factory is what a computer has that was
// never told where it is.
var zoneFiles = sync.OnceValue(func() map[string]*zip.File {
	archive, err := zip.NewReader(bytes.NewReader(tzdata), int64(len(tzdata)))
	if err != nil {
		panic(err) // it is part of the program
	}
	files := map[string]*zip.File{}
	for _, file := range archive.File {
		if name, in := strings.CutPrefix(file.Name, zoneFolder); in && name != "Factory" {
			files[strings.ToLower(name)] = file
		}
	}
	return files
})

// formerNames are the zones that names without a city stand for, in lower case, as the IANA's file "backward" and
// zone.tab have them. No more come. What is an abbreviation, such as CET, stands for no place.
func formerNames() map[string]string {
	return map[string]string{
		"australia/act": "Australia/Sydney", "australia/lhi": "Australia/Lord_Howe",
		"australia/north": "Australia/Darwin", "australia/nsw": "Australia/Sydney",
		"australia/queensland": "Australia/Brisbane", "australia/south": "Australia/Adelaide",
		"australia/tasmania": "Australia/Hobart", "australia/victoria": "Australia/Melbourne",
		"australia/west": "Australia/Perth", "australia/yancowinna": "Australia/Broken_Hill",
		"brazil/acre": "America/Rio_Branco", "brazil/denoronha": "America/Noronha", "brazil/east": "America/Sao_Paulo",
		"brazil/west": "America/Manaus", "canada/atlantic": "America/Halifax", "canada/central": "America/Winnipeg",
		"canada/eastern": "America/Toronto", "canada/mountain": "America/Edmonton",
		"canada/newfoundland": "America/St_Johns", "canada/pacific": "America/Vancouver",
		"canada/saskatchewan": "America/Regina", "canada/yukon": "America/Whitehorse",
		"chile/continental": "America/Santiago", "chile/easterisland": "Pacific/Easter", "cuba": "America/Havana",
		"egypt": "Africa/Cairo", "eire": "Europe/Dublin", "etc/gmt": "UTC", "etc/gmt+0": "UTC", "etc/gmt-0": "UTC",
		"etc/gmt0": "UTC", "etc/greenwich": "UTC", "etc/uct": "UTC", "etc/universal": "UTC", "etc/utc": "UTC",
		"etc/zulu": "UTC", "gb": "Europe/London", "gb-eire": "Europe/London", "gmt": "UTC", "gmt+0": "UTC",
		"gmt-0": "UTC", "gmt0": "UTC", "greenwich": "UTC", "hongkong": "Asia/Hong_Kong",
		"iceland": "Atlantic/Reykjavik", "iran": "Asia/Tehran", "israel": "Asia/Jerusalem",
		"jamaica": "America/Jamaica", "japan": "Asia/Tokyo", "kwajalein": "Pacific/Kwajalein",
		"libya": "Africa/Tripoli", "mexico/bajanorte": "America/Tijuana", "mexico/bajasur": "America/Mazatlan",
		"mexico/general": "America/Mexico_City", "navajo": "America/Denver", "nz": "Pacific/Auckland",
		"nz-chat": "Pacific/Chatham", "poland": "Europe/Warsaw", "portugal": "Europe/Lisbon", "prc": "Asia/Shanghai",
		"roc": "Asia/Taipei", "rok": "Asia/Seoul", "singapore": "Asia/Singapore", "turkey": "Europe/Istanbul",
		"uct": "UTC", "universal": "UTC", "us/alaska": "America/Anchorage", "us/aleutian": "America/Adak",
		"us/arizona": "America/Phoenix", "us/central": "America/Chicago",
		"us/east-indiana": "America/Indiana/Indianapolis", "us/eastern": "America/New_York",
		"us/hawaii": "Pacific/Honolulu", "us/indiana-starke": "America/Indiana/Knox", "us/michigan": "America/Detroit",
		"us/mountain": "America/Denver", "us/pacific": "America/Los_Angeles", "us/samoa": "Pacific/Pago_Pago",
		"w-su": "Europe/Moscow", "zulu": "UTC",
	}
}
