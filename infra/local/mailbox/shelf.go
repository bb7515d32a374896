package mailbox

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
)

// perBlock is how many messages are compressed together: of several with one layout, a tenth of the bytes is left.
const perBlock = 16

// shelf keeps byte strings in order, all but the latest compressed.
type shelf struct {
	sizes  []int    // of each byte string
	blocks [][]byte // each of perBlock byte strings, one after the other
	latest []byte   // fewer than perBlock, not compressed yet
	writer *flate.Writer
}

func newShelf() shelf {
	writer, _ := flate.NewWriter(nil, flate.BestSpeed) // it fails for levels that there are not
	return shelf{writer: writer}
}

func (s *shelf) put(raw []byte) error {
	s.sizes = append(s.sizes, len(raw))
	s.latest = append(s.latest, raw...)
	if len(s.sizes)%perBlock > 0 {
		return nil
	}
	var block bytes.Buffer
	s.writer.Reset(&block)
	_, err := s.writer.Write(s.latest)
	if err = errors.Join(err, s.writer.Close()); err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	s.blocks = append(s.blocks, bytes.Clone(block.Bytes())) // without the buffer's spare room
	s.latest = s.latest[:0]
	return nil
}

// get gives the i-th byte string, which must have been put. It is good until the next put.
func (s *shelf) get(i int) ([]byte, error) {
	block, text := i/perBlock, s.latest
	if block < len(s.blocks) {
		var err error
		if text, err = io.ReadAll(flate.NewReader(bytes.NewReader(s.blocks[block]))); err != nil {
			return nil, fmt.Errorf("decompress: %w", err)
		}
	}
	for _, size := range s.sizes[block*perBlock : i] {
		text = text[size:]
	}
	return text[:s.sizes[i]], nil
}
