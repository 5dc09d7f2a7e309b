/** What a change interrupts or loses is said in the preview itself: Pulumi tells a hook what it is about to create or update. */
import * as pulumi from "@pulumi/pulumi";
import { AsyncResource } from "node:async_hooks";
import { isDeepStrictEqual } from "node:util";
import { type Change, changeOf, meaningOf, ofUrn, type Rule } from "./change-rules";
import { stateBefore } from "./previous-state";

/**
 * Hooks for the resources of a component that running builds or data hang on: one line for each that is replaced, or
 * stopped for an update. In a preview alone, which every `up` begins with; what `up --skip-preview` does is not said.
 */
export function interruptionHooks(
  component: pulumi.Resource,
  name: string,
  rules: Rule[],
): Required<Hooks> | undefined {
  if (!pulumi.runtime.isDryRun()) return undefined;
  const called = new Promise<string>((resolve) =>
    component.urn.apply((urn) => {
      resolve(ofUrn(urn).name);
    }),
  );
  const says = async (change: Change) => {
    const meaning = meaningOf(rules, [{ ...change, component: await called }]).filter(
      ({ weight }) => weight !== "applies",
    );
    for (const { weight, text } of meaning) {
      await (weight === "loses" ? pulumi.log.warn(text, component) : pulumi.log.info(text, component));
    }
  };
  const hook = (when: string, callback: pulumi.ResourceHookFunction) =>
    // Pulumi calls a hook from anywhere. In a plugin, only the run that makes the component knows the stack and whom to tell.
    // [@pulumi/pulumi: provider/server.ts, withLocalStorage]
    // A line that cannot be printed is no reason for a preview to fail.
    new pulumi.ResourceHook(`${name}-${when}`, AsyncResource.bind(callback), { onDryRun: true, ignoreErrors: true });
  return {
    beforeCreate: [
      hook("replaced", async ({ urn, newInputs = {} }) => {
        const before = (await stateBefore())[urn]?.outputs;
        // A resource that was not there before is created, not replaced.
        if (before) await says(changeOf(urn, { op: "replace", before, after: newInputs }));
      }),
    ],
    beforeUpdate: [
      hook("updated", async ({ urn, oldInputs: before = {}, newInputs: after = {} }) => {
        const paths = Object.keys(after).filter((path) => !isDeepStrictEqual(before[path], after[path]));
        await says(changeOf(urn, { op: "update", before, after, paths }));
      }),
    ],
  };
}

type Hooks = Pick<pulumi.ResourceHookBinding, "beforeCreate" | "beforeUpdate">;
