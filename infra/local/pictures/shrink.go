package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"slices"
)

// mostColours is what a picture with a palette can have. Pages have few; the rest are edges of letters.
const mostColours = 256

// shrink writes a part of a picture in its place, with its most frequent colours only: that makes it half as large.
func shrink(file string, part image.Rectangle) error {
	whole, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	picture, err := png.Decode(bytes.NewReader(whole))
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	small := image.NewPaletted(part, palette(picture, part))
	nearest := map[color.Color]uint8{}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			c := picture.At(x, y)
			if _, known := nearest[c]; !known {
				nearest[c] = uint8(small.Palette.Index(c))
			}
			small.SetColorIndex(x, y, nearest[c])
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, small); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// palette is the most frequent colours of a part of a picture.
func palette(picture image.Image, part image.Rectangle) color.Palette {
	count := map[color.Color]int{}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			count[picture.At(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	return all[:min(len(all), mostColours)]
}
