/** The policy pack: Pulumi policies from the table of rules, with the levels of the stack's environment. */
import { type PolicyConfigSchema, PolicyPack, type ResourceValidationPolicy } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { environmentOf } from "./environment";
import { type Options, optionsOf, type Resource, type Rule, violations } from "./rule";
import { rules } from "./rules";
import { awsDockerHost, jenkins } from "./types";

const environment = environmentOf(pulumi.getStack());

/** Components that rules know, by their URN: one is registered, and so looked at, before what belongs to it. */
const components = new Map<string, { type: string; name: string; props: object }>();

new PolicyPack("pulumi-jenkins-docker", { policies: rules.map(policy) });

function policy(rule: Rule): ResourceValidationPolicy {
  return {
    name: rule.name,
    displayName: rule.title,
    description: `${rule.title}. ${rule.reason}.`,
    remediationSteps: rule.fix,
    enforcementLevel: rule.level[environment],
    configSchema: schema(rule),
    validateResource: (args, report) => {
      const { type, name, urn, props, opts } = args;
      if (type === jenkins || type === awsDockerHost) components.set(urn, { type, name, props });
      const parent = components.get(opts.parent ?? "");
      const resource: Resource = { type, name, props, protect: opts.protect, ...(parent ? { parent } : {}) };
      const options = optionsOf(rule, environment, args.getConfig<Partial<Options>>());
      for (const violation of violations(rule, resource, options)) report(violation);
    },
  };
}

/** What a policy config may set for a rule. */
function schema({ options = {} }: Rule): PolicyConfigSchema {
  const types = {
    engines: { type: "boolean" },
    dood: { type: "boolean" },
    ports: { type: "array", items: { type: "integer" } },
    hops: { type: "integer" },
    digest: { type: "boolean" },
    images: { type: "array", items: { type: "string" } },
  } as const;
  const own = Object.entries(options).map(([name, option]) => [
    name,
    { ...types[name as keyof typeof types], description: option.about, default: option.default[environment] },
  ]);
  const allowed = { type: "array", items: { type: "string" }, description: "names of resources that are an exception" };
  return { properties: { allowed, ...(Object.fromEntries(own) as object) } } as PolicyConfigSchema;
}
