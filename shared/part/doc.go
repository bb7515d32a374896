// Package part changes somebody's part in a cohort: they leave their group and come back, withdraw and take it back, hand
// in talking points, cannot come to a meeting, or are called otherwise (R10, L2, L3, L7, L15). It is the same whether staff say so at the desk or the person on their own page.
//
// It finds out what a change takes by the rules of pug, writes the letters to whom it concerns, and leaves it to the
// caller to do all of it in one transaction of the store. It must not know who may ask for a change, or how.
package part
