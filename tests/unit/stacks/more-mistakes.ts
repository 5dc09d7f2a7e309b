/** More of them: what a fresh reader tried, and several at once. */
import { block, jenkins, type Texts } from "./said";

export const moreMistakes: [Texts, string[]][] = [
  [
    jenkins({ agents: { templates: [{ name: "docker", label: "docker" }] } }),
    ['JD103 jenkins.agents.templates[0].label: is not a setting. Did you mean "labels"?'],
  ],
  [
    { registries: block([{ address: "r.example.org", url: "https://r.example.org" }]) },
    ["JD103 registries[0].url: is not a setting. Known here: address, username, password, caCert."],
  ],
  [jenkins({ memory: 4096 }), ['JD103 jenkins.memory: is not a setting. Did you mean "memoryMiB"?']],
  [{ "jenkins.memoryMiB": "4096" }, ["JD103 jenkins.memoryMiB: is not a setting. Write memoryMiB inside of jenkins."]],
  [
    jenkins({ memoryMiB: "2g" }),
    ['JD104 jenkins.memoryMiB: "2g" is not a number: a whole number from 512 to 1048576 (MiB)'],
  ],
  [{ access: "DIND" }, ['JD101 access: "DIND" is not a way to reach Docker: dood, dind, remote. Did you mean "dind"?']],
  [jenkins({ https: true }), ["JD104 jenkins.https: true is not a mapping. Write {} for its defaults"]],
  [
    jenkins({ plugins: [{ git: "5.8.0" }] }),
    ['JD104 jenkins.plugins[0]: {"git":"5.8.0"} is not a string. Write "git:5.8.0"'],
  ],
  [
    jenkins({ plugins: ["git:5.8.0", "job-dsl:1.93", "git:5.7.0"] }),
    ['JD301 jenkins.plugins[2]: "git:5.7.0" stands there as "git:5.8.0", too. Remove one of them'],
  ],
  [jenkins({ javaOpts: 42 }), ['JD104 jenkins.javaOpts: 42 is not a string. Quote it: "42"']],
  [jenkins({ timeZone: "europe/vienna" }), ['JD104 jenkins.timeZone: "europe/vienna" is written Europe/Vienna']],
  [{ secrets: block({ token: null }) }, ["JD104 secrets.token: is empty. Give it a value, or remove it"]],
  [
    { secrets: block({ nexus: { password: "word" } }) },
    ["JD104 secrets.nexus: is a mapping, and a secret is a text. Give each its own name"],
  ],
  [
    { registries: block([{ address: "r.example.org", username: "ci", password: null }]) },
    ["JD105 registries[0].password: is empty. Give it a value, or leave it out"],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["10.0.0.0/8"], tags: { "aws:team": "ci" } }) },
    ["JD104 aws.tags.aws:team: begins with aws:, which is AWS' own. Rename it"],
  ],
  [
    { host: "existing", existing: block({ dockerHost: "ssh://docker@build1/var/run/docker.sock", socketGid: 1 }) },
    [
      'JD201 existing.dockerHost: "ssh://docker@build1/var/run/docker.sock" is no engine\'s address: unix:///path, tcp://host:2376 (with keys) or ssh://user@host',
    ],
  ],
  // All at once: what is wrong by itself hides no contradiction between the others.
  [
    { access: "dnid", host: "aws" },
    [
      'JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote. Did you mean "dind"?',
      'JD204 aws.allowedCidrs: is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]',
    ],
  ],
  [
    {
      host: "aws",
      access: "dind",
      aws: block({ allowedCidrs: ["10.0.0.0/8"] }),
      dind: block({ runtime: "sysbox-runc" }),
      ...jenkins({ memoryMiB: "2g", bindAddress: "127.0.0.1" }),
    },
    [
      'JD104 jenkins.memoryMiB: "2g" is not a number: a whole number from 512 to 1048576 (MiB)',
      'JD107 jenkins.bindAddress: "127.0.0.1" is reached from the VM alone. Leave it out',
      "JD105 aws.sysbox: is needed with dind.runtime: sysbox-runc: set it to true",
    ],
  ],
  // What a wrong choice would ask for is not asked for.
  [
    { access: "dnid", host: "existing", existing: block({ dockerHost: "unix:///var/run/docker.sock" }) },
    ['JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote. Did you mean "dind"?'],
  ],
  [{ registry: "[]" }, ['JD103 registry: is not a setting. Did you mean "registryMirrors"?']],
];
