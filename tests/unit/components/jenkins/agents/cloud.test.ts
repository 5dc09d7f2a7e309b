import { expect } from "chai";
import { renderClouds } from "../../../../../components/jenkins/agents/cloud";
import { agentSettings } from "../../../../../components/jenkins/agents/agent-settings";
import { cascProblems } from "../../../../../components/jenkins/casc/casc-check";

const byTls = {
  uri: "tcp://docker:2376",
  certificates: "/certs/client",
  socketPath: "/var/run/docker.sock",
  socketGroup: "2375",
};
const bySocket = { uri: "unix:///var/run/docker.sock", socketPath: "/run/docker.sock", socketGroup: "998" };
const parts = { engines: [byTls], settings: agentSettings(), registries: [] };

/** The first cloud and its first template. */
function first(more: Partial<Parameters<typeof renderClouds>[0]> = {}) {
  const docker = renderClouds({ ...parts, ...more })[0]?.docker;
  const template = docker?.templates[0];
  if (!template) throw new Error("no template");
  return { cloud: docker, template, base: template.dockerTemplateBase };
}

describe("the casc's Docker clouds", () => {
  it("are this, unless anything is said", () => {
    expect(renderClouds(parts)).to.deep.equal([
      {
        docker: {
          name: "docker",
          containerCap: 10,
          errorDuration: 0,
          exposeDockerHost: false,
          dockerApi: {
            dockerHost: { uri: "tcp://docker:2376", credentialsId: "engine-client" },
            connectTimeout: 10,
            readTimeout: 300,
          },
          templates: [
            {
              name: "docker",
              labelString: "docker",
              remoteFs: "/home/jenkins/agent",
              instanceCapStr: "10",
              mode: "NORMAL",
              connector: { attach: { user: "jenkins" } },
              pullStrategy: "PULL_NEVER",
              pullTimeout: 300,
              stopTimeout: 1,
              removeVolumes: true,
              retentionStrategy: { idleMinutes: 5 },
              dockerTemplateBase: {
                image: "${agentsImage1}",
                user: "jenkins",
                extraGroups: ["2375"],
                mounts: [
                  "type=bind,src=/var/run/docker.sock,dst=/var/run/docker.sock",
                  "type=volume,dst=/home/jenkins/agent",
                ],
                memoryLimit: 2048,
                memorySwap: 2048,
                environment: [],
              },
            },
          ],
        },
      },
    ]);
  });

  it("mount the socket that the engine has on its own machine, in its own group, without a credential", () => {
    const { cloud, base } = first({ engines: [bySocket] });
    expect((cloud as unknown as { dockerApi: object }).dockerApi).to.deep.include({
      dockerHost: { uri: "unix:///var/run/docker.sock" },
    });
    expect(base.mounts).to.include("type=bind,src=/run/docker.sock,dst=/var/run/docker.sock");
    expect(base.extraGroups).to.deep.equal(["998"]);
  });

  it("are one an engine, each with its own certificate", () => {
    const engines = [byTls, { ...byTls, uri: "tcp://b:2376", certificates: "/certs/builds-2" }];
    const clouds = renderClouds({ ...parts, engines }) as { docker: { name: string; dockerApi: object } }[];
    expect(clouds.map(({ docker }) => docker.name)).to.deep.equal(["docker", "docker-2"]);
    expect(clouds[1]?.docker.dockerApi).to.deep.include({
      dockerHost: { uri: "tcp://b:2376", credentialsId: "engine-builds-2" },
    });
  });

  it("hand out logins as a read-only file, and give buildx a folder to write to", () => {
    const { base } = first({ dockerConfig: "ci-dev-docker-config" });
    expect(base.mounts).to.include("type=volume,src=ci-dev-docker-config,dst=/run/docker-config,readonly");
    expect(base.environment).to.deep.equal([
      "DOCKER_CONFIG=/run/docker-config",
      "BUILDX_CONFIG=/home/jenkins/agent/.buildx",
    ]);
  });

  it("say all that a template says", () => {
    const settings = agentSettings({
      containerCap: 4,
      templates: [
        {
          name: "maven",
          labels: ["maven", "java"],
          image: "registry.example.org/ci/maven:3",
          memoryMiB: 4096,
          cpus: 1.5,
          user: "1000:1000",
          environment: { MAVEN_OPTS: "-Xmx1g" },
          mounts: ["type=volume,src=maven,dst=/home/jenkins/.m2"],
          instanceCap: 2,
          idleMinutes: 1,
          pullPolicy: "always",
        },
      ],
    });
    const { cloud, template, base } = first({ settings, registries: ["registry.example.org"] });
    expect(cloud).to.include({ containerCap: 4 });
    expect(template).to.deep.include({
      name: "maven",
      labelString: "maven java",
      instanceCapStr: "2",
      connector: { attach: { user: "1000:1000" } },
      pullStrategy: "PULL_ALWAYS",
      retentionStrategy: { idleMinutes: 1 },
    });
    expect(base).to.deep.include({
      image: "registry.example.org/ci/maven:3",
      pullCredentialsId: "registry-registry.example.org",
      memoryLimit: 4096,
      memorySwap: 4096,
      cpus: "1.5",
      user: "1000:1000",
      environment: ["MAVEN_OPTS=-Xmx1g"],
    });
    expect(base.mounts).to.include("type=volume,src=maven,dst=/home/jenkins/.m2");
  });

  it("are what Jenkins is known to take", () => {
    const settings = agentSettings({ templates: [{ name: "all", cpus: 1, image: "a:1", pullCredentialsId: "x" }] });
    const clouds = renderClouds({ ...parts, settings, dockerConfig: "l", registries: ["docker.io"] });
    expect(cascProblems({ jenkins: { clouds } })).to.deep.equal([]);
  });

  it("have the texts of settings as they are, for JCasC resolves ${ in a casc", () => {
    const environment = { AT: "${HOME}/x", ESCAPED: "^${A}", PLAIN: "$HOME" };
    const { base } = first({ settings: agentSettings({ templates: [{ name: "a", environment }] }) });
    expect(base.environment).to.deep.equal(["AT=^${HOME}/x", "ESCAPED=^^${A}", "PLAIN=$HOME"]);
  });
});
