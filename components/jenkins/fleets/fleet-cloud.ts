/**
 * A fleet as a cloud of the casc. Pure: plain settings in, JCasC out.
 * Keys: [ec2-fleet-plugin 4.3: docs/CONFIGURATION-AS-CODE.md, EC2FleetCloud; ssh-agents-plugin: SSHConnector,
 * verifiers/ManuallyProvidedKeyVerificationStrategy]
 */
import { agentFolder, fleetFile, setUpDone } from "../../paths";
import { cascLiteral } from "../../text/casc-literal";
import type { PlainFleet } from "./fleets";

/** A cloud as JCasC has it. */
export interface FleetCloud {
  eC2Fleet: {
    name: string;
    region: string;
    fleet: string;
    labelString: string;
    fsRoot: string;
    privateIpUsed: boolean;
    alwaysReconnect: boolean;
    addNodeOnlyIfRunning: boolean;
    noDelayProvision: boolean;
    restrictUsage: boolean;
    minSize: number;
    maxSize: number;
    minSpareSize: number;
    maxTotalUses: string;
    idleMinutes: number;
    numExecutors: number;
    disableTaskResubmit: boolean;
    initOnlineTimeoutSec: number;
    computerConnector: {
      sSHConnector: {
        credentialsId: string;
        port: number;
        launchTimeoutSeconds: number;
        maxNumRetries: number;
        retryWaitTime: number;
        prefixStartSlaveCmd: string;
        sshHostKeyVerificationStrategy: { manuallyProvidedKeyVerificationStrategy: { key: string } };
      };
    };
  };
}

/** The id of the credential with which Jenkins logs in on the machines of a fleet. */
export function fleetCredential(name: string): string {
  return `ssh-${name}`;
}

/**
 * A cloud for each fleet.
 * @param forAll whether jobs without a label run there, too: only where there are no other agents
 */
export function renderFleets(fleets: PlainFleet[], forAll: boolean): FleetCloud[] {
  return fleets.map((fleet, index) => ({
    eC2Fleet: {
      name: fleet.name,
      region: fleet.region,
      fleet: fleet.group,
      labelString: cascLiteral(fleet.labels.join(" ")),
      fsRoot: agentFolder,
      privateIpUsed: true,
      alwaysReconnect: true,
      addNodeOnlyIfRunning: true,
      noDelayProvision: true, // otherwise a build waits for one or two minutes, to see whether another agent gets free
      restrictUsage: !forAll,
      minSize: fleet.minSize,
      maxSize: fleet.maxSize,
      minSpareSize: fleet.spare,
      maxTotalUses: String(fleet.maxUses === 0 ? -1 : fleet.maxUses), // a text, to the plugin
      idleMinutes: fleet.idleMinutes,
      numExecutors: 1,
      // A Jenkins that ends loses its connections, too: it would start builds anew that go on after its restart. [ec2-fleet-plugin: EC2FleetAutoResubmitComputerLauncher]
      disableTaskResubmit: true,
      initOnlineTimeoutSec: 900, // a machine boots and installs Docker and Java in three minutes; a mirror may be slow
      computerConnector: {
        sSHConnector: {
          credentialsId: fleetCredential(fleet.name),
          port: 22,
          // The plugin connects again every 15 seconds. More attempts of the connector's own would only hold a thread.
          launchTimeoutSeconds: 60,
          maxNumRetries: 1,
          retryWaitTime: 10,
          prefixStartSlaveCmd: `test -e ${setUpDone} && `, // fails until the machine is set up
          // In a file, since it is not known before the fleet is made. Beside it, a preview could not show this cloud.
          sshHostKeyVerificationStrategy: {
            manuallyProvidedKeyVerificationStrategy: { key: `\${readFile:${fleetFile(index, "hostKey")}}` },
          },
        },
      },
    },
  }));
}
