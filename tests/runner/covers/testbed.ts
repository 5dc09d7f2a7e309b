/** The parts of testbed/, by the tests that rest on them. */

/** What every stack needs here: a change of it makes every slow test run. */
export const testbed = [
  "testbed/engine/",
  "testbed/images/",
  "testbed/prepare",
  "testbed/proxy/",
  "testbed/pulumi/cli/",
  "testbed/pulumi/cmd/pulumi-language-nodejs/",
  "testbed/pulumi/cmd/pulumi-language-yaml",
  "testbed/pulumi/cmd/pulumi-resource-command/",
  "testbed/pulumi/cmd/pulumi-resource-docker/",
  "testbed/pulumi/cmd/pulumi-resource-pulumi-nodejs",
  "testbed/pulumi/cmd/pulumi-resource-random/",
  "testbed/pulumi/cmd/pulumi-resource-tls/",
  "testbed/pulumi/go.mod",
  "testbed/pulumi/go.sum",
  "testbed/pulumi/providers",
  "testbed/pulumi/setup",
  "testbed/pulumi/shim/",
  "testbed/pulumi/standin/",
  "testbed/pulumi/yaml/",
  "testbed/registry/",
];

/** The provider of AWS. */
export const cloud = ["testbed/pulumi/cmd/pulumi-resource-aws/"];

/** AWS, its provider and its machines, which only tests on virtual machines use. */
export const machines = ["testbed/aws/", "testbed/vm/", ...cloud];
