package asl

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"strings"

	"github.com/xiatechs/jsonata-go"
	"github.com/xiatechs/jsonata-go/jlib"
	"github.com/xiatechs/jsonata-go/jtypes"
)

// builtins are the JSONata 2.0.6 functions that the library has and that AWS has too. Others of the library are undefined, as on AWS.
const builtins = ` string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace
 base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl number abs floor ceil round power sqrt random
 formatNumber formatBase sum max min average boolean not exists count append sort reverse distinct zip keys lookup merge sift error type
 map filter single reduce now millis fromMillis toMillis partition range hash uuid parse `

func isFunction(name string) bool {
	return slices.Contains(strings.Fields(builtins), name)
}

// functions are those that AWS adds to JSONata, those that answer from the clock, and those whose result the library does not unwrap:
// in JSONata a sequence of one item is that item, and an empty one is undefined.
func (q *queries) functions() map[string]jsonata.Extension {
	needsFirst := jtypes.ArgUndefined(0)
	ext := func(f any) jsonata.Extension { return jsonata.Extension{Func: f} }
	strict := func(f any) jsonata.Extension { return jsonata.Extension{Func: f, UndefinedHandler: needsFirst} }
	return map[string]jsonata.Extension{
		"now": ext(func(picture, zone jtypes.OptionalString) (string, error) {
			return jlib.FromMillis(q.now().UnixMilli(), picture, zone)
		}),
		"millis":    ext(func() int64 { return q.now().UnixMilli() }),
		"uuid":      ext(q.uuid),
		"random":    ext(q.random),
		"hash":      strict(hashOf),
		"parse":     strict(parse),
		"partition": strict(partition),
		"range":     strict(numberRange),
		"keys":      strict(sortedKeys),
		"map": strict(func(v reflect.Value, f jtypes.Callable) (any, error) {
			return unwrap(jlib.Map(v, f))
		}),
		"filter": strict(func(v reflect.Value, f jtypes.Callable) (any, error) {
			return unwrap(jlib.Filter(v, f))
		}),
		"match": strict(func(s string, pattern jtypes.Callable, limit jtypes.OptionalInt) (any, error) {
			return unwrap(jlib.Match(s, pattern, limit))
		}),
		"distinct": strict(func(v reflect.Value) (any, error) { return unwrap(jlib.Distinct(v), nil) }),
	}
}

func unwrap[T any](v T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	switch items := elements(v); len(items) {
	case 0:
		return nil, jtypes.ErrUndefined
	case 1:
		return items[0], nil
	}
	return v, nil
}

func sortedKeys(v reflect.Value) (any, error) {
	keys, err := jlib.Keys(v)
	if s, ok := keys.([]string); ok {
		slices.Sort(s)
	}
	if keys == nil && err == nil {
		return nil, jtypes.ErrUndefined
	}
	return keys, err
}

// uuid is a random (version 4) UUID.
func (q *queries) uuid() (string, error) {
	b := make([]byte, 16)
	if _, err := io.ReadFull(q.rand, b); err != nil {
		return "", fmt.Errorf("read randomness for a UUID: %w", err)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}

// random is a number in [0,1); with a seed the same one each time.
func (q *queries) random(seed jtypes.OptionalFloat64) (float64, error) {
	if seed.IsSet() {
		return rand.New(rand.NewSource(int64(seed.Float64))).Float64(), nil
	}
	b := make([]byte, 8)
	if _, err := io.ReadFull(q.rand, b); err != nil {
		return 0, fmt.Errorf("read randomness: %w", err)
	}
	return float64(binary.BigEndian.Uint64(b)>>11) / (1 << 53), nil
}

func hashOf(content, algorithm string) (string, error) {
	algorithms := map[string]func() hash.Hash{
		"MD5": md5.New, "SHA-1": sha1.New, "SHA-256": sha256.New, "SHA-384": sha512.New384, "SHA-512": sha512.New,
	}
	h, ok := algorithms[algorithm]
	if !ok {
		return "", fmt.Errorf("$hash does not know the algorithm %q", algorithm)
	}
	sum := h()
	sum.Write([]byte(content))
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func partition(list any, size float64) (any, error) {
	if size < 1 || size != math.Trunc(size) {
		return nil, errors.New("$partition needs a positive whole number as the size")
	}
	chunks := []any{}
	for chunk := range slices.Chunk(elements(list), int(size)) {
		chunks = append(chunks, slices.Clone(chunk))
	}
	return chunks, nil
}

func numberRange(first, last, step float64) (any, error) {
	const most = 1000 // AWS's limit for States.ArrayRange, which $range replaces
	if step == 0 || math.Abs((last-first)/step) >= most {
		return nil, fmt.Errorf("$range needs a step other than zero, and gives at most %d numbers", most)
	}
	numbers := []any{}
	for i := range most {
		n := first + float64(i)*step
		if (step > 0 && n > last) || (step < 0 && n < last) {
			break
		}
		numbers = append(numbers, n)
	}
	return unwrap(numbers, nil)
}
