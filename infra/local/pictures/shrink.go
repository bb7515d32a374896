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

// shrink writes a picture anew with its most frequent colours only: that makes it half as large.
func shrink(file string) error {
	whole, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	picture, err := png.Decode(bytes.NewReader(whole))
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	all := picture.Bounds()
	small := image.NewPaletted(all, palette(picture))
	nearest := map[color.Color]uint8{}
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
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

// palette is the most frequent colours of a picture.
func palette(picture image.Image) color.Palette {
	count, within := map[color.Color]int{}, picture.Bounds()
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			count[picture.At(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	return all[:min(len(all), mostColours)]
}
