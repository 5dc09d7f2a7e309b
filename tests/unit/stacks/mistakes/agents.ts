/** Mistakes in agents and their templates. */
import { jenkins, type Mistake } from "../../support/stack-config";

export const agents: Mistake[] = [
  [
    jenkins({ agents: { templates: [{ name: "a b" }] } }),
    ['JD104 jenkins.agents.templates[0].name: "a b" is not a template\'s name: letters, digits, "-", "_" and "."'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "x" }, { name: "x" }] } }),
    ['JD104 jenkins.agents.templates[1].name: "x" is the name of another template, too. Give each its own'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "a", mounts: ["/var/cache:/cache"], labels: ["a b"] }] } }),
    [
      'JD104 jenkins.agents.templates[0].labels[0]: "a b" is not one label: it has no spaces and no operators',
      'JD104 jenkins.agents.templates[0].mounts[0]: "/var/cache:/cache": "/var/cache:/cache" is not a key of a mount, e.g. type=volume,src=maven,dst=/home/jenkins/.m2',
    ],
  ],
  ...(
    [
      [{ environment: { "A=B": "x" } }, 'environment: "A=B" is not the name of a variable, e.g. MAVEN_OPTS'],
      [{ environment: { "": "x" } }, 'environment: "" is not the name of a variable, e.g. MAVEN_OPTS'],
      [{ environment: { "A\nB": "x" } }, 'environment: "A\\nB" is not the name of a variable, e.g. MAVEN_OPTS'],
      [{ environment: { A: "x\nB=y" } }, "environment.A: has a line end or another control character. Remove it"],
      [{ environment: { A: "x\r" } }, "environment.A: has a line end or another control character. Remove it"],
      [{ mounts: ["dst=/a\ntype=bind"] }, "mounts[0]: has a line end or another control character. Remove it"],
      [{ mounts: ["dst=/a\u0000"] }, "mounts[0]: has a line end or another control character. Remove it"],
    ] as [object, string][]
  ).map(([template, problem]): Mistake => [
    jenkins({ agents: { templates: [{ name: "docker", ...template }] } }),
    [`JD104 jenkins.agents.templates[0].${problem}`],
  ]),
  [
    jenkins({ agents: { image: "jenkins/agent", containerCap: 0, templates: [] } }),
    [
      'JD302 jenkins.agents.image: "jenkins/agent" is not an image with a tag: REPOSITORY:TAG, e.g. jenkins/jenkins:2.580.2-lts-jdk21',
      "JD104 jenkins.agents.containerCap: 0 is not allowed: a whole number from 1 to 1000",
      "JD104 jenkins.agents.templates: is empty. Leave it out for the default: one, docker",
    ],
  ],
  [
    jenkins({ agents: { templates: [{ labels: ["docker"] }] } }),
    ["JD105 jenkins.agents.templates[0].name: is needed: a string"],
  ],
  [
    jenkins({ agents: { template: [{ name: "docker" }] } }),
    ['JD103 jenkins.agents.template: is not a setting. Did you mean "templates"?'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "docker", label: "docker" }] } }),
    ['JD103 jenkins.agents.templates[0].label: is not a setting. Did you mean "labels"?'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "docker", pullPolicy: "sometimes" }] } }),
    ['JD104 jenkins.agents.templates[0].pullPolicy: "sometimes" is not allowed: always, missing, never.'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "docker", memoryMiB: 64 }] } }),
    ["JD104 jenkins.agents.templates[0].memoryMiB: 64 is not allowed: a whole number from 128 to 1048576 (MiB)"],
  ],
];
