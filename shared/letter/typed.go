package letter

import (
	"fmt"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode"
)

// typed writes a value so that no reader of Markdown sees more in it than letters: each of its bytes becomes a
// character of a private use area of Unicode, and a last one stands for its end, so that an empty value is something
// too. White space at its ends is left out. untyped is the way back, once the Markdown is read.
func typed(value any) string {
	var b strings.Builder
	for _, c := range []byte(strings.TrimFunc(fmt.Sprint(value), blank)) {
		b.WriteRune(firstTyped + rune(c))
	}
	b.WriteRune(endTyped)
	return b.String()
}

const (
	firstTyped = '\U000F0000'
	endTyped   = firstTyped + 256
)

func untyped(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == endTyped:
		case firstTyped <= r && r < endTyped:
			b.WriteByte(byte(r - firstTyped))
		default:
			b.WriteRune(r)
		}
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

// typeValues has every action of the templates print by way of typed, as html/template does with its escapers.
func typeValues(templates *template.Template) {
	for _, t := range templates.Templates() {
		typeNodes(t.Tree, t.Root)
	}
}

func typeNodes(tree *parse.Tree, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 { // a declaration prints nothing
				call := parse.NewIdentifier("typed").SetTree(tree).SetPos(n.Pos)
				command := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{call}}
				n.Pipe.Cmds = append(n.Pipe.Cmds, command)
			}
		case *parse.IfNode:
			typeBranch(tree, n.BranchNode)
		case *parse.RangeNode:
			typeBranch(tree, n.BranchNode)
		case *parse.WithNode:
			typeBranch(tree, n.BranchNode)
		}
	}
}

func typeBranch(tree *parse.Tree, n parse.BranchNode) {
	typeNodes(tree, n.List)
	typeNodes(tree, n.ElseList)
}

// oneLine turns runs of white space and control characters into single spaces.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, blank), " ")
}

func blank(r rune) bool { return unicode.IsSpace(r) || hidden(r) }

// keepLines keeps line breaks and drops other control characters.
func keepLines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(s)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && hidden(r) {
			return -1
		}
		return r
	}, s))
}

// hidden is true for control characters and for those that turn the direction of writing (Unicode's Bidi_Control).
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
