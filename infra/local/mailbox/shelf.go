package mailbox

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
)

// perBlock is how many messages are compressed together: of several with one layout, a tenth of the bytes is left.
const perBlock = 16

// shelf keeps byte strings in order, all but the latest compressed.
type shelf struct {
	blocks [][]byte // each of perBlock messages
	latest [][]byte // fewer than perBlock
	writer *flate.Writer
}

func (s *shelf) put(raw []byte) error {
	s.latest = append(s.latest, raw)
	if len(s.latest) < perBlock {
		return nil
	}
	block, err := s.compress()
	if err != nil {
		return err
	}
	s.blocks, s.latest = append(s.blocks, block), nil
	return nil
}

// compress writes the latest messages, each with its length before it.
func (s *shelf) compress() ([]byte, error) {
	var block bytes.Buffer
	if s.writer == nil {
		w, err := flate.NewWriter(&block, flate.BestSpeed)
		if err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
		s.writer = w
	} else {
		s.writer.Reset(&block)
	}
	for _, raw := range s.latest {
		size := binary.BigEndian.AppendUint32(nil, uint32(len(raw)))
		if _, err := s.writer.Write(append(size, raw...)); err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
	}
	if err := s.writer.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return bytes.Clone(block.Bytes()), nil // without the buffer's spare room
}

// get gives the i-th byte string; i must be one that was put.
func (s *shelf) get(i int) ([]byte, error) {
	block, place := i/perBlock, i%perBlock
	if block == len(s.blocks) {
		return s.latest[place], nil
	}
	r := flate.NewReader(bytes.NewReader(s.blocks[block]))
	for {
		var size [4]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return nil, fmt.Errorf("decompress: %w", err)
		}
		raw := make([]byte, binary.BigEndian.Uint32(size[:]))
		if _, err := io.ReadFull(r, raw); err != nil {
			return nil, fmt.Errorf("decompress: %w", err)
		}
		if place == 0 {
			return raw, nil
		}
		place--
	}
}
