/** How the program ends where an `up` finds a mistake of its user. */
import * as pulumi from "@pulumi/pulumi";
import { onUserError } from "../components/text/user-error";

/** The exit status of a Pulumi program that has reported its error itself. [@pulumi/pulumi: cmd/run/run.ts] */
const reported = 32;

/**
 * Reports a UserError and ends the program at once, as the SDK does in the end. On the error's way out through the outputs that wait
 * for it, V8 would search all promises behind each other (the SDK has V8's debugger on), which took gigabytes and minutes for one
 * Jenkins. [V8: Isolate::PromiseHasUserDefinedRejectHandler]
 */
export function endOnUserError(): void {
  onUserError(async (error) => {
    await pulumi.log.error(error.message).finally(() => process.exit(reported));
    throw error;
  });
}
