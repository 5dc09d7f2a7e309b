/** Secrets that a stack does not have any more: what carried them cannot take them out of their volume, so it is done here. */
import type { Engine } from "../../endpoint/execute";
import { execute } from "../../endpoint/execute";
import { secretsFolder } from "../../paths";

/**
 * Removes from the volume what is not expected there, and gives the names. A container of the controller's image does it: in
 * the controller the volume is read-only.
 * @param expected paths in the controller
 */
export async function removeLeftSecrets(engine: Engine, controller: string, expected: string[]): Promise<string[]> {
  const { output } = await execute(engine, controller, ["find", secretsFolder, "-type", "f"], "root");
  const left = output.split("\n").filter((file) => file.startsWith(`${secretsFolder}/`) && !expected.includes(file));
  if (left.length === 0) return [];
  const { Image: image, Mounts: mounts } = await engine.getContainer(controller).inspect();
  const volume = mounts.find(({ Destination }) => Destination === secretsFolder)?.Name ?? "";
  const container = await engine.createContainer({
    Image: image,
    User: "0",
    Entrypoint: ["rm", "-f", "--"],
    Cmd: left,
    HostConfig: { NetworkMode: "none", Mounts: [{ Type: "volume", Source: volume, Target: secretsFolder }] },
  });
  try {
    await container.start();
    await container.wait();
  } finally {
    await container.remove({ force: true, v: true });
  }
  return left;
}
