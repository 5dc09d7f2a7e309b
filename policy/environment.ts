/** Which environment a stack is: what levels and options of rules hang on. */

/** `prod`, where a violation ends an `up`; or any other. */
export type Environment = "prod" | "other";

/** All environments there are, the strict one first. */
export const environments: readonly Environment[] = ["prod", "other"];

/**
 * By the stack's name: `prod`, `production`, `prod-eu`, `eu-prod`, `prod1`. A policy config says it otherwise (docs/policies.md).
 * @example environmentOf("prod-eu") // "prod"
 */
export function environmentOf(stack: string): Environment {
  return /(^|[-_.])prod(uction)?\d*([-_.]|$)/i.test(stack) ? "prod" : "other";
}
