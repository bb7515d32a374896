// Package sheet makes files of tables that spreadsheets open: workbooks for people, comma-separated values for
// programs. What strangers wrote is text in both, and never a formula.
package sheet
