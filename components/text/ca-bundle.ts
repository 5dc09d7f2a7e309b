/** A company's CAs: what may be given, and how the build of an image is told. Pure. */
import { certificatesOf, pemProblem } from "./pem";
import { textWith } from "./validation";

/** Rules of `caBundle`, shared by components and stack config. */
export const caBundleSchema = textWith("JD202", caBundleProblem);

/**
 * Bytes of one build argument. A build has it in its environment, where Linux takes no variable of more than 128 KiB. What is more goes by
 * further arguments, which the Dockerfiles know. [man execve: MAX_ARG_STRLEN]
 */
const argumentSize = 100 * 1024;
/** How many of them the Dockerfiles know. */
const mostArguments = 4;

/**
 * The build arguments of a bundle. One that is not long is one, as it is.
 * @param caBundle a right one
 */
export function caBuildArgs(caBundle: string): Record<string, string> {
  const parts = [caBundle];
  if (Buffer.byteLength(caBundle) > argumentSize) {
    parts[0] = "";
    for (const certificate of certificatesOf(caBundle)) {
      const last = parts.at(-1) ?? "";
      const fits = last.length + certificate.length < argumentSize;
      if (fits) parts[parts.length - 1] = `${last}${certificate.trimEnd()}\n`;
      else parts.push(`${certificate.trimEnd()}\n`);
    }
  }
  return Object.fromEntries(
    parts.map((part, index) => [`CA_BUNDLE${index === 0 ? "" : `_${String(index + 1)}`}`, part]),
  );
}

function caBundleProblem(text: string): string | undefined {
  const problem = pemProblem("CERTIFICATE", text);
  if (problem !== undefined) return problem;
  if (Object.keys(caBuildArgs(text)).length <= mostArguments) return undefined;
  const kib = String(Math.round(certificatesOf(text).join("").length / 1024));
  return `has ${kib} KiB of certificates, and some 360 KiB can be given to the build of an image. Leave out public CAs: the images trust them already`;
}
