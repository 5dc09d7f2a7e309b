/** What the tests on virtual machines need. */
import { missingForEngineTests } from "../../engine/support/requirements";

/** What is missing, each with its reason; nothing where they can run. */
export async function missingForVmTests(): Promise<string[]> {
  const missing = ["VM_KIT", "AWS_ENDPOINT_URL"].filter((name) => process.env[name] === undefined);
  const reasons = missing.map((name) => `${name} is not set: there is no testbed that boots virtual machines`);
  return [...reasons, ...(await missingForEngineTests())];
}
