/** What a build that means harm tries, and what comes of it in each mode: the table of docs/security.md. No engine is needed to read it. */

/** What came of an attack. */
export type Outcome = "succeeds" | "refused" | "reaches only its own engine's container" | "there is none";

/** The modes of the table, in the order of its columns. */
export const columns = ["dood", "dind", "dind rootless", "dind embedded", "remote"] as const;
export type Column = (typeof columns)[number];

/** How a mode is called in the head of the table. */
export const titles: Record<Column, string> = {
  dood: "`dood`",
  dind: "`dind`",
  "dind rootless": "`dind`, `isolation: rootless`",
  "dind embedded": "`dind`, `placement: embedded`",
  remote: "`remote`",
};

const inside: Outcome = "reaches only its own engine's container";

/** An attack, and its outcomes in the order of {@link columns}. */
interface Row {
  /** By which a probe is found (probes.ts). */
  id: string;
  /** The first cell of the row. */
  title: string;
  outcomes: Record<Column, Outcome>;
}

function row(id: string, title: string, ...outcomes: [Outcome, Outcome, Outcome, Outcome, Outcome]): Row {
  const cells = columns.map((column, index) => [column, outcomes[index]]);
  return { id, title, outcomes: Object.fromEntries(cells) as Row["outcomes"] };
}

/** The table. `attacks.test.ts` tries each cell. */
export const attacks: Row[] = [
  row("read", "read the files of Jenkins' machine: `-v /:/host`", "succeeds", inside, inside, inside, inside),
  row("write", "write to them", "succeeds", inside, inside, inside, inside),
  row("kernel", "write the kernel's settings: `--privileged`", "succeeds", "succeeds", "refused", "succeeds", inside),
  row(
    "disk",
    "read the disk of Jenkins' machine: `--privileged`",
    "succeeds",
    "succeeds",
    "refused",
    "succeeds",
    inside,
  ),
  row("device", "the same: `--device`", "succeeds", "succeeds", "refused", "succeeds", inside),
  row("processes", "see the processes of Jenkins' machine: `--pid=host`", "succeeds", inside, inside, inside, inside),
  row("loopback", "reach its loopback: `--network=host`", "succeeds", inside, inside, inside, inside),
  row("build-loopback", "the same: `docker build --network=host`", "succeeds", inside, inside, inside, inside),
  row(
    "entitlement",
    "`docker buildx build --allow security.insecure`",
    "refused",
    "refused",
    "refused",
    "refused",
    "refused",
  ),
  row("exec", "`docker exec` in the controller", "succeeds", "refused", "refused", "refused", "refused"),
  row("copy", "`docker cp` from the controller", "succeeds", "refused", "refused", "refused", "refused"),
  row("volumes-from", "`--volumes-from` the controller", "succeeds", "refused", "refused", "refused", "refused"),
  row(
    "kill",
    "kill or restart a container beside the controller",
    "succeeds",
    "refused",
    "refused",
    "refused",
    "refused",
  ),
  row("home", "read Jenkins' home", "succeeds", "refused", "refused", "succeeds", "refused"),
  row("secrets", "read the controller's `/run/secrets`", "succeeds", "refused", "refused", "succeeds", "refused"),
  row(
    "engine-key",
    "read the controller's key for the builds' engine",
    "there is none",
    "there is none",
    "there is none",
    "there is none",
    "refused",
  ),
  row("port", "reach Jenkins' own port from a container", "succeeds", "refused", "refused", "succeeds", "refused"),
  row(
    "address",
    "take over the controller's address on a network",
    "succeeds",
    "refused",
    "refused",
    "succeeds",
    "refused",
  ),
  row(
    "api",
    "use the engine's API by TCP, without a certificate",
    "refused",
    "refused",
    "refused",
    "refused",
    "refused",
  ),
  row("workspace", "read the workspace of another build", "succeeds", "succeeds", "succeeds", "succeeds", "succeeds"),
  row("login", "read the logins of `registries`", "succeeds", "succeeds", "succeeds", "succeeds", "succeeds"),
  row(
    "stays",
    "leave a container that the next build meets: `--restart=always`",
    "succeeds",
    "succeeds",
    "succeeds",
    "succeeds",
    "succeeds",
  ),
  row(
    "image",
    "replace the image of later agents: `docker tag`",
    "refused",
    "refused",
    "refused",
    "refused",
    "refused",
  ),
  row("image-data", "the same, by the engine's data", "succeeds", "succeeds", "succeeds", "succeeds", "succeeds"),
];

/** The table's cells, the head first. */
export function attackTable(): string[][] {
  return [
    ["what a build tries", ...columns.map((column) => titles[column])],
    ...attacks.map(({ title, outcomes }) => [title, ...columns.map((column) => inWords(column, outcomes[column]))]),
  ];
}

/** The engine of `remote` is another machine; in the tests, a container plays it. */
function inWords(column: Column, outcome: Outcome): string {
  if (outcome !== inside) return outcome === "succeeds" ? "**succeeds**" : outcome;
  return column === "remote" ? "reaches only the builds' machine" : "reaches only the engine's container";
}
