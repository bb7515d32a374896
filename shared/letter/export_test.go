package letter

// For tests: how what was typed is cleaned.
var (
	OneLine   = oneLine
	KeepLines = keepLines
)
