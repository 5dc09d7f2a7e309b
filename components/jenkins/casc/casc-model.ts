/**
 * What Jenkins and the plugins of the default set take in a casc: the parts that this package writes, and those that its
 * users write most. Each names the document it was read in. What a plugin takes that is not here is not checked.
 */

/** What a value has to be. */
export type Shape =
  | { is: "text" | "number" | "truth" | "anything" }
  | { is: "list"; of: Shape }
  | { is: "mapping"; keys: Record<string, Shape>; unknown: UnknownKeys }
  /** One of the mapping's keys, as `securityRealm` has. Any plugin may add a key. Without settings it may stand as a text. */
  | { is: "choice"; keys: Record<string, Shape> };

/**
 * How a mapping's unknown keys are judged.
 * - `refused`: Jenkins takes no other keys. Each is a mistake.
 * - `similar`: the model does not list all keys. A key that is nearly a known one is a mistake.
 * - `ofPlugins`: any plugin may add keys. A key that is nearly a known one is a warning.
 */
export type UnknownKeys = "refused" | "similar" | "ofPlugins";

const text: Shape = { is: "text" };
const number: Shape = { is: "number" };
const truth: Shape = { is: "truth" };
const anything: Shape = { is: "anything" };
const list = (of: Shape): Shape => ({ is: "list", of });
const mapping = (keys: Record<string, Shape>): Shape => ({ is: "mapping", keys, unknown: "refused" });
const open = (keys: Record<string, Shape>): Shape => ({ is: "mapping", keys, unknown: "similar" });
const ofPlugins = (keys: Record<string, Shape>): Shape => ({ is: "mapping", keys, unknown: "ofPlugins" });
const choice = (keys: Record<string, Shape>): Shape => ({ is: "choice", keys });
const all = (shape: Shape, names: string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, shape]));

// [docker-plugin: DockerTemplateBase, its setters]
const dockerTemplateBase = mapping({
  ...all(text, ["image", "pullCredentialsId", "dockerCommand", "hostname", "user", "network", "cgroupParent", "cpus"]),
  ...all(text, ["extraGroupsString", "dnsString", "dnsSearchString", "mountsString", "volumesFromString"]),
  ...all(text, ["devicesString", "environmentsString", "bindPorts", "macAddress", "extraHostsString"]),
  ...all(text, [
    "securityOptsString",
    "capabilitiesToAddString",
    "capabilitiesToDropString",
    "extraDockerLabelsString",
    "volumesString",
  ]),
  ...all(list(text), ["extraGroups", "mounts", "environment", "devices", "extraHosts", "securityOpts", "dnsHosts"]),
  ...all(list(text), ["capabilitiesToAdd", "capabilitiesToDrop", "dnsSearch", "volumesFrom2", "volumes"]),
  ...all(number, ["memoryLimit", "memorySwap", "cpuPeriod", "cpuQuota", "cpuShares", "shmSize"]),
  ...all(truth, ["bindAllPorts", "privileged", "tty"]),
  extraDockerLabels: anything,
});

// [docker-plugin: DockerTemplate, its constructor and setters]
const dockerTemplate = mapping({
  ...all(text, ["name", "labelString", "remoteFs", "instanceCapStr", "mode", "pullStrategy"]),
  ...all(number, ["pullTimeout", "stopTimeout"]),
  removeVolumes: truth,
  // [docker-plugin: connector/*: their symbols]
  connector: choice({
    attach: mapping({ ...all(text, ["user", "javaExe", "jvmArgsString", "entryPointCmdString"]) }),
    jnlp: anything,
    ssh: anything,
  }),
  retentionStrategy: open({ idleMinutes: number }),
  nodeProperties: list(anything),
  disabled: anything,
  dockerTemplateBase,
});

// [docker-plugin: DockerCloud, DockerAPI; docker-commons: DockerServerEndpoint]
const dockerCloud = mapping({
  name: text,
  ...all(number, ["containerCap", "errorDuration"]),
  exposeDockerHost: truth,
  disabled: anything,
  dockerApi: mapping({
    dockerHost: mapping(all(text, ["uri", "credentialsId"])),
    ...all(number, ["connectTimeout", "readTimeout"]),
    ...all(text, ["apiVersion", "hostname"]),
  }),
  templates: list(dockerTemplate),
});

// [jenkinsci/jenkins: jenkins.model.Jenkins, its setters; configuration-as-code-plugin: demos/jenkins]
const jenkins = open({
  ...all(text, ["systemMessage", "labelString", "mode", "rawBuildsDir"]),
  ...all(number, ["numExecutors", "quietPeriod", "scmCheckoutRetryCount", "slaveAgentPort"]),
  ...all(truth, ["disableRememberMe", "noUsageStatistics"]),
  ...all(list(anything), ["globalNodeProperties", "labelAtoms", "nodes", "views", "agentProtocols"]),
  ...all(anything, [
    "crumbIssuer",
    "markupFormatter",
    "projectNamingStrategy",
    "remotingSecurity",
    "viewsTabBar",
    "log",
  ]),
  ...all(anything, ["myViewsTabBar", "primaryView", "updateCenter", "nodeMonitors", "disabledAdministrativeMonitors"]),
  clouds: list(ofPlugins({ docker: dockerCloud })),
  securityRealm: choice({
    // [configuration-as-code-plugin: demos/embedded-userdatabase; HudsonPrivateSecurityRealm]
    local: mapping({
      ...all(truth, ["allowsSignup", "enableCaptcha"]),
      ...all(anything, ["captchaSupport", "passwordComplexityRule"]),
      users: list(mapping({ ...all(text, ["id", "name", "password", "description"]), properties: list(anything) })),
    }),
    // [oic-auth-plugin: OicSecurityRealm, its setters; docs/configuration]
    oic: open({
      ...all(text, ["clientId", "clientSecret", "userNameField", "fullNameFieldName", "emailFieldName"]),
      ...all(text, ["groupsFieldName", "postLogoutRedirectUrl", "tokenFieldToCheckKey", "tokenFieldToCheckValue"]),
      ...all(truth, ["disableSslVerification", "logoutFromOpenidProvider", "rootURLFromRequest"]),
      ...all(truth, ["sendScopesInTokenRequest", "tokenExpirationCheckDisabled"]),
      properties: list(anything),
      serverConfiguration: choice({
        wellKnown: open({ ...all(text, ["wellKnownOpenIDConfigurationUrl", "scopesOverride"]) }),
        manual: anything,
      }),
    }),
    ...all(anything, ["ldap", "activeDirectory", "saml", "github", "gitLabOAuth", "crowd", "pam", "legacy", "none"]),
    ...all(anything, ["reverseProxy", "googleOAuth2", "azure", "keycloak", "bitbucket", "cas"]),
  }),
  authorizationStrategy: choice({
    // [configuration-as-code-plugin: demos/jenkins]
    loggedInUsersCanDoAnything: mapping({ allowAnonymousRead: truth }),
    // [role-strategy-plugin: docs, "Configuration as Code"]
    roleBased: open({
      permissionTemplates: list(anything),
      roles: open(
        all(list(open({ ...all(text, ["name", "description", "pattern"]), permissions: list(text) })), roleKinds()),
      ),
    }),
    // [matrix-auth-plugin: README, "Configuration as Code"]
    globalMatrix: open({ entries: list(anything), permissions: list(text) }),
    projectMatrix: open({ entries: list(anything), permissions: list(text) }),
    ...all(anything, ["unsecured", "legacy"]),
  }),
});

function roleKinds(): string[] {
  return ["global", "items", "agents"];
}

/** The whole document. [configuration-as-code-plugin: README, the root elements] */
export const cascModel: Shape = ofPlugins({
  jenkins,
  unclassified: open({
    // [configuration-as-code-plugin: demos/jenkins; JenkinsLocationConfiguration]
    location: mapping(all(text, ["url", "adminAddress"])),
  }),
  // [job-dsl-plugin: docs, "JCasC"; configuration-as-code-plugin: docs/seed-jobs.md]
  jobs: list(open({ ...all(text, ["script", "file", "url"]), providedEnv: anything, failOnMissingPlugin: truth })),
  // [credentials-plugin: CredentialsRootConfigurator, SystemCredentialsProvider's symbol]
  credentials: ofPlugins({
    system: mapping({ domainCredentials: list(open({ credentials: list(anything) })) }),
    configurators: anything,
  }),
  tool: anything,
  security: anything,
  appearance: anything,
  configuration: anything,
});
