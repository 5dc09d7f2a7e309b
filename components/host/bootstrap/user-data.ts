/** The machine's set-up as cloud-init takes it. Pure. */
import { gzipSync, strToU8 } from "fflate";
import { stringify } from "yaml";
import { setUpDone } from "../../paths";
import { type HostFile, hostFiles, scriptMode, setUpUnit } from "./files";
import type { HostSettings } from "./host-settings";

/** Bytes that EC2 takes, before base64. [docs.aws.amazon.com: EC2, "Instance user data"] */
export const userDataLimit = 16_384;

/**
 * A file as cloud-init writes it. Scripts are compressed: they are this package's own text, and EC2's limit has no room for them. Settings
 * stay as they are, for whoever reads a diff. The compressor is one fixed version's of JavaScript, so that every machine gets the same bytes.
 * [cloudinit.readthedocs.io: modules, "Write Files"]
 */
function asWritten({ path, content, mode }: HostFile): object {
  if (mode !== scriptMode) return { path, permissions: mode, content };
  const packed = gzipSync(strToU8(content), { level: 9, mtime: 0 });
  return { path, permissions: mode, encoding: "gz+b64", content: Buffer.from(packed).toString("base64") };
}

/**
 * The `#cloud-config` that turns a fresh Ubuntu or Debian into a Docker host. It holds no secret: whoever may describe the
 * instance can read it.
 */
export function renderUserData(settings: HostSettings): string {
  const config = {
    write_files: hostFiles(settings).map(asWritten),
    // The unit tries again until it succeeds, also after a restart. The file is there if somebody told cloud-init to run anew.
    runcmd: [
      ["rm", "-f", setUpDone],
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "--now", setUpUnit],
    ],
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0, blockQuote: "literal" })}`;
}
