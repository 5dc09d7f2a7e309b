/** The same through Jenkins itself: a pipeline on an agent's label, where Jenkins has the plugins for it. */
import { randomBytes } from "node:crypto";
import { printable } from "../../components/endpoint/execute";
import { CommandError } from "../say";
import type { JenkinsClient } from "./jenkins-client";

/** Plugins without which there is no pipeline. */
const needed = ["workflow-job", "workflow-cps"];

/** Seconds for a build that waits for a new machine. */
export const machineLimit = 900;

/** What keeps a pipeline from being run. */
export interface NoPipeline {
  reason: string;
  /** Whether Jenkins is known to lack the plugin that has the agents. An answer that nobody may read says nothing of it. */
  lacksCloud: boolean;
}

/** Why a pipeline cannot be run; undefined where it can. @param cloud the plugin that has the agents */
export async function whyNoPipeline(
  jenkins: Pick<JenkinsClient, "status" | "json">,
  cloud = "docker-plugin",
): Promise<NoPipeline | undefined> {
  const unknown = (reason: string): NoPipeline => ({ reason, lacksCloud: false });
  const status = await jenkins.status("api/json");
  if (status !== 200)
    return unknown(
      `Jenkins does not let the stack's admin in (HTTP ${String(status)}): set JENKINS_USER and JENKINS_TOKEN`,
    );
  const ofPlugins = await jenkins.status(pluginsPage);
  // A Jenkins without a plugin manager is the testbed's stand-in, which has no plugins.
  if (![200, 404].includes(ofPlugins)) return unknown(`Jenkins does not show its plugins (HTTP ${String(ofPlugins)})`);
  const there = ofPlugins === 200 ? await plugins(jenkins) : new Set();
  const missing = [cloud, ...needed].filter((plugin) => !there.has(plugin));
  if (missing.length === 0) return undefined;
  return { reason: `this Jenkins has no ${missing.join(", ")}`, lacksCloud: missing.includes(cloud) };
}

const pluginsPage = "pluginManager/api/json?depth=1";

async function plugins(jenkins: Pick<JenkinsClient, "json">): Promise<Set<string>> {
  const list = (await jenkins.json(pluginsPage)) as { plugins?: { shortName: string }[] };
  return new Set((list.plugins ?? []).map(({ shortName }) => shortName));
}

/** Runs one on a label, and deletes it. @param pull whether the agent's engine has to pull the base first @throws CommandError with the end of its log */
export async function pipelineRuns(jenkins: JenkinsClient, label: string, base: string, pull = false): Promise<void> {
  const name = `smoke-${randomBytes(6).toString("hex")}`;
  await jenkins.create(name, pipelineJob(pipelineScript(label, name, base, pull)));
  try {
    const { result, log } = await jenkins.build(name, pull ? machineLimit : undefined);
    if (result === "SUCCESS") return;
    const end = printable(log).trim().split("\n").slice(-20).join("\n");
    throw new CommandError(`a pipeline on label ${label} ended as ${result}:\n${end}`);
  } finally {
    await jenkins.remove(name);
  }
}

/** Builds an image and runs it; `inside` finds the workspace. @param pull whether the agent's engine has to pull the base first */
export function pipelineScript(label: string, image: string, base: string, pull = false): string {
  return `node('${label}') {
  sh '${pull ? `docker pull --quiet ${base}; ` : ""}docker tag ${base} ${image}-base'
  writeFile file: 'Dockerfile', text: 'FROM ${image}-base\\nUSER root\\nRUN echo made >/made\\n'
  sh 'docker build --quiet --tag ${image} .'
  sh 'docker run --rm ${image} cat /made'
  docker.image('${image}').inside { sh 'test -f Dockerfile' }
  sh 'docker image rm --force ${image} ${image}-base'
}
`;
}

function pipelineJob(script: string): string {
  const escaped = script.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const definition = `<definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition"><script>${escaped}</script><sandbox>true</sandbox></definition>`;
  return `<?xml version="1.0" encoding="UTF-8"?><flow-definition>${definition}</flow-definition>`;
}
