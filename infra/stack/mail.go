package stack

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsses"
	"github.com/aws/jsii-runtime-go"
)

// sender is what mail goes out by.
type sender struct {
	records             []*awsses.DkimRecord // for the domain's DNS, where the stack has SES verify it
	configurationSet    awsses.ConfigurationSet
	configurationSetARN *string
}

func (d *drawing) drawMail() {
	d.mail.configurationSet = awsses.NewConfigurationSet(d.stack, jsii.String("Mail"), &awsses.ConfigurationSetProps{
		ConfigurationSetName: jsii.String(d.name("")),
		// There are no tracking options, and no destination takes opens or clicks: SES rewrites no link and adds no
		// picture. Links in mail are keys, so a mail goes out encrypted or not at all.
		TlsPolicy:          awsses.ConfigurationSetTlsPolicy_REQUIRE,
		ReputationMetrics:  jsii.Bool(true),
		SuppressionReasons: awsses.SuppressionReasons_BOUNCES_AND_COMPLAINTS,
	})
	d.mail.configurationSetARN = d.sesARN("configuration-set", *d.mail.configurationSet.ConfigurationSetName())
	d.mail.configurationSet.AddEventDestination(jsii.String("Counts"), &awsses.ConfigurationSetEventDestinationOptions{
		Destination: awsses.EventDestination_CloudWatchDimensions(&[]*awsses.CloudWatchDimension{{
			Name: jsii.String(mailDimension), Source: awsses.CloudWatchDimensionSource_MESSAGE_TAG,
			DefaultValue: jsii.String("none"),
		}}),
		Events: &[]awsses.EmailSendingEvent{awsses.EmailSendingEvent_SEND, awsses.EmailSendingEvent_DELIVERY,
			awsses.EmailSendingEvent_BOUNCE,
			awsses.EmailSendingEvent_COMPLAINT, awsses.EmailSendingEvent_REJECT},
	})
	// SES reports to the account's default bus alone.
	bus := awsevents.EventBus_FromEventBusName(d.stack, jsii.String("Bus"), jsii.String("default"))
	d.mail.configurationSet.AddEventDestination(jsii.String("Reports"), &awsses.ConfigurationSetEventDestinationOptions{
		Destination: awsses.EventDestination_EventBus(bus),
		Events: &[]awsses.EmailSendingEvent{awsses.EmailSendingEvent_BOUNCE, awsses.EmailSendingEvent_COMPLAINT,
			awsses.EmailSendingEvent_REJECT, awsses.EmailSendingEvent_DELIVERY_DELAY},
	})
	d.drawIdentity()
}

// mailDimension is the tag that SES itself puts on each mail, by which the mails of stages are counted apart.
const mailDimension = "ses:configuration-set"

func (d *drawing) drawIdentity() {
	_, domain, _ := strings.Cut(d.Settings.Sender.Address, "@")
	var identity awsses.Identity
	switch d.Settings.Identity {
	case "existing":
		return
	case "address":
		identity = awsses.Identity_Email(jsii.String(d.Settings.Sender.Address))
	default:
		identity = awsses.Identity_Domain(jsii.String(domain))
	}
	drawn := awsses.NewEmailIdentity(d.stack, jsii.String("Sender"), &awsses.EmailIdentityProps{Identity: identity})
	drawn.ApplyRemovalPolicy(d.remains()) // others may send by it as well, and verifying it anew takes days
	if d.Settings.Identity == "domain" {
		d.mail.records = *drawn.DkimRecords()
	}
}

func (d *drawing) sesARN(resource, name string) *string {
	return d.stack.FormatArn(&awscdk.ArnComponents{Service: jsii.String("ses"), Resource: jsii.String(resource),
		ResourceName: jsii.String(name)})
}
