/** The end of an `up`: everything that was made answers, has read what it was given, and reaches what builds need. */
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { BuildAccess } from "../../access/contract";
import type { Deployment } from "../../docker/deployment";
import { withoutPasswords } from "../../text/problems";
import { defaultSocketPath, type DockerEndpoint } from "../../endpoint/endpoint";
import { reportingUserErrors } from "../../text/user-error";
import { whileItAnswers } from "../../endpoint/answer";
import { answerLimit, connect } from "../../endpoint/connect";
import type { Engine } from "../../endpoint/execute";
import type { Say } from "../../endpoint/wait";
import type { StrangersMay } from "../casc/own-casc";
import type { EngineForAgents } from "../agents/engine-for-agents";
import { imagesAreRead, recordedImage, recordImage } from "./agents-image";
import { prepareEngine } from "./prepare-engine";
import { buildsReachEngine } from "./builds-reach-engine";
import { limitProcesses } from "./process-limits";
import { findCasc, reloadCasc } from "./reload-casc";
import type { Files } from "../controller/files";
import { withoutLeftSecrets } from "./left-secrets";
import { refusesStrangers } from "./refuses-strangers";
import { answersByHttps } from "./https-answers";
import { backupsReady, wayBack } from "./backups-ready";
import type { HttpsFront } from "../controller/https/https-front";
import { untilHealthy } from "./healthy";

/** What an `up` has made. */
export interface Made {
  access: BuildAccess;
  controller: docker.Container;
  files: Files[];
  front?: HttpsFront;
  backup?: docker.Container;
  url: pulumi.Output<string>;
  casc: pulumi.Output<string>;
  /** What the user's casc lets somebody do who has not logged in. */
  strangersMay: pulumi.Output<StrangersMay>;
  engines: pulumi.Output<EngineForAgents[]>;
}

/** In an `up`, it resolves when all checks have passed. A failed check ends the `up`. In a preview it resolves at once. */
export function verified(
  jenkins: pulumi.Resource,
  { where, endpoint: controllerEndpoint }: Deployment,
  made: Made,
): pulumi.Output<unknown> {
  if (pulumi.runtime.isDryRun()) return pulumi.output(undefined);
  const { access, controller, files, front, backup } = made;
  const engineInside = access.controller.engineInside !== undefined;
  const say = (message: string) => void pulumi.log.info(message, jenkins, undefined, true);
  const awaited = [...access.awaits, { what: "Jenkins", container: controller }].map(({ what, container }) =>
    pulumi.all([container.id, container.name]).apply(([id, called]) => ({ what, id, name: called })),
  );
  const carriers = pulumi.all(files.map(({ carrier }) => carrier.id));
  const ids = pulumi.all([
    controller.id,
    carriers,
    pulumi.all(awaited),
    front?.container.id,
    backup && pulumi.all([backup.id, backup.name]).apply(([ofBackup, called]) => ({ id: ofBackup, name: called })),
    made.casc,
    made.strangersMay,
  ]);
  return pulumi
    .all([controllerEndpoint, ids, made.url, access.dockerHost, made.engines])
    .apply(([endpoint, [id, carrierIds, all, frontId, ofBackup, casc, strangersMay], url, dockerHost, engines]) =>
      whileAnswering(where, endpoint, async () => {
        // Each question is short, so that an engine that is gone is noticed. The work after it may take long.
        const asking = await connect(endpoint, answerLimit);
        const fix = () => wayBack(where, asking, ofBackup);
        const moreMemory = "give it more (memoryMiB), or Java less (javaOpts)";
        const awaitedNow = all.map((one) => (one.id === id ? { ...one, writtenBy: carrierIds, moreMemory, fix } : one));
        await untilHealthy(where, asking, awaitedNow, say);
        const engine = await connect(endpoint);
        await limitProcesses(engine, [
          ...all.map((one) => ({
            id: one.id,
            what: one.id === id && !engineInside ? ("controller" as const) : ("engine" as const),
          })),
          ...(frontId === undefined ? [] : [{ id: frontId, what: "front" as const }]),
        ]);
        const written = { controller: id, carriers: carrierIds, casc };
        const found = await findCasc(engine, written);
        const whenDenied = access.whenDenied?.(endpoint.socketPath ?? defaultSocketPath);
        const changed = await preparedForAgents(jenkins, where, { ...access, dockerHost, whenDenied }, engines, {
          engine,
          id,
          say,
        });
        const expected = files.flatMap(({ paths }) => paths);
        const reloaded = await withoutLeftSecrets(engine, id, expected, () =>
          reloadCasc(where, engine, written, found, changed),
        );
        await imagesAreRead(engine, id);
        if (strangersMay !== "all") await refusesStrangers(where, engine, id, strangersMay);
        if (frontId !== undefined) await answersByHttps(where, engine, { controller: id, front: frontId, url }, say);
        if (ofBackup !== undefined) await sayOfBackups(jenkins, where, engine, ofBackup, say);
        if (reloaded) await pulumi.log.info("Jenkins has read its changed casc, without a restart", jenkins);
      }),
    );
}

/** A failed backup fails no `up`: Jenkins is as the stack says. */
async function sayOfBackups(
  jenkins: pulumi.Resource,
  where: string,
  ...asked: [engine: Engine, container: { id: string; name: string }, say: Say]
): Promise<void> {
  const { said, failed } = await backupsReady(where, ...asked);
  await (failed ? pulumi.log.warn(`${said}  [JD415]`, jenkins) : pulumi.log.info(said, jenkins));
}

/** Work with an engine that has answered before. Its mistakes end the `up`. */
function whileAnswering(where: string, endpoint: DockerEndpoint, work: () => Promise<void>): Promise<void> {
  return reportingUserErrors(() => whileItAnswers(where, "endpoint", endpoint, work));
}

/**
 * The builds' engines: reached, and ready for agents. One of another machine that is away is a warning.
 * @returns whether an agents' image has changed, so that Jenkins has to read its casc again
 */
async function preparedForAgents(
  jenkins: pulumi.Resource,
  where: string,
  access: Pick<BuildAccess, "elsewhere" | "startsByItself"> & { dockerHost?: string; whenDenied?: string },
  engines: EngineForAgents[],
  { engine, id, say }: { engine: Engine; id: string; say: Say },
): Promise<boolean> {
  const { dockerHost } = access;
  const away =
    dockerHost === undefined ? undefined : await buildsReachEngine(where, engine, id, { ...access, dockerHost }, say);
  if (away !== undefined) await pulumi.log.warn(withoutPasswords(away), jenkins);
  let changed = false;
  for (const [index, one] of engines.entries()) {
    if (index === 0 && away !== undefined) continue;
    say(`making the engine at ${one.uri} ready for agents`);
    // The engines of a pool are other machines, whatever the first engine is.
    const recorded = await recordedImage(engine, id, one);
    const mayBeAway = access.elsewhere === true || index > 0;
    const { warnings, image } = await prepareEngine(where, engine, id, one, mayBeAway, recorded);
    for (const warning of warnings) await pulumi.log.warn(withoutPasswords(warning), jenkins);
    if (image !== undefined && (await recordImage(engine, id, one, image))) changed = true;
  }
  return changed;
}
