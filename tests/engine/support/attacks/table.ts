/** What a build that means harm tries, and what comes of it in each mode: the table of docs/security.md. No engine is needed to read it. */

/** What came of an attack. */
export type Outcome = "succeeds" | "refused" | "reaches only its own engine's container" | "there is none";

/** The columns that are tried on this machine (tests/engine/attacks.test.ts). */
export const columnsHere = ["dood", "dind", "dind rootless", "dind embedded", "remote"] as const;
/** The column that is tried on a VM, whose builds' engine it is about (tests/vm/long/builds-engine.test.ts). */
export const columnOfVm = "dood rootless";
/** All of them, in their order. */
export const columns = ["dood", columnOfVm, "dind", "dind rootless", "dind embedded", "remote"] as const;
export type Column = (typeof columns)[number];

/** How a mode is called in the head of the table. */
export const titles: Record<Column, string> = {
  dood: "`dood`",
  "dood rootless": "`dood`, `aws.buildsEngine: rootless`",
  dind: "`dind`",
  "dind rootless": "`dind`, `isolation: rootless`",
  "dind embedded": "`dind`, `placement: embedded`",
  remote: "`remote`",
};

/** The outcome of an attack that reaches the container of the builds' engine, and nothing outside of it. */
export const inside: Outcome = "reaches only its own engine's container";

/** An attack, and its outcomes. */
interface Row {
  /** By which a probe is found (probes.ts). */
  id: string;
  /** The first cell of the row. */
  title: string;
  outcomes: Outcomes;
}

type Outcomes = Record<Column, Outcome>;

function everywhere(outcome: Outcome): Outcomes {
  return Object.fromEntries(columns.map((column) => [column, outcome])) as Outcomes;
}

/** Attacks on the files, processes and loopback of Jenkins' machine. They need an engine on the machine itself. */
const ofTheMachine: Outcomes = { ...everywhere(inside), dood: "succeeds" };
/** Attacks on the kernel and its devices. They need a privileged container of an engine that root runs. */
const ofTheKernel: Outcomes = {
  ...everywhere("succeeds"),
  "dood rootless": "refused",
  "dind rootless": "refused",
  remote: inside,
};
/** Attacks on the controller's container from outside. They need the engine that runs the controller. */
const ofTheEngine: Outcomes = { ...everywhere("refused"), dood: "succeeds" };
/** Attacks on what is inside of the controller's container. They also succeed where the builds' engine runs in that container. */
const ofTheController: Outcomes = { ...ofTheEngine, "dind embedded": "succeeds" };
/** Attacks on the controller's key for the builds' engine. Only `remote` has such a key. */
const ofTheKey: Outcomes = { ...everywhere("there is none"), remote: "refused" };

/** The table. `attacks.test.ts` tries each cell. */
export const attacks: Row[] = [
  { id: "read", title: "read the files of Jenkins' machine: `-v /:/host`", outcomes: ofTheMachine },
  { id: "write", title: "write to them", outcomes: { ...ofTheMachine, "dood rootless": "refused" } },
  { id: "kernel", title: "write the kernel's settings: `--privileged`", outcomes: ofTheKernel },
  { id: "disk", title: "read the disk of Jenkins' machine: `--privileged`", outcomes: ofTheKernel },
  { id: "device", title: "the same: `--device`", outcomes: ofTheKernel },
  {
    id: "processes",
    title: "see the processes of Jenkins' machine: `--pid=host`",
    outcomes: { ...ofTheMachine, "dood rootless": "succeeds" },
  },
  { id: "loopback", title: "reach its loopback: `--network=host`", outcomes: ofTheMachine },
  { id: "build-loopback", title: "the same: `docker build --network=host`", outcomes: ofTheMachine },
  { id: "entitlement", title: "`docker buildx build --allow security.insecure`", outcomes: everywhere("refused") },
  { id: "exec", title: "`docker exec` in the controller", outcomes: ofTheEngine },
  { id: "copy", title: "`docker cp` from the controller", outcomes: ofTheEngine },
  { id: "volumes-from", title: "`--volumes-from` the controller", outcomes: ofTheEngine },
  { id: "kill", title: "kill or restart a container beside the controller", outcomes: ofTheEngine },
  { id: "home", title: "read Jenkins' home", outcomes: ofTheController },
  { id: "secrets", title: "read the controller's `/run/secrets`", outcomes: ofTheController },
  { id: "engine-key", title: "read the controller's key for the builds' engine", outcomes: ofTheKey },
  { id: "port", title: "reach Jenkins' own port from a container", outcomes: ofTheController },
  { id: "address", title: "take over the controller's address on a network", outcomes: ofTheController },
  { id: "api", title: "use the engine's API by TCP, without a certificate", outcomes: everywhere("refused") },
  { id: "workspace", title: "read the workspace of another build", outcomes: everywhere("succeeds") },
  { id: "login", title: "read the logins of `registries`", outcomes: everywhere("succeeds") },
  {
    id: "stays",
    title: "leave a container that the next build meets: `--restart=always`",
    outcomes: everywhere("succeeds"),
  },
  { id: "image", title: "replace the image of later agents: `docker tag`", outcomes: everywhere("refused") },
  { id: "image-data", title: "the same, by the engine's data", outcomes: everywhere("succeeds") },
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
  if (column === columnOfVm) return "reaches only what the engine's user may";
  return column === "remote" ? "reaches only the builds' machine" : "reaches only the engine's container";
}
