/** A stack of the real program, on the real engine, by the Automation API. Its state and settings are in a folder of its own. */
import {
  type EngineEvent,
  LocalWorkspace,
  type OutputMap,
  type PreviewResult,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import { localBackend } from "../../../cli/local-stack";
import { localEngine, removeImages, removeTraces } from "./docker";
import { JenkinsClient } from "./jenkins-client";
import { freePort } from "./ports";

/** The repository's folder. */
export const repository = path.join(__dirname, "../../..");

/** A stack's config, as a user writes it: without the namespace. */
export type Config = Record<string, unknown>;

/** The change of a resource in a preview. */
export interface Change {
  op: string;
  type: string;
  name: string;
}

/** A resource in an exported state. */
export interface StateResource {
  urn: string;
  type: string;
  id: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** What the rules of a policy pack say in a preview, and what it failed with. */
export interface Checked {
  said: string[];
  failure?: string;
}

/** How a stack is made. */
interface Made {
  program?: PulumiFn;
  /** Another stack, in whose backend it is to be. */
  beside?: TestStack;
  /** Environment variables of its own: credentials. */
  variables?: Record<string, string>;
}

export class TestStack {
  /** The config in its file, as JSON; undefined where a secret was set beside it. */
  private configured?: string;
  /** The config of the last `up` that succeeded, while nothing else has changed the stack since. */
  private deployed?: string;
  /** What the CLI said of one state: a process that derives a key from the passphrase takes half a second of a processor. */
  private readonly known = new Map<string, { state: string; answer: Promise<unknown> }>();

  private constructor(
    readonly name: string,
    readonly folder: string,
    readonly environment: Record<string, string>,
    private readonly stack: Stack,
    readonly port: number,
  ) {}

  /** A new stack, of the repository's own program unless another one is given. */
  static async create(name: string, { program, beside, variables = {} }: Made = {}): Promise<TestStack> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), `c# ${name} 100%-`));
    const project = parse(fs.readFileSync(path.join(repository, "Pulumi.yaml"), "utf8")) as {
      main: string;
      stackConfigDir?: string;
    };
    project.main = path.join(repository, project.main);
    delete project.stackConfigDir;
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), stringify(project));
    fs.mkdirSync(path.join(folder, "state"));
    const environment = beside?.environment ?? {
      PULUMI_BACKEND_URL: localBackend(path.join(folder, "state")),
      PULUMI_CONFIG_PASSPHRASE: "of a test",
      ...variables,
    };
    const stackName = `${name}-${path.basename(folder).split("-").at(-1)?.toLowerCase() ?? ""}`;
    const options = { workDir: folder, envVars: environment };
    const stack = await (program
      ? LocalWorkspace.createStack({ stackName, projectName: "pulumi-jenkins-docker", program }, options)
      : LocalWorkspace.createStack({ stackName, workDir: folder }, options));
    // After every action the SDK asks four more processes for outputs and history. Nobody here reads what it gives.
    Object.assign(stack, { outputs: () => Promise.resolve({}), info: () => Promise.resolve(undefined) });
    return new TestStack(stackName, folder, environment, stack, await freePort());
  }

  /**
   * Writes the stack's whole config. On this machine's engine the port is a free one unless the config has one; builds run
   * on the controller, too, since the testbed's stand-in for Jenkins starts no agents.
   */
  configure(config: Config): void {
    const here = { executors: 2, ...(config.host === "aws" ? {} : { port: this.port }) };
    const jenkins = { ...here, ...(config.jenkins as Config | undefined) };
    const entries = Object.entries({ ...config, jenkins }).map(([key, value]) => [
      `pulumi-jenkins-docker:${key}`,
      value,
    ]);
    const file = path.join(this.folder, `Pulumi.${this.name}.yaml`);
    const before = parse(fs.readFileSync(file, "utf8")) as object;
    fs.writeFileSync(file, stringify({ ...before, config: Object.fromEntries(entries) as object }));
    this.configured = JSON.stringify(config);
  }

  /**
   * Has the stack as a config says: an `up`, unless the last one was of it. A test says by this what it goes on from, so that
   * it runs by itself, too.
   */
  async at(config: Config): Promise<void> {
    this.configure(config);
    if (this.deployed !== this.configured) await this.up();
  }

  /** `pulumi config set --secret --path`. */
  async configureSecret(key: string, value: string): Promise<void> {
    await this.stack.setConfig(`pulumi-jenkins-docker:${key}`, { value, secret: true }, true);
    this.configured = undefined;
  }

  /** `pulumi up`, with a config if one is given. What it printed, on standard output and error. */
  async up(config?: Config): Promise<string> {
    if (config) this.configure(config);
    const { stdout, stderr } = await this.deploys(() => this.stack.up());
    return stdout + stderr;
  }

  /** `pulumi up`: its steps in their order, `op type name`, of what was not left as it is. */
  async upSteps(config: Config): Promise<string[]> {
    this.configure(config);
    const steps: string[] = [];
    const onEvent = ({ resOutputsEvent }: EngineEvent) => {
      const { op, type, urn } = resOutputsEvent?.metadata ?? { op: "same", type: "", urn: "" };
      if (!["same", "read", "replace"].includes(op)) {
        steps.push(`${op} ${type.split(":").at(-1) ?? ""} ${urn.split("::").at(-1) ?? ""}`);
      }
    };
    await this.deploys(() => this.stack.up({ onEvent }));
    return steps;
  }

  /** The same as a command in a terminal: its words, its folder and its environment. */
  upCommand() {
    const words = ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", this.name];
    const PATH = `${repository}/node_modules/.bin:${process.env.PATH ?? ""}`;
    return { words, options: { cwd: this.folder, env: { ...process.env, ...this.environment, PATH } } };
  }

  /** `pulumi up --replace`, of one resource. */
  async replace(type: string, name: string): Promise<void> {
    await this.stack.up({ replace: [(await this.resource(type, name)).urn] });
  }

  /** `pulumi up --target`, of one resource that there may not be yet. What it printed. */
  async upOf(type: string, name: string): Promise<string> {
    const target = [`urn:pulumi:${this.name}::pulumi-jenkins-docker::${type}::${name}`];
    const { stdout, stderr } = await this.stack.up({ target });
    return stdout + stderr;
  }

  /** Changes its state by hand. */
  async edit(how: (resources: StateResource[]) => void): Promise<void> {
    const exported = await this.stack.exportStack();
    how((exported.deployment as { resources: StateResource[] }).resources);
    await this.stack.importStack(exported);
  }

  /** `pulumi up` that has to fail: what it said. */
  async fails(config: Config): Promise<string> {
    this.configure(config);
    return saidWhenFailing(() => this.deploys(() => this.stack.up()));
  }

  /** `pulumi preview`: what would change, without what stays the same. */
  async preview(config?: Config): Promise<{ changes: Change[]; text: string }> {
    if (config) this.configure(config);
    const changes: Change[] = [];
    const result: PreviewResult = await this.stack.preview({
      diff: true,
      onEvent: ({ resourcePreEvent }) => {
        const { op, type, urn } = resourcePreEvent?.metadata ?? { op: "same", type: "", urn: "" };
        // A replacement comes as three steps; "replace" is the one that stands for it.
        if (!["same", "read", "create-replacement", "delete-replaced"].includes(op)) {
          changes.push({ op, type, name: urn.split("::").at(-1) ?? "" });
        }
      },
    });
    return { changes, text: result.stdout + result.stderr };
  }

  /**
   * `pulumi preview --policy-pack`, or `up`: what rules say, `mandatory|advisory rule: resource: …`, and how it failed.
   * @param pack the folder of the policy pack
   * @param packConfig what `--policy-pack-config` has
   */
  async checked(pack: string, packConfig: object = {}, action: "preview" | "up" = "preview"): Promise<Checked> {
    const file = path.join(this.folder, "policy-config.json");
    fs.writeFileSync(file, JSON.stringify(packConfig));
    const said: string[] = [];
    const running = this.stack[action]({
      policyPacks: [pack],
      policyPackConfigs: [file],
      onEvent: ({ policyEvent }) => {
        if (!policyEvent) return;
        const { enforcementLevel, policyName, message } = policyEvent;
        const level = enforcementLevel === "mandatory" ? "mandatory" : "advisory";
        said.push(`${level} ${policyName}: ${message.split("\n").slice(1).join("\n").trim()}`);
      },
    });
    const failure = await running.then(
      () => undefined,
      (error: unknown) => String(error),
    );
    return { said: said.sort(), failure };
  }

  /**
   * Fails where an `up`, a refresh or a preview finds anything to change. The preview comes last: after an `up` and a refresh
   * that changed nothing it finds what it would have found before them.
   */
  async changesNothing(): Promise<void> {
    await this.stack.up({ expectNoChanges: true });
    await this.stack.refresh({ expectNoChanges: true });
    await this.stack.preview({ expectNoChanges: true });
  }

  /** An output of the stack, a secret one in clear. */
  async output<T = string>(name: string): Promise<T> {
    return (await this.outputs())[name]?.value as T;
  }

  /** All of them. */
  private outputs(): Promise<OutputMap> {
    return this.ofState("outputs", () => this.stack.workspace.stackOutputs(this.name));
  }

  /** What the CLI says of the state, asked once for each state: whatever changes it, and by whom. */
  private ofState<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const state = this.state();
    const known = this.known.get(what);
    if (known?.state === state) return known.answer as Promise<T>;
    const answer = ask();
    this.known.set(what, { state, answer });
    return answer;
  }

  /** The names of all outputs that are secrets. */
  async secretOutputs(): Promise<string[]> {
    const outputs = Object.entries(await this.outputs());
    return outputs.filter(([, { secret }]) => secret).map(([name]) => name);
  }

  /** Its Jenkins, logged in. */
  async jenkins(): Promise<JenkinsClient> {
    const { url, adminPassword, caCert } = await this.outputs();
    const text = (output: { value: unknown } | undefined) => output?.value as string | undefined;
    return new JenkinsClient(text(url) ?? "", text(adminPassword) ?? "", "admin", text(caCert));
  }

  /** The state as it lies on the disk, for whoever has no passphrase. (`exportStack` decrypts it.) */
  state(): string {
    const folder = path.join(fileURLToPath(this.environment.PULUMI_BACKEND_URL ?? ""), ".pulumi/stacks");
    const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
    const file = names.find((name) => name.endsWith(`${this.name}.json`));
    if (file === undefined) throw new Error(`no state of ${this.name} in ${folder}`);
    return fs.readFileSync(path.join(folder, file), "utf8");
  }

  /** All resources in the state. */
  async resources(): Promise<StateResource[]> {
    const exported = await this.ofState("resources", () => this.stack.exportStack());
    return (exported.deployment as { resources?: StateResource[] }).resources ?? [];
  }

  /** A resource in the state, secrets in clear. */
  async resource(type: string, name: string): Promise<StateResource> {
    const found = (await this.resources()).find(({ urn }) => urn.endsWith(`${type}::${name}`));
    if (!found) throw new Error(`no ${type} ${name} in the state of ${this.name}`);
    return { ...found, outputs: inClear(found.outputs) as Record<string, unknown> };
  }

  /** The types of all resources in the state. */
  async resourceTypes(): Promise<string[]> {
    return (await this.resources()).map(({ type }) => type);
  }

  /** `pulumi refresh`. */
  async refresh(): Promise<void> {
    await this.stack.refresh();
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    this.deployed = undefined;
    await this.stack.destroy();
  }

  /** An `up`, after which it is known whether the stack is as its config says. */
  private async deploys<T>(action: () => Promise<T>): Promise<T> {
    this.deployed = undefined;
    const result = await action();
    this.deployed = this.configured;
    return result;
  }

  /**
   * Takes everything away, whatever state it is in. For after(). What is on an engine goes without Pulumi, in a second or two:
   * that a destroy leaves nothing is asserted where a test is about it. Only what a cloud has needs one.
   */
  async cleanUp(): Promise<void> {
    if (await this.hasCloud()) {
      await this.stack.cancel().catch(() => undefined);
      await this.stack.destroy().catch((error: unknown) => {
        console.log(`    destroy of ${this.name} failed: ${String(error)}`);
      });
    }
    await removeTraces(await localEngine(), this.name);
    await removeImages(await localEngine(), this.name);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async hasCloud(): Promise<boolean> {
    return (await this.resourceTypes()).some((type) => type.startsWith("aws:"));
  }

  /** What the stack's things are called on the engine. */
  named(what?: string, component = "jenkins"): string {
    return [component, this.name, ...(what ? [what] : [])].join("-");
  }
}

/** A value of an exported state, its secrets in clear: there they are objects with their text as JSON. */
function inClear(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { plaintext } = value as { plaintext?: string };
  if (plaintext !== undefined) return JSON.parse(plaintext);
  if (Array.isArray(value)) return value.map(inClear);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inClear(part)]));
}

/** What an action said that has to fail. */
export async function saidWhenFailing(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    return String(error);
  }
  throw new Error("this was to fail, and did not");
}
