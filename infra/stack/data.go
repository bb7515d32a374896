package stack

import (
	"fmt"
	"maps"
	"slices"
)

// CheckKept refuses a template that would delete data, when its stack goes or when a change replaces what holds it, on any stage but a
// test's. It reads the finished template, so that no way of drawing one gets around it.
func CheckKept(stage string, template map[string]any) error {
	if IsTest(stage) {
		return nil
	}
	resources, _ := template["Resources"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(resources)) {
		resource, _ := resources[name].(map[string]any)
		if !holdsData(resource["Type"]) {
			continue
		}
		for _, policy := range []string{"DeletionPolicy", "UpdateReplacePolicy"} {
			if kept := resource[policy]; kept != "Retain" {
				return fmt.Errorf("the stage %s would lose what %s holds: its %s is %v, and only test stages may have another than Retain", stage, name, policy, kept)
			}
		}
		properties, _ := resource["Properties"].(map[string]any)
		if resource["Type"] == "AWS::DynamoDB::Table" && properties["DeletionProtectionEnabled"] != true {
			return fmt.Errorf("the stage %s could lose what %s holds: it lacks deletion protection, which only test stages may", stage, name)
		}
	}
	return nil
}

func holdsData(resourceType any) bool {
	return resourceType == "AWS::DynamoDB::Table" || resourceType == "AWS::DynamoDB::GlobalTable" || resourceType == "AWS::SecretsManager::Secret"
}
