/** What is said of a stack's config, and how tests write one. */
import { expect } from "chai";
import { UserError } from "../../../components/text/user-error";
import { stackConfig } from "../../../stacks/config";

/** A config as Pulumi has it: a text a key. */
export type Texts = Record<string, string>;

/** A mistake, and all that is said of it. */
export type Mistake = [Texts, string[]];

export const block = (value: unknown) => JSON.stringify(value);
export const jenkins = (value: unknown): Texts => ({ jenkins: block(value) });

/** One line a problem. */
export function said(texts: Texts, lock?: string[]): string[] {
  try {
    stackConfig("dev", texts, lock);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).to.match(/^pulumi-jenkins-docker: \d+ problems? in the configuration of stack dev\n/);
    return error.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`);
  }
}
