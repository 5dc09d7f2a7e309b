/** An engine that plays another machine: docker:dind in a container, its API on the network by mutual TLS. */
import type Dockerode from "dockerode";
import type { DockerEndpoint } from "../../../components/endpoint/endpoint";
import { connect } from "../../../components/endpoint/connect";
import { execute } from "../../../components/endpoint/execute";
import { localEngine, pull, untilEngineIn } from "./docker";

/** The group of its socket, as it is started here. */
const socketGid = 2375;

export interface OtherMachine {
  endpoint: DockerEndpoint & { caCert: string; clientCert: string; clientKey: string; address: string };
  /** PEM of the key of its CA, which it made itself. */
  caKey: string;
  /** Nothing in it goes on until `back`: it takes connections, and does not answer. */
  away(): Promise<void>;
  back(): Promise<void>;
  /** Its engine ends and is started again, as by `systemctl restart docker`. Resolves when it is asked to. */
  restartEngine(): Promise<void>;
  /** Resolves once its engine answers. */
  answers(): Promise<void>;
  /** What a shell prints there. */
  run(script: string): Promise<string>;
  /** Puts it on another network, too; its address there. */
  anotherAddress(): Promise<string>;
  remove(): Promise<void>;
}

/** How it is made. */
interface Machine {
  /** Whether it is reached by this machine's address on the bridge, also from containers on other networks. */
  published?: boolean;
  /** A folder of this machine that it has, too, under the same path. */
  shared?: string;
  /** The size of its engine's disk, which is in memory: `2g`. */
  disk?: string;
}

/** Its service manager. */
const startedAgain = 'while :; do dockerd-entrypoint.sh "$@"; sleep 1; done';

/**
 * Starts one, and waits until its engine answers.
 * @param image which Docker it has: `docker:29-dind`
 * @param words more of dockerd's command line
 */
export async function otherMachine(
  image: string,
  words: string[] = [],
  { published = false, shared, disk }: Machine = {},
): Promise<OtherMachine> {
  const engine = await localEngine();
  const bridge = (await engine.getNetwork("bridge").inspect()) as { IPAM: { Config: { Gateway: string }[] } };
  const HostIp = bridge.IPAM.Config[0]?.Gateway ?? "";
  const mirror = process.env.REGISTRY_MIRROR;
  // Engines before 29 forget that the mirror is plain HTTP when they build. [testbed/registry/README.md]
  const mirrored = mirror ? [`--registry-mirror=${mirror}`, `--insecure-registry=${new URL(mirror).host}`] : [];
  await pull(engine, image);
  const container = await engine.createContainer({
    Image: image,
    Entrypoint: ["sh", "-c", startedAgain, "sh"],
    Cmd: [`--group=${String(socketGid)}`, ...mirrored, ...words],
    Env: ["DOCKER_TLS_CERTDIR=/certs", `DOCKER_TLS_SAN=IP:${HostIp}`],
    HostConfig: {
      Privileged: true,
      Binds: shared === undefined ? [] : [`${shared}:${shared}`],
      Tmpfs: disk === undefined ? {} : { "/var/lib/docker": `rw,exec,size=${disk}` },
      ...(published ? { PortBindings: { "2376/tcp": [{ HostIp }] } } : {}),
    },
  });
  await container.start();
  const answers = () => untilEngineIn(engine, container.id);
  const networks: Dockerode.Network[] = [];
  const remove = async () => {
    await container.remove({ force: true, v: true });
    await Promise.all(networks.map((network) => network.remove() as Promise<void>));
  };
  try {
    await answers();
    const caKey = (await execute(engine, container.id, ["cat", "/certs/ca/key.pem"])).output;
    const away = () => container.pause() as Promise<void>;
    const back = () => container.unpause() as Promise<void>;
    const run = async (script: string) => (await execute(engine, container.id, ["sh", "-c", script])).output;
    const restartEngine = async () => {
      const { status, output } = await execute(engine, container.id, ["sh", "-c", "kill $(cat /var/run/docker.pid)"]);
      if (status !== 0) throw new Error(`the engine was not restarted: ${output}`);
    };
    const anotherAddress = async () => {
      const network = await freshNetwork(engine, `of-${container.id.slice(0, 12)}`);
      networks.push(network);
      await network.connect({ Container: container.id });
      const { Containers: there } = (await network.inspect()) as {
        Containers: Record<string, { IPv4Address: string }>;
      };
      return there[container.id]?.IPv4Address.split("/")[0] ?? "";
    };
    return {
      endpoint: await endpointOf(engine, container),
      caKey,
      away,
      back,
      restartEngine,
      answers,
      run,
      anotherAddress,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * A network whose range nobody has: not the engine inside, which has taken what this one would give it, and no other test. It is
 * one of RFC 2544's for tests, in the half of 198.18.0.0/15 that the testbed leaves free.
 */
async function freshNetwork(engine: Dockerode, name: string): Promise<Dockerode.Network> {
  const taken = (await engine.listNetworks()).flatMap(({ IPAM }) => (IPAM?.Config ?? []).map(({ Subnet }) => Subnet));
  const ranges = Array.from({ length: 128 }, (_, index) => `198.18.${String(128 + index)}.0/24`);
  const free = ranges.filter((range) => !taken.includes(range));
  const Subnet = free[Math.floor(Math.random() * free.length)];
  return engine.createNetwork({ Name: name, IPAM: { Config: [{ Subnet }] } });
}

async function endpointOf(engine: Dockerode, container: Dockerode.Container): Promise<OtherMachine["endpoint"]> {
  const read = async (name: string) =>
    (await execute(engine, container.id, ["cat", `/certs/client/${name}.pem`])).output;
  const { NetworkSettings: network } = await container.inspect();
  const address = Object.values(network.Networks)[0]?.IPAddress ?? "";
  const published = network.Ports["2376/tcp"]?.[0];
  const endpoint = {
    dockerHost: published ? `tcp://${published.HostIp}:${published.HostPort}` : `tcp://${address}:2376`,
    caCert: await read("ca"),
    clientCert: await read("cert"),
    clientKey: await read("key"),
    address,
    socketGid,
  };
  await (await connect(endpoint)).ping();
  return endpoint;
}
