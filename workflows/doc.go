// Package workflows holds the Step Functions definitions, plain JSON in JSONata that opens in any ASL editor.
//
// A placeholder such as ${review} stands for the ARN of the function of that name. The package must not know what the functions do.
package workflows
