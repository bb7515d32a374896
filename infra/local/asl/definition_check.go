package asl

import (
	"time"
)

// maxSeconds is the largest number of seconds that the States Language allows for waits and timeouts.
const maxSeconds = 99_999_999

// checkTimes refuses literals that can never be right.
func checkTimes(s *state, o *object) error {
	if s.kind == "Wait" && (s.seconds == nil) == (s.timestamp == nil) {
		return o.wrong("Seconds", "a Wait has either Seconds or Timestamp")
	}
	for key, t := range map[string]*template{"Seconds": s.seconds, "MaxConcurrency": s.maxConcurrency} {
		if err := checkSeconds(o, key, t, 0); err != nil {
			return err
		}
	}
	for key, t := range map[string]*template{"TimeoutSeconds": s.timeout, "HeartbeatSeconds": s.heartbeat} {
		if err := checkSeconds(o, key, t, 1); err != nil {
			return err
		}
	}
	if s.timeout != nil && s.heartbeat != nil && s.timeout.query == nil && s.heartbeat.query == nil &&
		s.heartbeat.literal.(float64) >= s.timeout.literal.(float64) {
		return o.wrong("HeartbeatSeconds", "not smaller than TimeoutSeconds")
	}
	if t := s.timestamp; t != nil && t.query == nil {
		text, ok := t.literal.(string)
		if _, err := time.Parse(time.RFC3339, text); !ok || err != nil {
			return o.wrong("Timestamp", "%v is not an RFC 3339 timestamp", t.literal)
		}
	}
	return nil
}

func checkSeconds(o *object, key string, t *template, least float64) error {
	if t == nil || t.query != nil {
		return nil
	}
	n, ok := t.literal.(float64)
	if !ok || n < least || n > maxSeconds || n != float64(int64(n)) {
		return o.wrong(key, "%v is not a whole number from %v to %d", t.literal, least, maxSeconds)
	}
	return nil
}

// checkResource refuses tasks that nobody here can do, and arguments that would be ignored.
func checkResource(s *state, o *object) error {
	if s.kind != "Task" {
		return nil
	}
	var err error
	if s.resource, err = o.text("Resource", true); err != nil {
		return err
	}
	if functionARN.MatchString(s.resource) {
		return nil
	}
	if s.resource != invoke && s.resource != invokeWait {
		return o.wrong("Resource", "%q is not supported", s.resource)
	}
	if s.args == nil || (s.args.query == nil && s.args.object == nil) {
		return o.wrong("Arguments", "an object with FunctionName is needed")
	}
	if s.args.query != nil {
		return nil
	}
	for key := range s.args.object {
		if key != "FunctionName" && key != "Payload" {
			return o.wrong("Arguments", "%q is not supported", key)
		}
	}
	if s.args.object["FunctionName"] == nil {
		return o.wrong("Arguments", "FunctionName is missing")
	}
	return nil
}

func checkFail(s *state, o *object) error {
	for key, t := range map[string]*template{"Error": s.errorName, "Cause": s.cause} {
		if t == nil || t.query != nil {
			continue
		}
		if _, ok := t.literal.(string); !ok {
			return o.wrong(key, "neither a string nor JSONata")
		}
	}
	if t := s.items; t != nil && t.query == nil && t.list == nil {
		return o.wrong("Items", "neither a list nor JSONata")
	}
	return nil
}
