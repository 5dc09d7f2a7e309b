/** Settings of a host: the usual ones, and every option. */
import type { HostSettings } from "../../../components/host/bootstrap/host-settings";

export const usual: HostSettings = {
  dockerPackages: "distribution",
  tls: { parameter: "/pulumi-jenkins-docker/ci/dev/aws/engine" },
  dataDisk: "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0",
  region: "eu-central-1",
  registryMirrors: [],
  addressPools: [],
  usernsRemap: false,
  sysbox: false,
};

export const withBuildsEngine: HostSettings = { ...usual, buildsEngine: "rootless" };

export const everything: HostSettings = {
  ...usual,
  dockerPackages: "docker-ce",
  registryMirrors: ["https://mirror.example.org", "http://10.0.0.1:5000"],
  addressPools: [{ base: "10.200.0.0/16", size: 24 }],
  usernsRemap: true,
  sysbox: true,
};
