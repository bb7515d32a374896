package main

import (
	"fmt"
	"io"
)

// bill is what a cohort costs: for its use, and for what stands there in its months, which cohorts that overlap share.
type bill struct{ use, fixed account }

// account is a part of a bill.
type account struct {
	lines []line
	total float64
}

// line is one price times a quantity.
type line struct {
	price
	quantity, usd float64
}

func (a *account) add(l line) {
	a.lines = append(a.lines, l)
	a.total += l.usd
}

// bill puts a price on each measure. Each price needs its measure.
func (p prices) bill(measures map[string]float64, months float64) (bill, error) {
	var b bill
	for _, x := range p.Prices {
		quantity, ok := measures[x.Measure]
		if !ok {
			return b, fmt.Errorf("the price of %s, %s is for %q, which nobody measures", x.Service, x.What, x.Measure)
		}
		usd := quantity * x.USD / x.Per
		if x.Monthly {
			b.fixed.add(line{x, quantity, usd * months})
		} else {
			b.use.add(line{x, quantity, usd})
		}
	}
	return b, nil
}

func (b bill) print(out io.Writer, p prices, r report) {
	fmt.Fprintf(out, "%s, %.0f days, at list prices of %s on %s; free tiers are left out.\n",
		r.Cohort, r.VirtualDays, p.Region, p.Date)
	fmt.Fprintln(out, "\nFor its use")
	b.use.print(out)
	fmt.Fprintf(out, "\nFor what stands there, %.1f months; cohorts that overlap share it\n", r.months())
	b.fixed.print(out)
	fmt.Fprintf(out, "\n  %-56s  %9.2f USD\n", "together", b.use.total+b.fixed.total)
	for _, x := range p.Prices {
		if x.Basis == memory {
			fmt.Fprintf(out, "* written down from memory; check at %s: %s, %s\n", x.Source, x.Service, x.What)
		}
	}
}

func (a account) print(out io.Writer) {
	for _, l := range a.lines {
		mark := " "
		if l.Basis == memory {
			mark = "*"
		}
		fmt.Fprintf(out, "  %-42s %12.6g %s %9.4f\n", l.Service+": "+l.What, l.quantity, mark, l.usd)
	}
	fmt.Fprintf(out, "  %-56s  %9.2f USD\n", "", a.total)
}
