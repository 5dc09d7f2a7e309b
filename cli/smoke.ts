/** `smoke`: after an up, proves from inside an agent that builds can use Docker. */
import { execute } from "../components/endpoint/execute";
import { dockerConfigFile } from "../components/paths";
import { localStack } from "./local-stack";
import { options, say } from "./say";
import { Agent, type Controller } from "./smoke/agent";
import { type NoPipeline, pipelineRuns, whyNoPipeline } from "./smoke/pipeline";
import { prove } from "./smoke/proofs";
import { type Reach, reachOf } from "./smoke/reach";
import { fleetPlugin } from "../components/jenkins/fleets/fleets";
import { cloudsOf, fleetsOf, textOf } from "./smoke/controller-clouds";
import { endMachine, fleetBase, newMachines, orWhatAwsSaid, proveMachine } from "./smoke/fleet";
import { FleetGroup } from "./smoke/fleet-group";
import type { RenderedFleet, RenderedTemplate } from "./smoke/rendered-clouds";
import { controllerOf } from "./stack-controller";

/** Gives the exit status. */
export async function smoke(words: string[]): Promise<number> {
  const { stack: name, push } = options(words, {
    stack: { type: "string", default: localStack },
    push: { type: "string" },
  });
  const { engine, outputs, endpoint } = await controllerOf(name);
  const controller = { engine, container: outputs.containerName };

  const registries = await loginsOf(controller);
  const clouds = await cloudsOf(controller);
  for (const cloud of clouds) {
    for (const template of cloud.templates) {
      const agent = await Agent.start(controller, cloud, template);
      try {
        const { image: base } = template.dockerTemplateBase;
        const shown = await prove(agent, { base, registries, push });
        say(`${cloud.name}, ${cloud.dockerApi.dockerHost.uri}: an agent ${template.name} ${shown.join(", ")}`);
      } finally {
        await agent.remove();
      }
    }
  }
  const reach = reachOf(outputs, endpoint);
  const fleets = await fleetsOf(controller);
  for (const fleet of fleets) await proveFleet(controller, fleet, reach);
  if (push !== undefined && fleets.length > 0)
    say("--push: nothing was pushed from fleets, whose machines have no logins");
  const template = clouds[0]?.templates[0];
  if (template || fleets.length === 0) await throughJenkins(reach, template);
  return 0;
}

/** Why a pipeline cannot be run through Jenkins; undefined where it can. @param cloud the plugin that has the agents */
async function whyNotThrough({ jenkins, unreached }: Reach, cloud?: string): Promise<NoPipeline | undefined> {
  return jenkins === undefined ? { reason: unreached, lacksCloud: false } : whyNoPipeline(jenkins, cloud);
}

/**
 * Runs a pipeline through Jenkins. Where Jenkins is known to lack the plugin, it does what the plugin does, in the same order. Where the plugin is
 * there, we ask for no machine ourselves: the plugin may give our machine to somebody's build, and we would end that build.
 */
async function proveFleet(controller: Controller, fleet: RenderedFleet, reach: Reach): Promise<void> {
  const label = firstLabel(fleet.labelString);
  const group = new FleetGroup(controller, fleet);
  const no = await whyNotThrough(reach, fleetPlugin);
  const { jenkins } = reach;
  if (jenkins !== undefined && no === undefined) {
    say(`${fleet.name}: waiting for a pipeline on label ${label}, which a new machine runs`);
    await orWhatAwsSaid({ fleet, group }, () => pipelineRuns(jenkins, label, fleetBase, true));
    say(`${fleet.name}: Jenkins runs a pipeline on label ${label}: docker build, docker run, docker.image().inside`);
    return;
  }
  say(`${fleet.name}: no pipeline was run through Jenkins: ${no?.reason ?? ""}`);
  if (!no?.lacksCloud) return;
  const machines = await newMachines({ controller, fleet, group }, 1, (line) => {
    say(`${fleet.name}: ${line}`);
  });
  for (const machine of machines)
    try {
      const shown = await proveMachine(machine);
      say(`${fleet.name}: machine ${machine.id} has Java and git, ${shown.join(", ")}`);
    } finally {
      await endMachine(group, machine);
    }
}

function firstLabel(labels: string): string {
  return labels.split(" ")[0] ?? "";
}

async function throughJenkins(reach: Reach, template: RenderedTemplate | undefined): Promise<void> {
  const noTemplate: NoPipeline = { reason: "the casc has no template", lacksCloud: false };
  const no = template === undefined ? noTemplate : await whyNotThrough(reach);
  const { jenkins } = reach;
  if (jenkins === undefined || template === undefined || no !== undefined) {
    say(`no pipeline was run through Jenkins: ${no?.reason ?? ""}`);
    return;
  }
  const label = firstLabel(template.labelString);
  await pipelineRuns(jenkins, label, template.dockerTemplateBase.image);
  say(`Jenkins runs a pipeline on label ${label}: docker build, docker run, docker.image().inside`);
}

/** Addresses of registries that have a login. */
async function loginsOf(controller: Controller): Promise<string[]> {
  const { engine, container } = controller;
  const { status } = await execute(engine, container, ["test", "-f", dockerConfigFile], "jenkins");
  if (status !== 0) return [];
  const { auths } = JSON.parse(await textOf(controller, dockerConfigFile)) as { auths?: object };
  return Object.keys(auths ?? {});
}
