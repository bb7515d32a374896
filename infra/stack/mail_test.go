package stack_test

import "testing"

func TestMailIsSentUntouchedAndEncrypted(t *testing.T) {
	s := drawn(t)
	s.prod.has(t, "Mail", "AWS::SES::ConfigurationSet", map[string]any{
		"Name": "pugs-prod", "DeliveryOptions": map[string]any{"TlsPolicy": "REQUIRE"}, "SuppressionOptions": map[string]any{"SuppressedReasons": []any{"BOUNCE", "COMPLAINT"}},
	})
	if tracking := s.prod.Resources["Mail"].Properties["TrackingOptions"]; tracking != nil {
		t.Errorf("links are rewritten: %v", tracking)
	}
	// A destination that takes opens or clicks would have SES rewrite links.
	s.prod.has(t, "MailCounts", "AWS::SES::ConfigurationSetEventDestination", map[string]any{
		"ConfigurationSetName": "${Mail}",
		"EventDestination":     map[string]any{"Enabled": true, "MatchingEventTypes": []any{"send", "delivery", "bounce", "complaint", "reject"}},
	})
	s.prod.has(t, "MailReports", "AWS::SES::ConfigurationSetEventDestination", map[string]any{
		"ConfigurationSetName": "${Mail}",
		"EventDestination": map[string]any{"Enabled": true, "MatchingEventTypes": []any{"bounce", "complaint", "reject", "deliveryDelay"},
			"EventBridgeDestination": map[string]any{"EventBusArn": arn("events") + "event-bus/default"}},
	})
	s.prod.has(t, "Sender", "AWS::SES::EmailIdentity", map[string]any{"EmailIdentity": "pugs.io"})
	s.test.has(t, "Sender", "AWS::SES::EmailIdentity", map[string]any{"EmailIdentity": "groups@pugs.example"})
}
