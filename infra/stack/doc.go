// Package stack draws the blueprint as a CloudFormation stack, by the CDK.
//
// It knows what each thing of the blueprint is on AWS, and what an engineer of the programme can set when deploying. It
// must not know the handlers: they reach AWS as one compiled program. Every role is written out here; the CDK adds no
// right of its own.
package stack
