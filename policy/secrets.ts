/** Rules about secrets. */
import type { RemoteImageArgs } from "@pulumi/docker";
import type { JenkinsArgs } from "../components/jenkins/args";
import { type ContainerProps, nameAndValue } from "./container";
import { check, type Finding, inEach, knownOf, type Rule } from "./rule";
import { container, jenkins, remoteImage } from "./types";
import { userDataChecks } from "./user-data";

const notInEnvironment: Rule = {
  name: "environment-without-secrets",
  title: "No secret in an environment variable, a build argument or a user-data",
  reason:
    "`docker inspect`, `docker history`, `describe-instance-attribute`, every child process and many a crash report show them",
  fix: "A file: `uploads` with mode 0400, or a secret of the build; JCasC reads `/run/secrets/NAME` as `${NAME}`",
  level: { prod: "mandatory", other: "advisory" },
  checks: [
    check<ContainerProps>(container, ({ envs }) =>
      inEach(envs, (line) => {
        const { name, value } = nameAndValue(line);
        return looksSecret(name, value) ? [{ found: `has a secret in ${name}`, fix: fixOfVariable }] : [];
      }),
    ),
    // `docker inspect` and every list of processes show the command, too.
    check<ContainerProps>(container, ({ command, entrypoints }) =>
      inEach([...knownOf(entrypoints), ...knownOf(command)], (word) =>
        secretShape.test(word) ? [{ found: "has a secret in its command", fix: fixOfVariable }] : [],
      ),
    ),
    check<Pick<JenkinsArgs, "agents">>(jenkins, ({ agents }) =>
      inEach(agents?.templates, ({ name, environment = {} }) =>
        inEach(Object.keys(environment), (key) =>
          looksSecret(key, environment[key] ?? "")
            ? [{ found: `has a secret in ${key} of agents ${name}`, fix: "Make it a credential of Jenkins" }]
            : [],
        ),
      ),
    ),
    check<RemoteImageArgs>(remoteImage, ({ build }) =>
      inEach(Object.keys(build?.buildArgs ?? {}), (name) =>
        looksSecret(name, build?.buildArgs?.[name] ?? "")
          ? [
              {
                found: `has a secret in the build argument ${name}`,
                fix: "Use build.secrets, and RUN --mount=type=secret",
              },
            ]
          : [],
      ),
    ),
    ...userDataChecks(inUserData),
  ],
};

const fixOfVariable = "Upload it as a file with mode 0400, and give the variable's _FILE form or its path";

/** Pulumi does not tell policies what is a secret: names and shapes do. The value is never repeated. */
function looksSecret(name: string, value: string): boolean {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll(/[.-]/g, "_");
  if (secretShape.test(value)) return true;
  return secretName.test(words) && !otherwise.test(words) && !harmless.test(value) && !isCount(words, value);
}

/** In words that `_` parts: DB_PASSWORD, PGPASSWORD, dbPassword, spring.datasource.password. */
const secretName =
  /(^|_)(PASS|(PG|DB|MYSQL_?)?PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|CREDENTIALS?|(API|ACCESS|PRIVATE|SECRET|SSH|ENCRYPTION)_?KEY)S?(_|$)/i;

/** Where it is, what it is called, how long it lasts; or it is the working folder. */
const otherwise = new RegExp(
  [
    "^(OLD)?PWD$",
    "_(FILE|PATH|DIR|FOLDER|ID|NAME|ALIAS|USER|URL|URI|ENDPOINT|HOST|PORT|REGION|ZONE|NAMESPACE|DOMAIN|REALM|ARN)$",
    "_(ISSUER|AUDIENCE|SCOPES?|POLICY|ALGORITHM|HEADER|PREFIX|FORMAT|VERSION|MODE|TYPE|KIND|STORE|BACKEND|PROVIDER)$",
    "_(TTL|EXPIRY|EXPIRATION|LENGTH|SIZE|COUNT|LIMIT|TIMEOUT|INTERVAL|DAYS|HOURS|MINUTES|SECONDS|RESOLUTION|ENABLED)$",
  ].join("|"),
  "i",
);

/** A number of tokens, as language models count. */
function isCount(words: string, value: string): boolean {
  return (
    /(^|_)(MAX|MIN|NUM|TOTAL|LIMIT|BUDGET|INPUT|OUTPUT|CONTEXT)_(\w+_)?TOKENS?$/i.test(words) &&
    /^[\d_,.]+k?$/i.test(value)
  );
}

/** Nothing, a word like true, a small number, a path of several parts, or another variable. */
const harmless =
  /^(|true|false|yes|no|on|off|none|enabled|disabled|\d{1,5}|[@~.]?\/(?=[\w.-]*\/)[\w./-]*|\$\{\w+\}|\$[A-Z_]+)$/i;

/** What is a secret by its look, whatever it is called. */
const secretShape = new RegExp(
  [
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "\\b(AKIA|ASIA)[0-9A-Z]{16}\\b", // AWS [docs.aws.amazon.com: IAM, "Unique identifiers"]
    "\\b(gh[opsur]_[A-Za-z0-9]{36}|github_pat_\\w{22,}|glpat-[\\w-]{20,})", // GitHub, GitLab
    "\\bnpm_[A-Za-z0-9]{36}\\b",
    "\\bxox[abprs]-[\\w-]{10,}", // Slack
    "\\bpul-[0-9a-f]{40}\\b", // Pulumi
    "\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.", // a JSON Web Token [RFC 7519]
    "\\$2[aby]\\$\\d\\d\\$", // bcrypt
    "\\w:\\/\\/[^\\s/:@]*:(?!\\$(?:\\{[^}\\s]*\\}|\\([^)\\s]*\\)|\\w+)@)[^\\s/@]+@", // a URL with a password, and with or without a user [RFC 3986]
    "-D\\S*([Pp]assword|[Pp]assphrase|[Ss]ecret|[Tt]oken)\\S*=(?!(true|false|\\d+)\\b|[$/])\\S", // an option of a JVM
  ].join("|"),
);

function inUserData(text: string): Finding[] {
  if (!secretShape.test(text)) return [];
  return [
    {
      found: "has a secret in its user-data",
      fix: "Put it into SSM as a SecureString, and have the machine fetch it by its role",
    },
  ];
}

/** The rules about secrets. */
export const secretRules: Rule[] = [notInEnvironment];
