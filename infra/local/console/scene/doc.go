// Package scene is a cohort as people see it: ten groups with the people in them, those who are in none, attendance,
// and what happened last, in words.
//
// Read takes it from the table; everything else is pure: records in, values to draw out. It knows no rule of the
// programme but what its records say, and nothing of pages.
package scene
