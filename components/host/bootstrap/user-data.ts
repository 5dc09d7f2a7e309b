/** The machine's set-up as cloud-init takes it. Pure. */
import { stringify } from "yaml";
import { hostFiles, setUpDone, setUpUnit } from "./files";
import type { HostSettings } from "./host-settings";

/** Bytes that EC2 takes, before base64. [docs.aws.amazon.com: EC2, "Instance user data"] */
export const userDataLimit = 16_384;

/**
 * The `#cloud-config` that turns a fresh Ubuntu or Debian into a Docker host. It holds no secret: whoever may describe the
 * instance can read it.
 */
export function renderUserData(settings: HostSettings): string {
  const config = {
    write_files: hostFiles(settings).map(({ path, content, mode }) => ({ path, permissions: mode, content })),
    // By its unit, which tries again, also after a restart. The file is there where cloud-init was told to run anew.
    runcmd: [
      ["rm", "-f", setUpDone],
      ["systemctl", "daemon-reload"],
      ["systemctl", "enable", "--now", setUpUnit],
    ],
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0, blockQuote: "literal" })}`;
}
