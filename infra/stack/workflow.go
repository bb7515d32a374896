package stack

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/jsii-runtime-go"

	"github.com/partnerusergroups/pugs/infra/blueprint"
	"github.com/partnerusergroups/pugs/workflows"
)

// machineARN is built of names: functions need it, and the state machine needs the functions.
func (d *drawing) machineARN(workflow string) *string {
	return d.stack.FormatArn(&awscdk.ArnComponents{Service: jsii.String("states"),
		Resource:     jsii.String("stateMachine"),
		ResourceName: jsii.String(d.name(workflow)), ArnFormat: awscdk.ArnFormat_COLON_RESOURCE_NAME})
}

func (d *drawing) drawWorkflow(w blueprint.Workflow) error {
	definition, err := workflows.Definition(w.Name)
	if err != nil {
		return err
	}
	var invoked []*string
	arns := map[string]*string{}
	for _, name := range w.Invokes {
		arns[name] = d.functions[name].lambda.FunctionArn()
		invoked = append(invoked, arns[name])
	}
	grants := []grant{{actions: []string{"lambda:InvokeFunction"}, resources: invoked}, delivery(),
		tracing("xray:GetSamplingRules", "xray:GetSamplingTargets")}
	d.workflows[w.Name] = awsstepfunctions.NewStateMachine(d.stack, id("Workflow", w.Name),
		&awsstepfunctions.StateMachineProps{
			StateMachineName:        jsii.String(d.name(w.Name)),
			Comment:                 jsii.String(w.Purpose),
			DefinitionBody:          awsstepfunctions.DefinitionBody_FromString(jsii.String(definition)),
			DefinitionSubstitutions: &arns,
			Role: d.role(id("WorkflowRole", w.Name), "states.amazonaws.com",
				"What the workflow "+w.Name+" may do.", grants).WithoutPolicyUpdates(nil),
			TracingEnabled: jsii.Bool(true),
			Logs: &awsstepfunctions.LogOptions{
				Level: awsstepfunctions.LogLevel_ALL,
				// Execution data holds task tokens, with which anybody in the account could answer for a person.
				IncludeExecutionData: jsii.Bool(false),
				// Names that begin so need no resource policy of their own, of which an account has ten.
				Destination: d.logGroup(id("WorkflowLogs", w.Name), "/aws/vendedlogs/states/"+d.name(w.Name)),
			},
		})
	return nil
}

// delivery is what Step Functions needs to log.
func delivery() grant {
	return grant{why: "AWS takes no resource for setting up the delivery of Step Functions' logs.", actions: []string{
		"logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
		"logs:ListLogDeliveries",
		"logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
	}}
}
