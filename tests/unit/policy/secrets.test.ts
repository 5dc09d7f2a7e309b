import { container, instance, jenkins, launchTemplate, remoteImage } from "../../../policy/types";
import { type Case, describeRule, type FailingCase, unknown } from "../support/describe-rule";

const harmless = [
  "CASC_STRICT_SECRET_RESOLUTION=true",
  "POSTGRES_PASSWORD_FILE=/run/secrets/db",
  "AWS_ACCESS_KEY_ID=",
  "SSH_AUTH_SOCK=/tmp/agent",
  "MAX_TOKENS=4096",
  "TOKEN=${TOKEN}",
  "SECRET_PROVIDER=vault",
  "API_TOKEN_NAME=deploy",
  "API_TOKEN=",
  "REGISTRY=https://registry.example.org:5000/team",
  "JAVA_OPTS=-Djenkins.install.runSetupWizard=false @/run/secrets/reload-option",
  "JENKINS_JAVA_OPTS=-Djenkins.security.ApiTokenProperty.adminCanGenerateNewTokens=true",
  "TZ=Etc/UTC",
  "OAUTH_TOKEN_ENDPOINT=https://id.example.org/token",
  "PASSWORD_HASH_ALGORITHM=bcrypt",
  "PASSWORD_POLICY=strict",
  "LLM_MAX_TOKENS=128000",
  "OPENAI_MAX_OUTPUT_TOKENS=32_768",
  "PWD=/work",
  "OLDPWD=/",
  "SECRETS_MANAGER_REGION=eu-central-1",
  "API_KEY_VERSION=7abc",
  "TOKEN_TIMEOUT=10m",
  "REPO=https://${USER}:${PASSWORD}@git.example.org/x",
  "LINK=https://example.org:8080/a@b",
  "REPO=https://ci:${git.token}@git.example.org",
  "REPO=https://ci:$(get-token)@git.example.org",
  "REPO=https://ci:${TOKEN:-none}@git.example.org",
];
const secrets = [
  "DB_PASSWORD=hunter2hunter2",
  "PGPASSWORD=hunter2",
  "dbPassword=hunter2",
  "spring.datasource.password=hunter2",
  "PIN_PASSWORD=4815162342",
  "POSTGRES_PASSWORD=$ecret1",
  "KEY_PASSWORD=/Zk3+secret==",
  "npm_token=abcdef",
  "AWS_SECRET_ACCESS_KEY=abcdefghij",
  "ANY=AKIAIOSFODNN7EXAMPLE",
  `ANY=ghp_${"a1".repeat(18)}`,
  "DATABASE_URL=postgres://app:hunter2@db:5432/app",
  "REDIS_URL=redis://:hunter2@cache:6379/0",
  "BROKER=amqp://ci:p$ss@queue",
  "MAX_TOKENS_PASSWORD=4815162342",
  "ADMIN=#jbcrypt:$2a$10$abcdefghijklmnopqrstuv",
  "KEY=-----BEGIN RSA PRIVATE KEY-----",
  "JAVA_OPTS=-Xmx1g -Djavax.net.ssl.keyStorePassword=changeit",
  "SESSION=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
];
const variableFix = "Upload it as a file with mode 0400, and give the variable's _FILE form or its path";
const userDataFix = "Put it into SSM as a SecureString, and have the machine fetch it by its role";

describeRule(
  "environment-without-secrets",
  [
    ...harmless.map((line): Case => [line, { type: container, props: { envs: [line] } }]),
    ["what is not known yet", { type: container, props: { envs: [unknown] } }],
    [
      "usual build arguments",
      { type: remoteImage, props: { build: { context: ".", buildArgs: { PLUGINS: "git:5.8.0" } } } },
    ],
    ["a user-data without a secret", { type: instance, props: { userData: "#cloud-config\npackages: [docker.io]\n" } }],
  ],
  [
    ...secrets.map((line): FailingCase => [
      `it: has a secret in ${line.split("=")[0] ?? ""}. ${variableFix}`,
      line,
      { type: container, props: { envs: [unknown, line] } },
      { environment: "other" },
    ]),
    [
      `it: has a secret in its command. ${variableFix}`,
      "a URL with a password on a command line",
      { type: container, props: { command: [unknown, "--db=postgres://app:hunter2@db/app"] } },
    ],
    [
      "it: has a secret in NPM_TOKEN of agents docker. Make it a credential of Jenkins",
      "an agent's environment",
      {
        type: jenkins,
        props: { agents: { templates: [{ name: "docker", environment: { A: "1", NPM_TOKEN: "abcdef" } }] } },
      },
    ],
    [
      "it: has a secret in the build argument NPM_TOKEN. Use build.secrets, and RUN --mount=type=secret",
      "a build argument",
      { type: remoteImage, props: { build: { context: ".", buildArgs: { NPM_TOKEN: "abcdef" } } } },
    ],
    [
      `it: has a secret in its user-data. ${userDataFix}`,
      "a key in a user-data",
      { type: instance, props: { userData: "AWS_KEY=AKIAIOSFODNN7EXAMPLE" } },
    ],
    [
      `it: has a secret in its user-data. ${userDataFix}`,
      "a key in a template's",
      { type: launchTemplate, props: { userData: Buffer.from("-----BEGIN PRIVATE KEY-----").toString("base64") } },
    ],
  ],
);
