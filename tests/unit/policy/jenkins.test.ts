import { jenkins } from "../../../policy/types";
import { describeRule, unknown } from "../support/describe-rule";

const agents = (template: object) => ({ agents: { containerCap: 10, templates: [{ name: "docker", ...template }] } });
const volumeFix = "Use a volume: type=volume,src=maven,dst=…";

describeRule(
  "agents-as-users",
  [
    ["agents as they are by default", { type: jenkins, props: {} }],
    [
      "a user of the image, and a volume",
      { type: jenkins, props: agents({ user: "ci:docker", mounts: ["src=m2,dst=/m2"] }) },
    ],
    ["a mount that is not known yet", { type: jenkins, props: agents({ mounts: [unknown] }) }],
  ],
  [
    ...["root", "0", "root:root", "0:1000"].map(
      (user) =>
        [
          `it: has agents docker that run as ${user}. Set user to one of the image's users`,
          `the user ${user}`,
          { type: jenkins, props: agents({ user, mounts: [unknown] }) },
        ] as [string, string, { type: string; props: object }],
    ),
    [
      `it: has agents docker with type=bind,src=/srv,dst=/srv. ${volumeFix}`,
      "a folder of the machine, beside what is not known yet",
      { type: jenkins, props: agents({ mounts: [unknown, "type=bind,src=/srv,dst=/srv"] }) },
    ],
  ],
);

const open =
  "it: has a casc with authorizationStrategy: unsecured. Leave it out, which gives loggedInUsersCanDoAnything";

describeRule(
  "jenkins-with-login",
  [
    ["no casc", { type: jenkins, props: {} }],
    ["a casc about other things", { type: jenkins, props: { casc: { jenkins: { systemMessage: "unsecured" } } } }],
    [
      "another strategy",
      { type: jenkins, props: { casc: { jenkins: { authorizationStrategy: { globalMatrix: {} } } } } },
    ],
    [
      "sign-up beside a strategy that knows users",
      {
        type: jenkins,
        props: {
          casc: {
            jenkins: { securityRealm: { local: { allowsSignup: true } }, authorizationStrategy: { globalMatrix: {} } },
          },
        },
      },
    ],
    ["a casc that is not known yet", { type: jenkins, props: { casc: unknown } }],
  ],
  [
    [
      open,
      "a strategy as a word",
      { type: jenkins, props: { casc: { jenkins: { authorizationStrategy: "unsecured" } } } },
    ],
    [open, "the same in YAML", { type: jenkins, props: { casc: "jenkins: {authorizationStrategy: {unsecured: {}}}" } }],
    [
      open,
      "in other letters",
      { type: jenkins, props: { casc: { Jenkins: { AuthorizationStrategy: { Unsecured: null } } } } },
    ],
    [
      "it: lets everybody sign up (allowsSignup), who may then do anything. Set allowsSignup: false",
      "sign-up",
      { type: jenkins, props: { casc: { jenkins: { securityRealm: { local: { allowsSignup: true } } } } } },
    ],
    [
      "it: has a casc with securityRealm: none. Leave it out, which gives local",
      "a realm that knows nobody",
      { type: jenkins, props: { casc: { jenkins: { securityRealm: { none: {} } } } } },
    ],
  ],
);
