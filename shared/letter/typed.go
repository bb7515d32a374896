package letter

import (
	"fmt"
	"math"
	"strings"
	"text/template"
	"text/template/parse"

	"github.com/partnerusergroups/pugs/shared/pug"
)

// typed writes a value so that no reader of Markdown sees more in it than letters: each of its bytes becomes a
// character of a private use area of Unicode, and a last one stands for its end, so that an empty value is something
// too. What nobody sees of it is left out. untyped is the way back, once the Markdown is read.
func typed(value any) string {
	var b strings.Builder
	for _, c := range []byte(pug.Prose(fmt.Sprint(value), math.MaxInt)) {
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

// oneLine is text as one clean line, whatever its length.
func oneLine(s string) string { return pug.Line(s, math.MaxInt) }
