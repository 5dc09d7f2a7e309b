/** How a mistake that only an `up` finds ends the program. */
import * as pulumi from "@pulumi/pulumi";
import { languageHost } from "./language-host";
import { ConfigError } from "./problems";

/** What the SDK exits with where it has said all there is to say. [@pulumi/pulumi: cmd/run/run.ts] */
const allSaid = 32;

/**
 * The work's value. Where it throws a {@link ConfigError}, the program says that and ends, as the SDK does in the end, but at once:
 * on its way out of the outputs that wait for it, V8 looks at every promise behind every other one (the SDK has its debugger on),
 * which for a whole Jenkins took all of a machine's memory. Only where Pulumi runs the program: a process of somebody else's goes on.
 * [V8: Isolate::PromiseHasUserDefinedRejectHandler]
 */
export function withLastWord<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // A handler of our own is where V8's search ends.
    work().then(resolve, (error: unknown) => {
      if (!(error instanceof ConfigError) || languageHost() !== "run") {
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      void pulumi.log.error(error.message).finally(() => process.exit(allSaid));
    });
  });
}
