/** Tests of a rule from its cases: what it says of a resource, word by word, or that it says nothing. */
import * as policy from "@pulumi/policy";
import { expect } from "chai";
import type { Environment } from "../../../policy/environment";
import { optionsOf, type Options, type Resource, violations } from "../../../policy/rule";
import { rules } from "../../../policy/rules";

/** A resource, called `it` where it has no name, in the strict environment unless another one is named. */
export type Case = [
  title: string,
  resource: Partial<Resource> & Pick<Resource, "type">,
  context?: { environment?: Environment; config?: Partial<Options> },
];

/** What a preview has in place of a text that is not known yet. [@pulumi/policy: proxy.ts, unknownStringValue] */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// Exported, but left out of the types.
const { unknownCheckingProxy } = policy as unknown as { unknownCheckingProxy: (props: object) => object };

/** Names of rules that have tests of both kinds. */
export const described = new Set<string>();

/** @param fails the cases that are violations, each with all that is said of it */
export function describeRule(name: string, passes: Case[], fails: FailingCase[]): void {
  if (passes.length > 0 && fails.length > 0) described.add(name);
  describe(`rule ${name}`, () => {
    for (const one of passes) {
      it(`takes ${one[0]}`, () => {
        expect(said(name, one)).to.deep.equal([]);
      });
    }
    for (const [lines, ...one] of fails) {
      it(`refuses ${one[0]}`, () => {
        expect(said(name, one)).to.deep.equal([lines].flat());
      });
    }
  });
}

/** What is said, and of what. */
export type FailingCase = [says: string | string[], ...Case];

function said(name: string, [, given, { environment = "prod", config = {} } = {}]: Case): string[] {
  const rule = rules.find((one) => one.name === name);
  if (!rule) throw new Error(`there is no rule ${name}`);
  const { props = {} } = given;
  // As the pack sees it: what is not known yet throws when it is read.
  const resource = { name: "it", protect: false, ...given, props: unknownCheckingProxy(props) };
  return violations(rule, resource, optionsOf(rule, environment, config));
}
