/** The controller's JCasC. Pure: plain settings in, YAML out. */
import { adminPasswordSecret } from "../../paths";
import { type CredentialParts, withOurCredentials } from "./casc-credentials";
import { mergeCasc, type Casc } from "./casc-merge";
import { writeYaml } from "./casc-yaml";

/** The user everybody starts with. */
export const adminUser = "admin";

/** What the casc depends on. */
export interface CascSettings {
  url: string;
  executors: number;
  /** The Docker clouds, which start agents. */
  clouds: readonly object[];
  credentials: CredentialParts;
  /** The user's own JCasC. */
  own: Casc;
}

/**
 * The whole text. It holds no secret, so that a preview shows its changes line by line: the password's hash is in a file.
 * Keys: `jenkins` and `unclassified.location` [configuration-as-code-plugin: demos/jenkins, demos/embedded-userdatabase]
 */
export function renderCasc({ url, executors, clouds, credentials, own }: CascSettings): string {
  const ours: Casc = {
    jenkins: {
      numExecutors: executors,
      // Agents come by the Docker cloud. The port for other agents stays closed: builds could reach it.
      slaveAgentPort: -1,
      securityRealm: {
        local: { allowsSignup: false, users: [{ id: adminUser, password: `\${${adminPasswordSecret}}` }] },
      },
      clouds,
      authorizationStrategy: { loggedInUsersCanDoAnything: { allowAnonymousRead: false } },
    },
    unclassified: { location: { url: `${url}/` } },
  };
  return writeYaml(mergeCasc(ours, withOurCredentials(own, credentials)));
}
