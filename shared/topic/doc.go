// Package topic knows when two spellings name the same topic, and how a topic is shown.
//
// It must not know which topics exist: any text that a Champion proposes is a topic.
package topic
