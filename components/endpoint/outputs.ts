/** Endpoints and other values in chains of outputs: a key stays a secret, and what is known stays known. */
import * as pulumi from "@pulumi/pulumi";
import { defaultSocketPath, type DockerEndpoint, endpointForOthers } from "./endpoint";

/**
 * The endpoint as it is, or as a secret when it has a key: one field cannot be a secret of its own in an output. Its
 * address stays known in a preview that renews its certificates.
 */
export function secretWithKey(endpoint: pulumi.Output<DockerEndpoint>): pulumi.Output<DockerEndpoint> {
  return partlyKnown(endpoint, (known) =>
    known.clientKey === undefined ? pulumi.output(known) : pulumi.secret(known),
  );
}

/**
 * `apply`, run in a preview, too, when a part of the value is not known yet: that part is then something that is neither
 * a text nor a number. [@pulumi/pulumi: output.ts, OutputImpl.apply; its types lack the second parameter]
 */
export function partlyKnown<T, U>(output: pulumi.Output<T>, how: (partly: T) => pulumi.Input<U>): pulumi.Output<U> {
  const apply = output.apply.bind(output) as unknown as (
    how: (partly: T) => pulumi.Input<U>,
    withUnknowns: boolean,
  ) => pulumi.Output<U>;
  return apply(how, true);
}

/** One field of an endpoint, known where that field is. */
export function part<K extends keyof DockerEndpoint>(
  endpoint: pulumi.Output<DockerEndpoint>,
  key: K,
): pulumi.Output<DockerEndpoint[K]> {
  return endpoint[key] as unknown as pulumi.Output<DockerEndpoint[K]>; // always an output, whatever the types say
}

/** An engine's own socket, and its group: it differs from host to host. An `up` has checked that it is known. */
export function socketOf(endpoint: pulumi.Output<DockerEndpoint>): {
  socketPath: pulumi.Output<string>;
  socketGroup: pulumi.Output<string>;
} {
  return {
    socketPath: pulumi.unsecret(part(endpoint, "socketPath")).apply((path) => path ?? defaultSocketPath),
    socketGroup: pulumi.unsecret(part(endpoint, "socketGid")).apply((gid) => String(gid ?? "unknown")),
  };
}

/** {@link endpointForOthers} of an output. With a key it is a secret. */
export function outputForOthers(endpoint: pulumi.Output<DockerEndpoint>): pulumi.Output<DockerEndpoint | undefined> {
  return endpoint.apply(endpointForOthers);
}

/** A promise of an output's value. It never resolves where the value stays unknown, as in a preview. */
export function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as (value: unknown) => void));
}

/**
 * What a component's `initialize` returns: resolves when an output of the component is settled, and at once in a preview. A resource that
 * depends on a component waits for that. An output may stay unknown in an `up`, too: one of other targets. Where it fails, the
 * failing resource reports the error. Whatever waited here for ever would keep an inline program from its end.
 * [@pulumi/pulumi: runtime/dependsOn.ts, `__data`; output.ts, OutputImpl.promise; its types lack the parameter]
 */
export async function untilSettled(output: () => pulumi.Output<unknown> | undefined): Promise<void> {
  await Promise.resolve(); // The SDK calls `initialize` before the component's own constructor has begun.
  const awaited = output() as { promise(withUnknowns: boolean): Promise<unknown> } | undefined;
  if (awaited !== undefined && !pulumi.runtime.isDryRun()) await awaited.promise(true).catch(() => undefined);
}
