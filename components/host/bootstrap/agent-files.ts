/** What a machine has on which Jenkins runs builds. Pure. */
import { agentFolder } from "../../paths";
import type { HostFile } from "./files";
import { agentJava, type AgentMachine, agentUser } from "./host-settings";

/** Where the machine has its host key. The SSH server reads it when it starts. */
const hostKeyFolder = "/etc/jenkins-docker-host/ssh";
/** The name by which the parameter has it. */
export const hostKeyName = "host";

/** The keys that may log in as the agents' user. The file is root's, since a build can write into that user's home. */
const authorizedKeys = "/etc/jenkins-docker-host/authorized_keys";

/**
 * Files beside the script. The server has the one host key that Jenkins knows, and does not start before it has that key. So nobody connects
 * to a machine that is not set up. [man sshd_config: HostKey, AuthorizedKeysFile; cloudinit.readthedocs.io: "Boot stages", write_files comes before ssh]
 */
export function agentFiles({ authorizedKey }: AgentMachine): HostFile[] {
  const server = [
    `HostKey ${hostKeyFolder}/${hostKeyName}.pem`,
    "PasswordAuthentication no",
    `Match User ${agentUser}`,
    `  AuthorizedKeysFile ${authorizedKeys}`,
    "",
  ].join("\n");
  return [
    { path: "/etc/ssh/sshd_config.d/10-jenkins-docker-host.conf", content: server, mode: "0644" },
    { path: authorizedKeys, content: `${authorizedKey.trim()}\n`, mode: "0644" },
  ];
}

/** What the scripts are told. */
export function agentNames({ hostKeyParameter }: AgentMachine): Record<string, string> {
  return {
    AGENT_FOLDER: agentFolder,
    AGENT_JAVA: agentJava,
    AGENT_USER: agentUser,
    KEYS_PARAMETER: hostKeyParameter,
    KEYS_FOLDER: hostKeyFolder,
  };
}
