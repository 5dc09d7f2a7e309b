import { expect } from "chai";
import { renderFleets } from "../../../../../components/jenkins/fleets/fleet-cloud";

const fleet = {
  name: "fleet-large",
  region: "eu-central-1",
  group: "agents-fleet-large-1a2b3c4",
  labels: ["large", "docker"],
  user: "jenkins",
  minSize: 0,
  maxSize: 10,
  spare: 1,
  maxUses: 1,
  idleMinutes: 5,
};

describe("a fleet's cloud in the casc", () => {
  it("is this", () => {
    expect(renderFleets([fleet], false)).to.deep.equal([
      {
        eC2Fleet: {
          name: "fleet-large",
          region: "eu-central-1",
          fleet: "agents-fleet-large-1a2b3c4",
          labelString: "large docker",
          fsRoot: "/home/jenkins/agent",
          privateIpUsed: true,
          alwaysReconnect: true,
          addNodeOnlyIfRunning: true,
          noDelayProvision: true,
          restrictUsage: true,
          minSize: 0,
          maxSize: 10,
          minSpareSize: 1,
          maxTotalUses: "1",
          idleMinutes: 5,
          numExecutors: 1,
          disableTaskResubmit: true,
          initOnlineTimeoutSec: 900,
          computerConnector: {
            sSHConnector: {
              credentialsId: "ssh-fleet-large",
              port: 22,
              launchTimeoutSeconds: 60,
              maxNumRetries: 1,
              retryWaitTime: 10,
              prefixStartSlaveCmd: "test -e /var/lib/jenkins-docker-host.done && ",
              sshHostKeyVerificationStrategy: {
                manuallyProvidedKeyVerificationStrategy: { key: "${readFile:/run/secrets/fleets/1/hostKey}" },
              },
            },
          },
        },
      },
    ]);
  });

  it("takes jobs without a label where there are no other agents; and lets machines live where it is told to", () => {
    const [cloud] = renderFleets([{ ...fleet, maxUses: 0 }], true);
    expect(cloud?.eC2Fleet).to.deep.include({ restrictUsage: false, maxTotalUses: "-1" });
  });

  it("keeps a label from being resolved as a secret's name", () => {
    const [cloud] = renderFleets([{ ...fleet, labels: ["${adminPasswordHash}"] }], true);
    expect(cloud?.eC2Fleet.labelString).to.equal("^${adminPasswordHash}");
  });
});
