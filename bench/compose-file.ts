/** A Compose file of the containers, images, networks and volumes that a stack has. Pure. */

/** A resource, as `pulumi stack export --show-secrets` has it. */
export interface Exported {
  type: string;
  inputs: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

interface Upload {
  file: string;
  content: string;
  owner: string;
  group: string;
  permissions: string;
}

interface Mount {
  type: string;
  source: string;
  target: string;
  readOnly?: boolean;
}

/** What we say of a container. [pulumi.com/registry: docker.Container] */
interface Container {
  name: string;
  hostname?: string;
  image: string;
  start?: boolean;
  command?: string[];
  entrypoints?: string[];
  envs?: string[];
  mounts?: Mount[];
  uploads?: Upload[];
  ports?: { ip: string; external: number; internal: number }[];
  groupAdds?: string[];
  securityOpts?: string[];
  privileged?: boolean;
  memory?: number;
  memorySwap?: number;
  cpuShares?: number;
  restart?: string;
  logDriver?: string;
  logOpts?: Record<string, string>;
  networksAdvanced?: { name: string; aliases?: string[] }[];
  destroyGraceSeconds?: number;
  healthcheck?: {
    tests: string[];
    interval: string;
    timeout: string;
    retries: number;
    startPeriod: string;
    startInterval: string;
  };
}

interface Image {
  name: string;
  build?: { context: string; target?: string; buildArgs?: Record<string, string>; noCache?: boolean };
}

/**
 * The file's text, in JSON. What is copied into a container is a `config` there. So containers that only carry files are left out, and so are
 * their volumes and images. An image that no container has is built all the same, as it is in the stack.
 * @param first the service that the others wait for, until it is healthy; the first one that has the word in its name
 * [docs.docker.com: Compose file reference]
 */
export function composeFile(resources: readonly Exported[], first?: string): string {
  const of = (type: string) =>
    resources.filter((one) => one.type.endsWith(`:${type}`)).map((one) => ({ ...one, inputs: inClear(one.inputs) }));
  const containers = of("Container").map(({ inputs }) => inputs as Container);
  const running = containers.filter(({ start }) => start !== false);
  const carried = new Map(
    containers
      .filter(({ start }) => start === false)
      .flatMap(({ mounts = [], uploads = [] }) => mounts.map(({ source }) => [source, uploads] as const)),
  );
  const images = of("RemoteImage").map(({ inputs, outputs }) => ({ ...(inputs as Image), id: outputs?.imageId }));
  const files: Record<string, { content: string }> = {};
  const ofContainers = new Set<unknown>(containers.map(({ image }) => image));

  const imageOf = (id: unknown) => {
    const image = images.find((one) => one.id === id);
    if (image?.build === undefined) return { image: image?.name ?? id };
    const { context, target, buildArgs: args, noCache: no_cache } = image.build;
    return { build: { context, target, args, no_cache } };
  };
  const service = (container: Container) => {
    const { mounts = [], uploads = [], healthcheck: health, networksAdvanced: networks = [] } = container;
    const all = [...uploads, ...mounts.flatMap(({ source }) => carried.get(source) ?? [])];
    const before = running.find(({ name }) => first !== undefined && name.endsWith(first) && name !== container.name);
    return {
      ...imageOf(container.image),
      hostname: container.hostname,
      command: container.command,
      entrypoint: container.entrypoints,
      environment: container.envs,
      volumes: mounts
        .filter(({ source }) => !carried.has(source))
        .map(({ type, source, target, readOnly: read_only }) => ({ type, source, target, read_only })),
      configs: all.map(({ file, content, owner, group, permissions }, index) => {
        const source = `${container.name}-${String(index)}`;
        files[source] = { content };
        return { source, target: file, uid: owner, gid: group, mode: permissions };
      }),
      ports: container.ports?.map(({ ip, external, internal }) => `${ip}:${String(external)}:${String(internal)}`),
      group_add: container.groupAdds,
      security_opt: container.securityOpts,
      privileged: container.privileged,
      mem_limit: container.memory === undefined ? undefined : `${String(container.memory)}m`,
      memswap_limit: container.memorySwap === undefined ? undefined : `${String(container.memorySwap)}m`,
      cpu_shares: container.cpuShares,
      restart: container.restart,
      stop_grace_period: `${String(container.destroyGraceSeconds ?? 10)}s`,
      logging: { driver: container.logDriver, options: container.logOpts },
      networks: Object.fromEntries(networks.map(({ name, aliases }) => [name, { aliases }])),
      healthcheck: health && {
        test: health.tests,
        interval: health.interval,
        timeout: health.timeout,
        retries: health.retries,
        start_period: health.startPeriod,
        start_interval: health.startInterval,
      },
      depends_on: before && { [before.name]: { condition: "service_healthy" } },
    };
  };

  const others = images.filter(({ build, id }) => build !== undefined && !ofContainers.has(id));
  const services = {
    ...Object.fromEntries(running.map((container) => [container.name, service(container)])),
    ...Object.fromEntries(others.map(({ id }, index) => [`image-${String(index)}`, { ...imageOf(id), scale: 0 }])),
  };
  const named = (type: string) =>
    Object.fromEntries(
      of(type)
        .map(({ inputs }) => (inputs as { name: string }).name)
        .filter((name) => !carried.has(name))
        .map((name) => [name, {}]),
    );
  const file = { services, networks: named("Network"), volumes: named("Volume"), configs: files };
  return JSON.stringify(file).replaceAll("$", "$$$$"); // else Compose takes it for a variable
}

/** Without the wrapping of secrets. [pulumi: sdk/go/common/apitype, SecretV1] */
function inClear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClear);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value) return JSON.parse(String(value.plaintext));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inClear(one)]));
}
