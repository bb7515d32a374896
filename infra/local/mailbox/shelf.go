package mailbox

import (
	"bytes"
	"compress/flate"
	"io"
)

// perBlock is how many messages are compressed together: of several with one layout, a tenth of the bytes is left.
const perBlock = 16

// shelf keeps byte strings in order, all but the latest compressed.
type shelf struct {
	sizes  []int    // of each byte string
	blocks [][]byte // each of perBlock byte strings, one after the other
	latest []byte   // fewer than perBlock, not compressed yet

	writer *flate.Writer // it is large, so there is one; nil before the first block
}

func (s *shelf) put(raw []byte) {
	s.sizes = append(s.sizes, len(raw))
	s.latest = append(s.latest, raw...)
	if len(s.sizes)%perBlock > 0 {
		return
	}
	var block bytes.Buffer // takes everything
	if s.writer == nil {
		s.writer, _ = flate.NewWriter(nil, flate.BestSpeed) // a level that there is
	}
	s.writer.Reset(&block)
	_, _ = s.writer.Write(s.latest)
	_ = s.writer.Close()
	s.blocks = append(s.blocks, bytes.Clone(block.Bytes())) // without the buffer's spare room
	s.latest = s.latest[:0]
}

// get gives the i-th byte string, which must have been put. It is good until the next put.
func (s *shelf) get(i int) []byte {
	block, text := i/perBlock, s.latest
	if block < len(s.blocks) {
		text, _ = io.ReadAll(flate.NewReader(bytes.NewReader(s.blocks[block]))) // as put wrote it
	}
	for _, size := range s.sizes[block*perBlock : i] {
		text = text[size:]
	}
	return text[:s.sizes[i]]
}
