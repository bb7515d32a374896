// Package page is the look of every page: layout, style, forms, and the pages that say what went wrong.
//
// It knows HTML, CSS and the HTTP headers that keep a page private. Of the programme's records it knows no more than
// facts about them, and it makes no decision: a function hands it a title and data for a template of its own.
//
// A function's templates are files named after their page ("decide.html"), each of which defines "main". The dot is
// the View's Data. Templates of this package are at hand there:
//
//	{{template "form" .Form}}     a whole Form: what is wrong, its fields, its button
//	{{template "wrong" .Form}}    only what is wrong, for a form with a layout of its own
//	{{template "field" .Field}}   only one Field
//	{{template "facts" .Facts}}   a definition list of []Fact
//	{{template "bar" .Bar}}       a small chart of one Bar
//	{{when .Start}} {{day .Start}} {{clock .Start}}   a time with its zone, a date, a time of day with its zone
//
// and so are these classes: "card"; "notice" with "good", "warn" or "bad"; "badge" with the same; "quote" for other
// people's words, line breaks kept; "button" and "button quiet"; "row" for things side by side; "dim" for small print;
// "scroll" around a wide table.
//
// Pages load nothing from elsewhere, and run no scripts but one that a View brings along: Secure says so to the
// browser.
package page
