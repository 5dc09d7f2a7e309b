/** The example environments name networks that nobody comes from, until somebody writes theirs. Pure. */
import { type Problem } from "../components/text/problems";
import { UserError } from "../components/text/user-error";
import { awsHosts, type StackConfig } from "./config";

/** Networks of documentation. [RFC 5737] */
const placeholders = new Set(["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"]);

/**
 * For an `up`; a preview is as good with them.
 * @throws UserError before a VM is made that nobody could reach
 */
export function refusePlaceholders(stack: string, config: StackConfig): void {
  const problems = awsHosts(config).flatMap(({ path, aws: { allowedCidrs, uiCidrs } = {} }) => [
    ...found(`${path}.allowedCidrs`, allowedCidrs),
    ...found(`${path}.uiCidrs`, uiCidrs),
  ]);
  if (problems.length > 0) throw new UserError(`the configuration of stack ${stack}`, problems);
}

function found(path: string, cidrs: string[] = []): Problem[] {
  return cidrs.flatMap((cidr, index) => {
    if (!placeholders.has(cidr)) return [];
    const message = `"${cidr}" is an example of documentation (RFC 5737). Write the network of this machine and of your users instead`;
    return [{ code: "JD204" as const, path: `${path}[${String(index)}]`, message }];
  });
}
