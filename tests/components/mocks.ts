/** Pulumi without an engine: what a program registers. One file, since the runtime has only one set of mocks. */
import * as pulumi from "@pulumi/pulumi";

/** A resource as it was registered. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

interface Monitor {
  resources: Map<string, { urn: string }>;
}

const registered: Registered[] = [];

/** Registers what `program` makes, in stack `dev` of project `ci`, as in a preview. */
export async function preview(program: () => void): Promise<Registered[]> {
  registered.length = 0;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: { ...(inputs as object), ...outputsOf(type) } };
      },
      call: () => ({}),
    },
    "ci",
    "dev",
    true,
  );
  // The SDK's mocks say that they support hooks, and then lack this. Nothing calls a hook here: they are the engine's.
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResourceHook: unknown };
  monitor.registerResourceHook = (_: unknown, done: (error: null, answer: object) => void) => {
    done(null, {});
  };
  program();
  await settled();
  return [...registered];
}

/** What a provider adds to its inputs. */
function outputsOf(type: string): object {
  switch (type) {
    case "random:index/randomPassword:RandomPassword":
      return { result: "in clear", bcryptHash: "$2a$10$hash" };
    case "random:index/randomId:RandomId":
      return { hex: "0123456789ab" };
    case "docker:index/remoteImage:RemoteImage":
      return { imageId: "sha256:image" };
    case "tls:index/privateKey:PrivateKey":
      return { privateKeyPem: "key in clear" };
    case "tls:index/selfSignedCert:SelfSignedCert":
    case "tls:index/locallySignedCert:LocallySignedCert":
      return { certPem: "certificate" };
    default:
      return {};
  }
}

/** The parents of all resources, from their URNs: `Jenkins ci > Container ci`. */
export async function tree(): Promise<string[]> {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  await settled();
  return [...monitor.resources.values()].map(({ urn }) => urn.split("::").slice(2).join(" ")).sort();
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as (value: unknown) => void));
}

/** Resolves when every registration that was begun, and every one that followed from it, is done. */
function settled(): Promise<void> {
  // What a program itself ends with; left out of the types, as no program calls it.
  return (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}
