/** Makes the deployment of a Jenkins: the checked engine, names, labels, the network, and the options of all other resources. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { interruptionHooks } from "../changes/hooks";
import type { Deployment } from "../docker/deployment";
import { deploymentLabel, imageNameOnEngine, nameOnEngine, ownerLabels } from "../docker/engine-names";
import type { DockerEndpoint } from "../endpoint/endpoint";
import { part, secretWithKey } from "../endpoint/outputs";
import { checkedEndpoint } from "./check/checked-endpoint";
import { leftoverHook } from "../docker/interrupted-up";
import { bridgeNetwork } from "../docker/network";
import { jenkinsRules } from "./jenkins-changes";
import { registryAuth, withLogin } from "./registries/logins";
import type { Registry } from "./registries/registries";
import type { JenkinsSettings } from "./settings";

/** Its resources are children of the component. */
export function makeDeployment(
  jenkins: pulumi.ComponentResource,
  name: string,
  settings: JenkinsSettings,
  given: pulumi.Input<DockerEndpoint>,
): Deployment {
  const owner = { project: pulumi.getProject(), stack: pulumi.getStack(), component: name };
  const named = (what?: string) => nameOnEngine(owner, what);
  const endpoint = checkedEndpoint(jenkins, name, owner, settings, secretWithKey(pulumi.output(given)));
  const engine = engineProvider(name, endpoint, settings.registries, { parent: jenkins });
  // The provider waits for the checks, so nothing is made before they have passed. In a preview it does not wait: providers start side by side.
  const plain = { parent: jenkins, dependsOn: pulumi.runtime.isDryRun() ? [] : [engine] };
  const id = new random.RandomId(name, { byteLength: 6 }, plain).hex;
  const labels = [...ownerLabels(owner), { label: deploymentLabel, value: id }];
  const interruptions = interruptionHooks(jenkins, `${name}-jenkins`, jenkinsRules);
  const hooks = {
    ...interruptions,
    beforeCreate: [leftoverHook(name, endpoint, id), ...(interruptions?.beforeCreate ?? [])],
  };
  const onEngineByName = { parent: jenkins, provider: engine, hooks };
  const network = bridgeNetwork(name, named(), labels, onEngineByName);
  return {
    name,
    where: `Jenkins ${name}`,
    owner,
    named,
    repository: (what) => imageNameOnEngine(owner, what),
    labels,
    endpoint,
    architecture: pulumi.unsecret(part(endpoint, "architecture")),
    network,
    company: settings,
    plain,
    // The network's hook finds out whether these names are ours. The creation of a volume would take over somebody else's volume.
    onEngine: { parent: jenkins, provider: engine, dependsOn: [network] },
    onEngineByName,
  };
}

function engineProvider(
  name: string,
  endpoint: pulumi.Output<DockerEndpoint>,
  registries: Registry[],
  opts: pulumi.CustomResourceOptions,
): docker.Provider {
  return new docker.Provider(
    name,
    {
      host: pulumi.unsecret(endpoint.dockerHost),
      caMaterial: pulumi.unsecret(part(endpoint, "caCert")),
      certMaterial: pulumi.unsecret(part(endpoint, "clientCert")),
      keyMaterial: pulumi.secret(part(endpoint, "clientKey")),
      ...(withLogin(registries).length > 0 ? { registryAuth: registryAuth(registries) } : {}),
    },
    opts,
  );
}
