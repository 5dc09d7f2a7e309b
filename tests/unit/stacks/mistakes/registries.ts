/** Mistakes in registries and their logins, in mirrors, and in secrets. */
import { block, type Mistake } from "../../support/stack-config";

export const registries: Mistake[] = [
  [
    { registries: JSON.stringify([{ address: "https://r.example.org" }]) },
    [
      'JD104 registries[0].address: "https://r.example.org" is not a registry\'s address: host[:port], without https:// and path, e.g. registry.example.org:5000',
    ],
  ],
  [
    { registries: block([{ address: "r.example.org", url: "https://r.example.org" }]) },
    ["JD103 registries[0].url: is not a setting. Known here: address, username, password, caCert."],
  ],
  [
    { registries: block([{ address: "r.example.org" }, { address: "r.example.org" }]) },
    ['JD104 registries[1].address: "r.example.org" is listed twice. Remove one of them'],
  ],
  [
    {
      registries: JSON.stringify([
        { address: "r.example.org", username: "ci", caCert: "x" },
        { address: "s.example.org", password: "p" },
      ]),
    },
    [
      "JD105 registries[0].password: is needed with username, as a secret",
      "JD202 registries[0].caCert: is not a PEM: it has no line -----BEGIN CERTIFICATE-----",
      "JD105 registries[1].username: is needed with password",
    ],
  ],
  [
    { registries: block([{ address: "r.example.org", username: "ci", password: null }]) },
    ["JD105 registries[0].password: is empty. Give it a value, or leave it out"],
  ],
  ...["ci:x", "ci\nx"].map((username): Mistake => [
    { registries: block([{ address: "r.example.org", username, password: "p" }]) },
    [
      "JD104 registries[0].username: has a colon or a line end, which no login can have: the password begins after the first colon",
    ],
  ]),
  ...["https://m'x", "https://m;id", "https://m\nx", "https://-m", "https://m/$(id)"].map((mirror): Mistake => [
    { registryMirrors: block([mirror]) },
    [`JD104 registryMirrors[0]: ${JSON.stringify(mirror)} is not a registry mirror: https://host[:port]`],
  ]),
  [
    { registryMirrors: block(["mirror.example.org"]) },
    ['JD104 registryMirrors[0]: "mirror.example.org" is not a registry mirror: https://host[:port]'],
  ],
  [
    { registryMirrors: "https://mirror.example.org" },
    ['JD104 registryMirrors: "https://mirror.example.org" is not a list. Write [https://mirror.example.org]'],
  ],
  [
    { secrets: JSON.stringify({ "a b": "x", adminPasswordHash: "x", empty: "" }) },
    [
      "JD104 secrets.a b: is not a secret's name: letters, digits, _ and -, e.g. oidcClientSecret",
      "JD104 secrets.adminPasswordHash: is the name of a file of ours. Choose another one",
      "JD104 secrets.empty: is empty. Give it a value, or remove it",
    ],
  ],
  [{ secrets: "word" }, ["JD104 secrets: this value is not a mapping"]],
  [{ secrets: block({ token: null }) }, ["JD104 secrets.token: is empty. Give it a value, or remove it"]],
  [
    { secrets: block({ nexus: { password: "word" } }) },
    ["JD104 secrets.nexus: is a mapping, and a secret is a text. Give each its own name"],
  ],
];
