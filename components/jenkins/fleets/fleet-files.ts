/** What the controller has of its fleets in files: their keys, and the key of the AWS API. */
import * as pulumi from "@pulumi/pulumi";
import type { AwsKey } from "../../endpoint/agent-fleet";
import { awsCredentialsFile, fleetFile } from "../../paths";
import { secretsMark } from "../secrets-mark";
import { fleetCredential } from "./fleet-cloud";
import type { GivenFleet } from "./fleets";

/** A text for a file of the controller. It is a secret. */
export type SecretFile = [file: string, text: pulumi.Output<string>];

/** Of each fleet the halves of its credential, by which the start hook makes it, and its host key, which the casc names. */
export function fleetFiles(fleets: GivenFleet[], awsKey?: pulumi.Output<AwsKey>): SecretFile[] {
  return [
    ...fleets.flatMap(({ whole: fleet }, index): SecretFile[] => [
      [fleetFile(index, "id"), fleet.name.apply(fleetCredential)],
      [fleetFile(index, "user"), fleet.user],
      [fleetFile(index, "key"), fleet.privateKey],
      [fleetFile(index, "hostKey"), fleet.hostKey],
    ]),
    ...(awsKey ? [[awsCredentialsFile, awsKey.apply(renderAwsCredentials)] satisfies SecretFile] : []),
  ];
}

/** The file that AWS' SDK reads. Pure. [docs.aws.amazon.com: SDKs and Tools, "Shared config and credentials files"] */
export function renderAwsCredentials({ accessKeyId, secretAccessKey }: AwsKey): string {
  return `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}

/**
 * The number of fleets, and a mark that changes with their keys: `2 1a2b3c4d5e6f`. Jenkins makes the credentials when it starts, and AWS' SDK
 * reads its file then. So other keys replace the container. Undefined where there is neither a fleet nor a key.
 * @param key a secret
 */
export function fleetsMark(
  fleets: GivenFleet[],
  awsKey: pulumi.Output<AwsKey> | undefined,
  key: pulumi.Output<string>,
): pulumi.Output<string> | undefined {
  const files = fleetFiles(fleets, awsKey);
  if (files.length === 0) return undefined;
  const texts = files.map(([, text]) => text);
  return secretsMark(texts, key).apply((mark) => `${String(fleets.length)} ${mark}`);
}
