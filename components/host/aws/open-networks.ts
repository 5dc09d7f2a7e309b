/** Networks that let everybody in. Pure. */
import * as ipaddr from "ipaddr.js";
import { coverEverybody } from "../../text/networks";
import type { Problem } from "../../text/problems";

/**
 * What is wrong with networks that may reach something: one of them is the whole internet, or they are it together.
 * @param path the setting that names them
 * @param cidrs undefined where one is not known yet
 * @param of what they reach, and the fix: `SSH`, `Name the network of the controller`
 */
export function openNetworkProblems(
  path: string,
  cidrs: (string | undefined)[],
  { what, fix }: { what: string; fix: string },
): Problem[] {
  const problem = (at: string, message: string): Problem => ({ code: "JD205", path: at, message });
  const known = cidrs.filter((cidr) => cidr !== undefined && ipaddr.isValidCIDR(cidr)) as string[];
  const together = !known.some((cidr) => cidr.endsWith("/0")) && coverEverybody(known);
  return [
    ...cidrs.flatMap((cidr, index) =>
      cidr?.endsWith("/0")
        ? [problem(`${path}[${String(index)}]`, `"${cidr}" lets everybody try ${what}. ${fix}`)]
        : [],
    ),
    ...(together ? [problem(path, `${known.join(", ")}: these networks together are the whole internet. ${fix}`)] : []),
  ];
}
