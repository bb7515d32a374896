package page

// Bar is a small chart: how a whole is divided, drawn as one bar with a legend in words.
type Bar struct {
	Label string // what is divided, such as "Regions"
	Parts []Part
}

// Part is a part of a Bar. One that is zero is left out.
type Part struct {
	Label string
	Count int
	Shade int // from 1 to 6, the colour; 0: what is left over
}

// Segment is a part as it is drawn: from 0 to 100.
type Segment struct {
	Part
	X, Width float64
}

// Segments lays the parts side by side.
func (b Bar) Segments() []Segment {
	whole, at := 0, 0
	for _, p := range b.Parts {
		whole += p.Count
	}
	var drawn []Segment
	for _, p := range b.Parts {
		if p.Count == 0 {
			continue
		}
		drawn = append(drawn, Segment{p, 100 * float64(at) / float64(whole), 100 * float64(p.Count) / float64(whole)})
		at += p.Count
	}
	return drawn
}
