package letter

// OneLine is how what was typed is cleaned, for tests.
var OneLine = oneLine
