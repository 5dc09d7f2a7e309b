/** The container that backs up Jenkins' home: restic, its schedule, and its settings. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { containerDefaults, containerOptions, halfCpuShares, onNetwork, uploadedText } from "../../docker/container";
import type { Deployment } from "../../docker/deployment";
import { hostnameOf, ownerOf } from "../../docker/engine-names";
import { pulledImage } from "../../docker/image";
import { engineCaFile, jenkinsHomePath } from "../../paths";
import { environmentList } from "../../text/environment";
import { packagedFile } from "../../text/packaged-file";
import { proxyEnvironment } from "../../text/proxy";
import { type BackupSettings, isFolder, keptArguments } from "./backup-settings";
import { backupFolder, backupScript, knownRepositoriesFolder, repositoryFolder } from "./places";

/**
 * What no restore needs: Jenkins and its builds make it again. Each is a place that nobody can name otherwise: `**` of restic also matches no folder
 * at all, so that `jobs/**\/workspace` would be a job of that name. [restic: internal/filter, match; core: AtomicFileWriter]
 */
const neverBackedUp = ["workspace", "caches", "war", ".cache", "**/atomic[0-9]*.tmp"];

/** The container, for a Jenkins whose settings have `backup`. */
export function backupContainer(
  { name, named, owner, labels, network, architecture, company, onEngine, onEngineByName }: Deployment,
  backup: BackupSettings | undefined,
  { home, image }: { home: pulumi.Input<string>; image: docker.RemoteImage },
): docker.Container | undefined {
  if (backup === undefined) return undefined;
  const repository = pulumi.output(backup.repository);
  const marks = new docker.Volume(`${name}-backup`, { name: named("backup"), labels }, onEngine);
  const secret = (file: string, text: pulumi.Input<string>) =>
    uploadedText(`${backupFolder}/${file}`, pulumi.secret(text), "0400", 0);
  const plain = (file: string, text: string) => uploadedText(`${backupFolder}/${file}`, text, "0444", 0);
  return new docker.Container(
    `${name}-backup`,
    {
      ...containerDefaults,
      name: named("backup"),
      hostname: hostnameOf(named("backup")),
      image: pulledImage(`${name}-backup`, backup.image, architecture, onEngine).imageId,
      labels,
      entrypoints: ["/bin/sh", backupScript],
      command: ["serve"],
      envs: repository.apply((at) =>
        environmentList({
          OWNER: ownerOf(owner),
          REPOSITORY: at,
          RESTIC_REPOSITORY: isFolder(at) ? repositoryFolder : at,
          KEEP: keptArguments(backup.keep),
          CHECK: `${String(backup.checkPercent)}%`,
          TZ: "UTC",
          ...proxyEnvironment(company.proxy),
        }),
      ),
      mounts: [
        { type: "volume", source: home, target: jenkinsHomePath, readOnly: true },
        { type: "volume", source: marks.name, target: knownRepositoriesFolder },
      ],
      // The engine makes the folder if it is not there.
      volumes: repository.apply((at) => (isFolder(at) ? [{ hostPath: at, containerPath: repositoryFolder }] : [])),
      uploads: [
        plain("backup.sh", packagedFile(__dirname, "scripts", "backup.sh")),
        plain("schedule/root", crontab(backup)),
        plain("exclude", exclusions(backup)),
        secret("password", backup.password),
        ...Object.entries(backup.credentials).map(([key, text]) => secret(`credentials/${key}`, text)),
        ...(company.caBundle === undefined ? [] : [uploadedText(engineCaFile, company.caBundle, "0444", 0)]),
      ],
      securityOpts: ["no-new-privileges:true"],
      ...onNetwork(network, "backup"),
      cpuShares: halfCpuShares,
      healthcheck: {
        tests: ["CMD", "/bin/sh", backupScript, "health"],
        interval: "30s",
        timeout: "10s",
        retries: 1,
        startPeriod: "2m0s",
        startInterval: "1s",
      },
    },
    // It makes the backup before another image of Jenkins is made. So it is replaced after that.
    { ...containerOptions(onEngineByName), dependsOn: [network, image] },
  );
}

/** What crond runs, and where it is read: in the container's log. */
function crontab({ schedule, checkPercent }: BackupSettings): string {
  // Half a minute, so many times: it waits for another one that runs for up to a day.
  const line = (times: string, command: string) =>
    `${times} /bin/sh ${backupScript} ${command} 2880 >/proc/1/fd/1 2>&1\n`;
  return line(schedule.trim(), "run") + (checkPercent === 0 ? "" : line("30 4 * * 0", "check"));
}

function exclusions({ exclude }: BackupSettings): string {
  return [...neverBackedUp, ...exclude].map((pattern) => `${jenkinsHomePath}/${pattern.replace(/^\//, "")}\n`).join("");
}
