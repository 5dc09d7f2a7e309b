/** Rules about a Jenkins, by its arguments: its agents are no containers of a program's, and its casc is a text. */
import type { JenkinsArgs } from "../components/jenkins/args";
import { parse } from "yaml";
import { check, type Finding, inEach, type Rule } from "./rule";
import { jenkins } from "./types";

const agentsAreUsers: Rule = {
  name: "agents-as-users",
  title: "Agents run as a user, and mount nothing of the engine's machine",
  reason: "Root in an agent is one fault of the kernel away from the machine, and a mount of a folder needs no fault",
  fix: "In agents.templates: a user other than root, and mounts of volumes only",
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

/** [configuration-as-code-plugin: the symbols of core's AuthorizationStrategy.Unsecured, SecurityRealm.None and HudsonPrivateSecurityRealm] */
function unsecured(casc: unknown): Finding[] {
  const own: unknown = typeof casc === "string" ? parse(casc, { merge: true }) : casc;
  const settings = part(own, "jenkins");
  const strategy = part(settings, "authorizationStrategy");
  const realm = part(settings, "securityRealm");
  return [
    ...(strategy === "unsecured" || part(strategy, "unsecured") !== undefined
      ? [
          {
            found: "has a casc with authorizationStrategy: unsecured",
            fix: "Leave it out, which gives loggedInUsersCanDoAnything",
          },
        ]
      : []),
    ...(realm === "none" || part(realm, "none") !== undefined
      ? [{ found: "has a casc with securityRealm: none", fix: "Leave it out, which gives local" }]
      : []),
    // Everybody who signs up is logged in. Our strategy allows a logged-in user everything.
    ...(strategy === undefined && /^true$/i.test(String(part(part(realm, "local"), "allowsSignup")))
      ? [{ found: "lets everybody sign up (allowsSignup), who may then do anything", fix: "Set allowsSignup: false" }]
      : []),
  ];
}

/** A part of a mapping by its name. JCasC does not tell capitals from small letters. */
function part(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found && (found[1] ?? {});
}

/** The rules about a Jenkins. */
export const jenkinsRules: Rule[] = [agentsAreUsers, asksWhoYouAre];
