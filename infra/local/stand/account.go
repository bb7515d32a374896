package stand

import (
	"fmt"
	"strings"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/infra/local/cloud"
	"github.com/partnerusergroups/pugs/shared/config"
)

// The account that the stand plays. Nothing of it exists outside of the process.
const (
	region     = "eu-west-1"
	account    = "123456789012"
	table      = "pugs"
	secretName = "pugs/hubspot"
	tokenName  = "pugs/hubspot-token"
	ownKeyName = "pugs/own-pages"

	configurationSet = "pugs"

	secret = "stand-client-secret"
	ownKey = "stand-key-of-own-pages"
	sender = "groups@pugs.example"
	zone   = "America/New_York"
	prefix = "pugs-" // of all names of functions and state machines
)

// Staff are the people of the HubSpot team on the stand, with their mail addresses.
func Staff() []string {
	return []string{"Ada Hart <ada@staff.example>", "Bo Lund <bo@staff.example>", "Carmen Vidal <carmen@staff.example>"}
}

// environment is the functions' environment, as the stack sets it on AWS.
func environment(cfg Config) []string {
	cohorts := make([]string, len(cfg.Cohorts))
	for i, id := range cfg.Cohorts {
		cohorts[i] = string(id)
	}
	env := []string{
		config.EnvTable + "=" + table,
		config.EnvPublicURL + "=" + cfg.PublicURL,
		config.EnvSender + "=Partner User Groups <" + sender + ">",
		config.EnvStaff + "=" + strings.Join(cfg.Staff, ", "),
		config.EnvZone + "=" + zone,
		config.EnvCohorts + "=" + strings.Join(cohorts, ","),
		config.EnvSecret + "=" + secretName,
		config.EnvOwnKey + "=" + ownKeyName,
		config.EnvHubSpotToken + "=" + tokenName,
		config.EnvConfigurationSet + "=" + configurationSet,
	}
	for _, w := range blueprint.Pugs().Workflows {
		env = append(env, config.EnvWorkflow+strings.ToUpper(w.Name)+"="+machineARN(w.Name))
	}
	return env
}

// arn names a resource of the account.
func arn(service, resource string) string {
	return fmt.Sprintf("arn:aws:%s:%s:%s:%s", service, region, account, resource)
}

func functionARN(name string) string { return arn("lambda", "function:"+prefix+name) }

func machineName(workflow string) string { return prefix + workflow }

func machineARN(workflow string) string { return arn("states", "stateMachine:"+machineName(workflow)) }

func executionARN(workflow, name string) string {
	return arn("states", "execution:"+machineName(workflow)+":"+name)
}

// grants turns the rights of the blueprint into those of the in-process cloud.
func grants(rights []blueprint.Right) []cloud.Grant {
	var granted []cloud.Grant
	for _, r := range rights {
		for _, resource := range resourceARNs(r.On) {
			granted = append(granted, cloud.Grant{Action: r.Action, Resource: resource, Partitions: r.Partitions})
		}
	}
	return granted
}

func resourceARNs(r blueprint.Resource) []string {
	switch r.Kind {
	case blueprint.Table:
		return []string{tableARN()}
	case blueprint.StateMachine:
		return []string{machineARN(r.Name)}
	case blueprint.Identity: // SES asks for a right on the set, and in its sandbox on the recipient's identity as well
		return []string{arn("ses", "identity/*"), arn("ses", "configuration-set/"+configurationSet)}
	case blueprint.Secret:
		return []string{arn("secretsmanager", "secret:"+secretName+"-??????")}
	case blueprint.OwnKey:
		return []string{arn("secretsmanager", "secret:"+ownKeyName+"-??????")}
	case blueprint.SignOn: // the stand has none
		return nil
	case blueprint.Token:
		return []string{arn("secretsmanager", "secret:"+tokenName+"-??????")}
	}
	return []string{"*"}
}

func tableARN() string { return arn("dynamodb", "table/"+table) }

// reader is the principal under which the stand itself reads the table for its report.
const reader = "stand"

func readerGrants() []cloud.Grant {
	return []cloud.Grant{{Action: "dynamodb:GetItem", Resource: tableARN()},
		{Action: "dynamodb:Query", Resource: tableARN()}}
}
