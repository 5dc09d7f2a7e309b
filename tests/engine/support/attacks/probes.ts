/**
 * The attacks, as scripts that a build runs. They probe, and do no harm: what would change a machine is opened and not written, and what
 * would end a process is asked of a container of the test's own.
 */
import ipaddr from "ipaddr.js";
import { buildsEngineData } from "../../../../components/host/bootstrap/host-settings";
import { type Field, image, loopMajor } from "./field";
import type { Disk } from "./ground";
import { inside, type Outcome } from "./table";

/** What came of it; undefined where this machine has nothing to try it on. */
type Probe = (field: Field) => Promise<Outcome | undefined>;

/** What it prints on standard output; where it fails, why. */
const docker = (words: string, command: string) =>
  `docker run --rm ${words} ${image} ${command} 2>/tmp/why || { cat /tmp/why; false; }`;

/** Whether the mark was seen; else whether the same reaches something of the engine's own. */
function seen(mark: boolean, own: boolean): Outcome {
  if (mark) return "succeeds";
  return own ? inside : "refused";
}

const succeeds = (so: boolean): Outcome => (so ? "succeeds" : "refused");

/** Opens a block device of this machine, by its file or by its number. */
const opens = ({ file, minor }: Disk) =>
  `sh -c 'head -c 24 ${file} || { mknod /tmp/disk b ${String(loopMajor)} ${minor} && head -c 24 /tmp/disk; }'`;
const loopback = ({ port }: Field) => `wget -q -T 3 -O - http://127.0.0.1:${String(port)}/`;

/** The probes, by the ids of the table. */
export const probes: Record<string, Probe> = {
  read: async ({ run, folder, token }) => {
    const read = await run(docker("-v /:/host:ro", `cat /host${folder}/mark`));
    return seen(read === token, (await run(docker("-v /:/host:ro", "ls /host/etc"))) !== "");
  },
  write: async ({ run, folder, has, token }) => {
    const written = await run(docker(`-v ${folder}:/it`, `sh -c 'printf %s ${token} >/it/written && echo written'`));
    return seen(await has("written"), written === "written");
  },
  kernel: async ({ run }) => {
    const opened = await run(docker("--privileged", "sh -c ': >>/proc/sys/kernel/core_pattern && echo opened'"));
    return succeeds(opened === "opened");
  },
  disk: async ({ run, disk, token }) => disk && succeeds((await run(docker("--privileged", opens(disk)))) === token),
  device: async ({ run, disk, token }) =>
    disk && succeeds((await run(docker(`--device ${disk.file}:${disk.file}:r`, `head -c 24 ${disk.file}`))) === token),
  processes: async ({ run, token }) => {
    // Not with the mark in the command: it would be seen there.
    const all = await run(docker("--pid=host", `sh -c 'cat /proc/[0-9]*/cmdline; true'`));
    return seen(all.includes(token), all.includes("dockerd"));
  },
  loopback: async (field) => {
    const read = await field.run(docker("--network=host", loopback(field)));
    return seen(read === field.token, (await field.run(docker("--network=host", "ip addr"))) !== "");
  },
  "build-loopback": async (field) => {
    const build = (step: string) =>
      `printf 'FROM ${image}\\nRUN ${step}\\n' | docker build --network=host --no-cache --progress=plain - 2>&1`;
    const read = await field.run(build(loopback(field)));
    return seen(read.includes(field.token), (await field.run(build("ip addr"))) !== "");
  },
  entitlement: async ({ run }) => {
    const words = "docker buildx build --allow security.insecure --no-cache -";
    return succeeds((await run(`printf 'FROM ${image}\\nRUN true\\n' | ${words} && echo built`)).includes("built"));
  },
  exec: async ({ run, controller }) => succeeds((await run(`docker exec ${controller.name} echo inside`)) === "inside"),
  copy: async ({ run, controller, token }) => {
    const copied = await run(`docker cp ${controller.name}:/var/jenkins_home/mark - | tar -xO`);
    return succeeds(copied === token);
  },
  "volumes-from": async ({ run, controller, token }) => {
    const words = docker(`--volumes-from ${controller.name}:ro`, "cat /var/jenkins_home/mark");
    return succeeds((await run(words)) === token);
  },
  kill: async ({ run, victim }) => {
    await run(`docker kill ${victim.name}`);
    return succeeds(!(await victim.runs()));
  },
  home: async ({ run, controller, token }) => {
    const byVolume = await run(docker(`-v ${controller.home}:/it:ro`, "cat /it/mark"));
    const byFolder = await run(docker("-v /:/host:ro", "cat /host/var/jenkins_home/mark"));
    return succeeds([byVolume, byFolder].includes(token));
  },
  secrets: async ({ run, controller }) => {
    const byVolume = await run(docker(`-v ${controller.secrets}:/it:ro`, "cat /it/adminPasswordHash"));
    const byFolder = await run(docker("-v /:/host:ro", "cat /host/run/secrets/adminPasswordHash"));
    return succeeds([byVolume, byFolder].some((text) => text.includes("$2")));
  },
  "engine-key": async ({ run, controller }) => {
    if (!controller.hasKey) return "there is none";
    const copied = await run(`docker cp ${controller.name}:/certs/client/key.pem - | tar -xO`);
    return succeeds(copied.includes("KEY"));
  },
  port: async ({ run, controller }) => {
    const addresses = [...controller.addresses, "127.0.0.1"].map((address) => `http://${address}:8080/login`);
    const asked = await Promise.all(
      addresses.flatMap((url) => ["", "--network=host"].map((words) => run(docker(words, `wget -q -T 3 -O - ${url}`)))),
    );
    return succeeds(asked.some((page) => /jenkins|hudson/i.test(page)));
  },
  address: async (field) => {
    const { run, controller, token } = field;
    const lines = (await run(docker("--network=host --privileged", "ip -4 -o addr"))).split("\n");
    if (!lines.some((line) => line.includes("127.0.0.1"))) throw new Error(`no addresses: ${field.last()}`);
    // An engine's own bridges are the controller's networks on its machine alone. Elsewhere, they may have the same numbers.
    const onMachine = (await run(docker("--network=host", loopback(field)))) === token;
    const wires = onMachine ? lines : lines.filter((line) => !/^\d+: (docker|br-|veth)/.test(line));
    const found = wires.flatMap((line) => [...line.matchAll(/inet (\S+\/\d+)/g)]);
    const ranges = found.map((match) => ipaddr.parseCIDR(match[1] ?? ""));
    const shared = controller.addresses.some((address) => ranges.some((range) => ipaddr.parse(address).match(range)));
    return succeeds(shared);
  },
  api: async ({ run, last }) => {
    // An agent has no `ip`. The kernel's table has the gateway as a number in hexadecimal, its last byte first. [man 5 proc: /proc/net/route]
    const hexadecimal = await run(
      `command -v curl >/dev/null && awk '$2 == "00000000" { print $3; exit }' /proc/net/route`,
    );
    const gateway = /^[0-9A-F]{8}/.exec(hexadecimal)?.[0];
    if (gateway === undefined) throw new Error(`no gateway, or no curl: ${last()}`);
    const address = [...Buffer.from(gateway, "hex")].reverse().join(".");
    const urls = [`http://${address}:2375/version`, `https://${address}:2376/version`];
    const answers = await Promise.all(urls.map((url) => run(`curl -sk -m 3 ${url}`)));
    return succeeds(answers.some((answer) => answer.includes("ApiVersion")));
  },
  workspace: async ({ run, other, token }) => {
    const words = docker(`--volumes-from ${other.id}:ro`, "cat /home/jenkins/agent/mark");
    return succeeds((await run(words)) === token);
  },
  login: async ({ run }) => {
    const config = await run("cat $DOCKER_CONFIG/config.json");
    return config === "" ? undefined : succeeds(config.includes('"auth"'));
  },
  stays: async ({ run, agents, attacker }) => {
    const name = `stays-${attacker.id.slice(0, 12)}`;
    await run(`docker run --detach --restart=always --name ${name} ${image} sleep 3600`);
    try {
      const met = await agents.with(async (next) => (await next.run("docker ps --format '{{.Names}}'")).output);
      return succeeds(met.includes(name));
    } finally {
      await agents.docker(["rm", "--force", name]);
    }
  },
  "image-data": async ({ run }) => {
    // Where engines have the layers of images, each with the agents' own Docker CLI in one of them.
    const stores = [
      "/var/lib/docker/containerd/daemon",
      "/home/rootless/.local/share/docker/containerd/daemon",
      "/var/lib/containerd",
    ];
    const layers = [
      ...stores.map((store) => `${store}/io.containerd.snapshotter.v1.overlayfs/snapshots/*/fs`),
      "/var/lib/docker/overlay2/*/diff",
      `${buildsEngineData}/data/overlay2/*/diff`,
    ];
    const files = layers.map((layer) => `/host${layer}/usr/local/bin/docker`).join(" ");
    const open = `for file in ${files}; do [ -e "$file" ] && : >>"$file" && echo opened && break; done; true`;
    return succeeds((await run(docker("--privileged -v /:/host", `sh -c '${open}'`))) === "opened");
  },
  image: async ({ run, agents }) => {
    const { image: id } = agents.first().template.dockerTemplateBase;
    const ours = await run(`docker image inspect --format '{{index .RepoTags 0}}' ${id}`);
    const idOf = (tag: string) => run(`docker image inspect --format '{{.Id}}' ${tag}`);
    const poisoned = `printf 'FROM ${ours}\\nENV POISONED=yes\\n' | docker build --quiet --tag ${ours} -`;
    await run(`docker tag ${ours} kept:before && ${poisoned}`);
    try {
      if ((await idOf(ours)) === id) throw new Error(`the build has not replaced ${ours}`);
      const next = await agents.with(async (agent) => (await agent.run("echo $POISONED")).output);
      return succeeds(next.trim() === "yes");
    } finally {
      await run(`docker tag kept:before ${ours} && docker rmi kept:before`);
    }
  },
};
