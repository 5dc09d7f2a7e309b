/** Rules about a Jenkins, by its arguments: its agents are no containers of a program's, and its casc is a text. */
import type { JenkinsArgs } from "../components/jenkins/args";
import { parse } from "yaml";
import { check, type Finding, inEach, type Rule } from "./rule";
import { jenkins } from "./types";

const agentsAreUsers: Rule = {
  name: "agents-as-users",
  title: "Agents run as a user, and mount nothing of the engine's machine",
  reason: "Root in an agent is one fault of the kernel away from the machine, and a mount of a folder needs no fault",
  fix: "agents.templates: user of the image, mounts of volumes",
  level: { prod: "mandatory", other: "advisory" },
  checks: [
    check<Pick<JenkinsArgs, "agents">>(jenkins, ({ agents }) =>
      inEach(agents?.templates, ({ name, user = "jenkins" }) =>
        /^(root|0)(:|$)/.test(user)
          ? [{ found: `has agents ${name} that run as ${user}`, fix: "Set user to one of the image's users" }]
          : [],
      ),
    ),
    check<Pick<JenkinsArgs, "agents">>(jenkins, ({ agents }) =>
      inEach(agents?.templates, ({ name, mounts }) =>
        inEach(mounts, (mount) =>
          /(^|,)type=bind(,|$)/.test(mount)
            ? [{ found: `has agents ${name} with ${mount}`, fix: "Use a volume: type=volume,src=maven,dst=…" }]
            : [],
        ),
      ),
    ),
  ],
};

const asksWhoYouAre: Rule = {
  name: "jenkins-with-login",
  title: "Jenkins asks who you are",
  reason: "Who may start a build has what builds have, and an unsecured Jenkins lets everybody",
  fix: "jenkins.casc: an authorizationStrategy other than unsecured, a securityRealm other than none",
  level: { prod: "mandatory", other: "advisory" },
  checks: [check<Pick<JenkinsArgs, "casc">>(jenkins, ({ casc }) => unsecured(casc))],
};

/** [configuration-as-code-plugin: the symbols of core's AuthorizationStrategy.Unsecured and SecurityRealm.None] */
function unsecured(casc: unknown): Finding[] {
  const own: unknown = typeof casc === "string" ? parse(casc, { merge: true }) : casc;
  const settings = mapping(mapping(own).jenkins);
  return (
    [
      ["authorizationStrategy", "unsecured", "loggedInUsersCanDoAnything"],
      ["securityRealm", "none", "local"],
    ] as const
  ).flatMap(([key, open, instead]) => {
    const value = settings[key];
    const isOpen = value === open || open in mapping(value);
    return isOpen ? [{ found: `has a casc with ${key}: ${open}`, fix: `Leave it out, which gives ${instead}` }] : [];
  });
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** The rules about a Jenkins. */
export const jenkinsRules: Rule[] = [agentsAreUsers, asksWhoYouAre];
