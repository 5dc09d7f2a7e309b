/**
 * Moves the pins of this repository on: images, dates of machine images, plugin locks. Says on standard output what it moved,
 * in Markdown, and nothing where nothing is newer; on standard error what it could not look up.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { parse } from "yaml";
import { HostImage } from "../../components/host/aws/aws-args";
import { imageParameter } from "../../components/host/aws/machine-image";
import { defaultImages } from "../../components/default-images";
import { lockedStack, renewLock } from "./pins/locks";
import { dateOf, newerDate } from "./pins/machine-images";
import { changeset, listed, renewed, type Renewal, untouched } from "./pins/renewal";
import { isPin, newerTag, parts, tagsOf } from "./pins/tags";

const read = (file: string) => fs.readFileSync(file, "utf8");
const stacks = fs.readdirSync("stacks").flatMap((name) => /^Pulumi\.([\w.-]+)\.yaml$/.exec(name)?.[1] ?? []);
const settings = (stack: string) => `stacks/Pulumi.${stack}.yaml`;

/** The images that somebody named under a key `image`, wherever. */
function imagesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "image" && typeof inner === "string" ? [inner] : imagesIn(inner),
  );
}

/** What `look` finds; where it cannot be asked, a word of that, so that one that is away does not hold up the others. */
async function asked<T>(what: string, look: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    console.error(`::warning::${what} was not looked up: ${reason}`);
    return undefined;
  }
}

async function newerImages(): Promise<Renewal[]> {
  const named = stacks.flatMap((stack) => imagesIn(parse(read(settings(stack)))));
  const images = new Set([...Object.values(defaultImages), ...named].filter(isPin));
  const renewals: Renewal[] = [];
  for (const image of images) {
    const [repository, tag] = parts(image);
    const newer = await asked(image, async () => newerTag(tag, await tagsOf(repository)));
    if (newer !== undefined) renewals.push({ from: image, to: `${repository}:${newer}` });
  }
  return renewals;
}

async function newerMachineImages(): Promise<Renewal[]> {
  const renewals: Renewal[] = [];
  for (const image of Object.values(HostImage)) {
    const parameters = [imageParameter(image, "amd64"), imageParameter(image, "arm64")];
    const { date, path } = dateOf(parameters[0] ?? "");
    const newer = await asked(`${path}/${date}`, () => newerDate(parameters, parametersUnder(path)));
    if (newer !== undefined) renewals.push({ from: date, to: newer });
  }
  return renewals;
}

function parametersUnder(path: string): string[] {
  const words = ["ssm", "get-parameters-by-path", "--path", path, "--recursive", "--query", "Parameters[].Name"];
  const names = execFileSync("aws", [...words, "--output", "json"], { encoding: "utf8", maxBuffer: 1 << 26 });
  return JSON.parse(names) as string[];
}

async function main(): Promise<void> {
  const images = await newerImages();
  const machineImages = await newerMachineImages();
  const renewals = [...images, ...machineImages];
  for (const file of execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0")) {
    if (file === "" || untouched.test(file) || !fs.lstatSync(file).isFile()) continue;
    const text = read(file);
    if (renewed(text, renewals) !== text) fs.writeFileSync(file, renewed(text, renewals));
  }
  const locks = stacks
    .flatMap((stack) => lockedStack(stack, read(settings(stack)), (file) => fs.existsSync(file)) ?? [])
    .filter((stack) => renewLock(stack, renewals))
    .map(({ file }) => `- ${file}`);

  if (renewals.length > 0) {
    const { name } = JSON.parse(read("package.json")) as { name: string };
    const file = `.changeset/pins-${new Date().toISOString().slice(0, 10)}.md`;
    fs.writeFileSync(file, changeset(name, renewals, machineImages.length > 0));
  }
  const words = machineImages.length > 0 ? ["**A newer machine image replaces VMs;** their data disks stay."] : [];
  console.log([listed(renewals), ...locks, ...words].filter((line) => line !== "").join("\n\n"));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
