package signin

import (
	"cmp"
	"strings"
)

// browserName says in a few words what a browser calls itself in its User-Agent; what it says where that is unusual.
// The first that fits counts: browsers also name those that they want to be taken for.
func browserName(agent string) string {
	names := [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"},
		{"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"},
		{"Safari/", "Safari"}}
	machines := [][2]string{{"iPhone", "an iPhone"}, {"iPad", "an iPad"}, {"Android", "Android"},
		{"Windows", "Windows"}, {"Macintosh", "a Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}}
	name, machine := named(agent, names), named(agent, machines)
	if name != "" && machine != "" {
		return name + " on " + machine
	}
	return cmp.Or(name, agent, "An unknown browser")
}

// named is the name of the first mark that the text has; empty for none.
func named(text string, marks [][2]string) string {
	for _, mark := range marks {
		if strings.Contains(text, mark[0]) {
			return mark[1]
		}
	}
	return ""
}
