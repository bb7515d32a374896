package presence

import (
	"slices"
	"strings"
)

// column is what a column of a report holds.
type column int

// The columns that are read. Some reports have a row for each coming and going: of those, action and at.
const (
	name column = iota
	firstName
	lastName
	email
	account // another address of the same person
	joined
	left
	length
	action
	at
)

// columnNames are the headings in reports, in lower case, by what they stand for.
func columnNames() map[string]column {
	return map[string]column{
		"name (original name)": name, "name": name, "full name": name, "first name": firstName, "last name": lastName,
		"user email": email, "email": email, "participant id (upn)": account,
		"join time": joined, "first join": joined, "first join time": joined, "time joined": joined,
		"leave time": left, "last leave": left, "last leave time": left, "time exited": left,
		"duration (minutes)": length, "total duration (minutes)": length, "duration": length,
		"in-meeting duration": length, "user action": action, "timestamp": at,
	}
}

// translated is the order of the columns that Teams keeps in every language.
func translated() map[column]int {
	return map[column]int{name: 0, joined: 1, left: 2, length: 3, email: 4, account: 5}
}

// heading reads a row as the headings of a report: nil where it is none.
func heading(row []string) map[column]int {
	found, names := map[column]int{}, columnNames()
	for i, cell := range row {
		what, known := names[strings.ToLower(strings.TrimSpace(cell))]
		if _, twice := found[what]; known && !twice {
			found[what] = i
		}
	}
	has := func(all ...column) bool {
		return !slices.ContainsFunc(all, func(c column) bool { _, there := found[c]; return !there })
	}
	named := has(name) || has(firstName)
	if !named || !has(length) && !has(joined, left) && !has(action, at) {
		return nil
	}
	return found
}

// section is the number that begins a section of a report of Teams, such as "2. Participants"; 0 for any other row.
func section(row []string) int {
	title := strings.TrimSpace(row[0])
	alone := !slices.ContainsFunc(row[1:], func(cell string) bool { return strings.TrimSpace(cell) != "" })
	if !alone || len(title) < 2 || title[0] < '1' || title[0] > '9' || title[1] != '.' {
		return 0
	}
	return int(title[0] - '0')
}
