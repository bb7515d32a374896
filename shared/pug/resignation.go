package pug

import "fmt"

// Resignation says in a sentence what it comes to that one of those who lead a group does so no longer, and is the line
// of the log about it.
func (l Leading) Resignation(who Person) (news string, line Entry) {
	g := l.Group
	line = Entry{Deed: "resigned", Cohort: g.Cohort, About: []Subject{g.Subject(), who.Subject()},
		What: "{1} resigned as the Champion of {0}"}
	switch {
	case who.ID != g.Champion.ID:
		line.Deed, line.What = "unaccompanied", "{1} is not the co-Champion of {0} any more"
		return fmt.Sprintf("%s leads the group alone now.", g.Champion.Name), line
	case g.Co != nil:
		line.About = append(line.About, g.Co.Subject())
		line.What += ", and {2} followed"
		return fmt.Sprintf("%s is the Champion of the group now, in the place of %s.", g.Co.Name, who.Name), line
	}
	return fmt.Sprintf("%s does not lead the group any more.", who.Name), line
}
