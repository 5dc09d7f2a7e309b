/** `smoke`: after an up, proves from inside an agent that builds can use Docker. */
import { execute } from "../components/endpoint/execute";
import { dockerConfigFile } from "../components/paths";
import { setVariables } from "../components/text/environment";
import { localStack } from "./local-stack";
import { options, say } from "./say";
import { Agent, type Controller } from "./smoke/agent";
import { JenkinsClient } from "./smoke/jenkins-client";
import { pipelineRuns, whyNoPipeline } from "./smoke/pipeline";
import { prove } from "./smoke/proofs";
import { cloudsOf, textOf } from "./smoke/controller-clouds";
import type { RenderedTemplate } from "./smoke/rendered-clouds";
import type { Outputs } from "./jenkins-in-state";
import { controllerOf } from "./stack-controller";

/** Gives the exit status. */
export async function smoke(words: string[]): Promise<number> {
  const { stack: name, push } = options(words, {
    stack: { type: "string", default: localStack },
    push: { type: "string" },
  });
  const { engine, outputs } = await controllerOf(name);
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
  await throughJenkins(outputs, clouds[0]?.templates[0]);
  return 0;
}

async function throughJenkins(
  { url, adminUser, adminPassword, caCert }: Outputs,
  template: RenderedTemplate | undefined,
): Promise<void> {
  if (url === undefined) {
    say("no pipeline was run through Jenkins: its URL is not known since an up has failed");
    return;
  }
  const { JENKINS_USER: user = adminUser, JENKINS_TOKEN: token = adminPassword } = setVariables(process.env);
  const jenkins = new JenkinsClient(url, token, user, caCert);
  const reason = template === undefined ? "the casc has no template" : await whyNoPipeline(jenkins);
  if (reason !== undefined || template === undefined) {
    say(`no pipeline was run through Jenkins: ${reason ?? ""}`);
    return;
  }
  const label = template.labelString.split(" ")[0] ?? template.name;
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
