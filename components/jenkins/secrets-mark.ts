/** What changes with secrets, and may be seen. */
import * as pulumi from "@pulumi/pulumi";
import { createHmac } from "node:crypto";

/**
 * Twelve digits that change with secrets, and tell nobody what they are: without the key, no guess can be tried against them.
 * @param key a secret
 * @example secretsMark([password], token) // "1a2b3c4d5e6f"
 */
export function secretsMark(secrets: pulumi.Output<unknown>[], key: pulumi.Output<string>): pulumi.Output<string> {
  const mark = pulumi
    .all([key, pulumi.all(secrets)])
    .apply(([known, texts]) => createHmac("sha256", known).update(JSON.stringify(texts)).digest("hex").slice(0, 12));
  return pulumi.unsecret(mark);
}
