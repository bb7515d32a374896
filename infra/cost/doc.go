// Command cost says what a cohort costs on AWS at list price. It reads what a run on the local stand counted, and
// prices.json, which is the one place for prices: their date, their region and where each is from.
//
//	go run ./infra/local -exit -day 0 -report report.json
//	go run ./infra/cost -report report.json
//
// It knows how usage becomes the measures that AWS charges for. It must not know what a cohort is.
package main
