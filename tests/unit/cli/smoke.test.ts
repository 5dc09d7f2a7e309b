import { expect } from "chai";
import { runOptions } from "../../../cli/smoke/agent";
import { pipelineScript } from "../../../cli/smoke/pipeline";
import { renderedClouds } from "../../../cli/smoke/rendered-clouds";
import { renderClouds } from "../../../components/jenkins/agents/cloud";
import { agentSettings } from "../../../components/jenkins/agents/settings";
import { renderCasc } from "../../../components/jenkins/casc/render";

const engines = [
  { uri: "tcp://docker:2376", certificates: "/certs/client", socketPath: "/var/run/docker.sock", socketGroup: "2375" },
];
const settings = agentSettings({ templates: [{ name: "docker", cpus: 2, environment: { A: "b" } }] });
const casc = renderCasc({
  url: "http://localhost:8080",
  executors: 0,
  clouds: renderClouds({ engines, settings, stackImage: "agent:1", registries: [] }),
  credentials: { certificates: [], registries: [] },
  own: { jenkins: { clouds: [{ docker: { name: "mine" } }, { kubernetes: { name: "k8s" } }] } },
});

describe("smoke", () => {
  it("finds our clouds in a casc, and leaves those of others alone", () => {
    expect(renderedClouds(casc).map(({ name }) => name)).to.deep.equal(["docker"]);
  });

  it("says a template in the words of docker run", () => {
    const template = renderedClouds(casc)[0]?.templates[0];
    expect(template && runOptions(template)).to.deep.equal([
      ...["--pull", "never", "--user", "jenkins", "--group-add", "2375"],
      ...["--mount", "type=bind,src=/var/run/docker.sock,dst=/var/run/docker.sock"],
      ...["--mount", "type=volume,dst=/home/jenkins/agent"],
      ...["--env", "A=b", "--memory", "2048m", "--memory-swap", "2048m", "--cpus", "2"],
    ]);
  });

  it("runs this pipeline", () => {
    expect(pipelineScript("docker", "smoke-1", "agent:1")).to.equal(`node('docker') {
  writeFile file: 'Dockerfile', text: 'FROM agent:1\\nUSER root\\nRUN echo made >/made\\n'
  sh 'docker build --quiet --tag smoke-1 .'
  sh 'docker run --rm smoke-1 cat /made'
  docker.image('smoke-1').inside { sh 'test -f Dockerfile' }
  sh 'docker image rm --force smoke-1'
}
`);
  });
});
