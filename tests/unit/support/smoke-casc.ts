/** A casc with a cloud of ours, and two of others, as `smoke` reads it. */
import { renderClouds } from "../../../components/jenkins/agents/cloud";
import { agentSettings } from "../../../components/jenkins/agents/agent-settings";
import { renderCasc } from "../../../components/jenkins/casc/render";

const engines = [
  { uri: "tcp://docker:2376", certificates: "/certs/client", socketPath: "/var/run/docker.sock", socketGroup: "2375" },
];
const settings = agentSettings({ templates: [{ name: "docker", cpus: 2, environment: { A: "b" } }] });

export const casc = renderCasc({
  url: "http://localhost:8080",
  executors: 0,
  clouds: renderClouds({ engines, settings, registries: [] }),
  credentials: { certificates: [], registries: [], fleets: [] },
  own: { jenkins: { clouds: [{ docker: { name: "mine" } }, { kubernetes: { name: "k8s" } }] } },
});
