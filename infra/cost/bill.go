package main

import (
	"fmt"
	"io"
)

// line is one price times a quantity.
type line struct {
	price
	quantity float64
	usd      float64
}

// bill is what the cohort costs: for its use, and for what stands there during its months, which other cohorts share.
type bill struct {
	use, standing           []line
	useTotal, standingTotal float64
	months                  float64
}

func (p prices) bill(measures map[string]float64, months float64) (bill, error) {
	b := bill{months: months}
	for _, x := range p.Prices {
		quantity, ok := measures[x.Measure]
		if !ok {
			return b, fmt.Errorf("the price of %s, %s is for %q, which nobody measures", x.Service, x.What, x.Measure)
		}
		l := line{x, quantity, quantity * x.USD / x.Per}
		if x.Monthly {
			l.usd *= months
			b.standing = append(b.standing, l)
			b.standingTotal += l.usd
			continue
		}
		b.use = append(b.use, l)
		b.useTotal += l.usd
	}
	return b, nil
}

func (b bill) print(out io.Writer, p prices, r report) {
	fmt.Fprintf(out, "%s, %.0f days, at list prices of %s on %s; free tiers are left out.\n", r.Cohort, r.VirtualDays, p.Region, p.Date)
	fmt.Fprintln(out, "\nFor its use")
	printLines(out, b.use, b.useTotal)
	fmt.Fprintf(out, "\nFor what stands there, %.1f months; cohorts that overlap share it\n", b.months)
	printLines(out, b.standing, b.standingTotal)
	fmt.Fprintf(out, "\n  %-56s  %9.2f USD\n", "together", b.useTotal+b.standingTotal)
	for _, x := range p.Prices {
		if x.Basis == memory {
			fmt.Fprintf(out, "* written down from memory; check at %s: %s, %s\n", x.Source, x.Service, x.What)
		}
	}
}

func printLines(out io.Writer, lines []line, total float64) {
	for _, l := range lines {
		mark := " "
		if l.Basis == memory {
			mark = "*"
		}
		fmt.Fprintf(out, "  %-42s %12.6g %s %9.4f\n", l.Service+": "+l.What, l.quantity, mark, l.usd)
	}
	fmt.Fprintf(out, "  %-56s  %9.2f USD\n", "", total)
}
