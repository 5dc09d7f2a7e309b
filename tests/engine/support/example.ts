/** A project of examples/, as a stranger has it: a copy in a folder of its own, with the packed package, and a stack of it. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { localBackend } from "../../../cli/local-stack";
import { localEngine, removeImages, removeTraces } from "./docker";
import { lockedPulumi } from "./packed";
import { innerRegistry } from "./registry";
import { repository } from "./stack";

/** How a package manager is used. */
interface PackageManager {
  /** The command that installs. */
  install: string[];
  /** The part of package.json that sets versions for all packages. */
  versions: (all: object) => object;
  /** Its environment. */
  variables?: NodeJS.ProcessEnv;
}

const managers = {
  npm: { install: ["npm", "install", "--silent"], versions: (all: object) => ({ overrides: all }) },
  pnpm: {
    install: ["npx", "--yes", "pnpm@10.20.0", "install", "--silent"],
    versions: (all: object) => ({ pnpm: { overrides: all } }),
  },
  yarn: {
    install: ["npx", "--yes", "yarn@1.22.22", "install", "--silent", "--no-progress"],
    versions: (all: object) => ({ resolutions: all }),
  },
  /** yarn 4. Its own way to have packages in archives is not one that Node's tools can read: node_modules, then. */
  berry: {
    install: ["npx", "--yes", "--package", "@yarnpkg/cli-dist@4.18.1", "yarn", "install"],
    versions: (all: object) => ({ resolutions: all }),
    variables: {
      YARN_NODE_LINKER: "node-modules",
      YARN_ENABLE_TELEMETRY: "0",
      YARN_ENABLE_IMMUTABLE_INSTALLS: "false", // there is no lock file yet
    },
  },
} satisfies Record<string, PackageManager>;
export type Manager = keyof typeof managers;

/** The config of an example's `registryMirrors`, for an engine in a container, where this machine's registry is a mirror. */
export function innerMirrors(): Record<string, string> {
  const mirrors = innerRegistry().registryMirrors ?? [];
  return Object.fromEntries(mirrors.map((mirror, index) => [`registryMirrors[${String(index)}]`, mirror]));
}

/** An example, its stack and the programs that run in it. */
export class Example {
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(
    readonly stack: string,
    /** The folder of all that belongs to it; that of its packages, where it is one of a workspace. */
    private readonly root: string,
    /** The copy of the example. */
    readonly folder: string,
    more: NodeJS.ProcessEnv,
  ) {
    const state = path.join(root, "state");
    fs.mkdirSync(state, { recursive: true });
    this.environment = {
      ...process.env,
      PULUMI_BACKEND_URL: localBackend(state),
      PULUMI_CONFIG_PASSPHRASE: "of a test",
      ...more,
    };
  }

  /**
   * Copies an example into a new folder, and makes a stack of it where it is a Pulumi project.
   * @param more environment variables
   * @param within the folder below, where it is a package of a workspace
   */
  static async create(name: string, more: NodeJS.ProcessEnv = {}, within = ""): Promise<Example> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "example-"));
    const folder = path.join(root, within);
    fs.cpSync(path.join(repository, "examples", name), folder, { recursive: true });
    const example = new Example(`example-${root.slice(-6).toLowerCase()}`, root, folder, more);
    if (fs.existsSync(path.join(folder, "Pulumi.yaml"))) await example.run("pulumi", ["stack", "init", example.stack]);
    return example;
  }

  /** Moves it, with its state, to where a colleague has it: without what was installed. */
  async moved(): Promise<Example> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "of-a-colleague-"));
    const ofProject = ["node_modules", "package-lock.json"].map((name) => path.join(this.folder, name));
    for (const one of ofProject) fs.rmSync(one, { recursive: true, force: true });
    fs.cpSync(this.root, root, { recursive: true });
    fs.rmSync(this.root, { recursive: true });
    const example = new Example(this.stack, root, path.join(root, path.relative(this.root, this.folder)), {});
    await example.run("pulumi", ["stack", "select", this.stack]); // Pulumi notes by the folder which stack is selected
    return example;
  }

  /**
   * Installs what the project depends on, and this package from its tarball.
   * @param typescript another version than the project's
   */
  async install(manager: Manager, tarball: string, typescript?: string): Promise<void> {
    const file = path.join(this.folder, "package.json");
    const project = JSON.parse(fs.readFileSync(file, "utf8")) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    if (typescript !== undefined) project.devDependencies.typescript = typescript;
    const { "@pulumi/aws": aws = "", ...locked } = lockedPulumi();
    // That one comes with no other package.
    if ("@pulumi/aws" in project.dependencies) locked["@pulumi/aws"] = aws;
    const own: Record<string, string> = { ...locked, "pulumi-jenkins-docker": `file:${tarball}` };
    const dependencies = Object.fromEntries(
      Object.entries(project.dependencies).map(([name, range]) => [name, own[name] ?? range]),
    );
    const { install, versions, variables = {} }: PackageManager = managers[manager];
    const forAll = versions(locked);
    fs.writeFileSync(file, JSON.stringify({ ...project, dependencies, ...(this.root === this.folder ? forAll : {}) }));
    if (this.root !== this.folder) {
      const packages = [path.relative(this.root, this.folder)];
      const workspace = { name: "workspace", private: true, workspaces: packages, ...forAll };
      fs.writeFileSync(path.join(this.root, "package.json"), JSON.stringify(workspace));
    }
    Object.assign(this.environment, variables);
    const [command = "", ...words] = install;
    await this.run(command, words, this.root);
  }

  /** Has programs in other languages find this package's plugin in a folder, as in a clone of the repository. */
  usesPlugin(folder: string): void {
    const file = path.join(this.folder, "Pulumi.yaml");
    const plugins = { providers: [{ name: "pulumi-jenkins-docker", path: folder }] };
    fs.writeFileSync(file, stringify({ ...(parse(fs.readFileSync(file, "utf8")) as object), plugins }));
  }

  /** Runs a program in the project. @returns what it printed; throws with that where it fails */
  async run(command: string, words: string[], folder = this.folder): Promise<string> {
    const { status, text } = await this.tried(command, words, folder);
    if (status !== 0) throw new Error(`${command} ${words.join(" ")} ended with ${String(status)}:\n${text}`);
    return text;
  }

  /** Runs a program that may fail. @returns its exit status, and what it printed */
  tried(command: string, words: string[], folder = this.folder): Promise<{ status: number | string; text: string }> {
    const options = { cwd: folder, env: this.environment, maxBuffer: 1 << 26 };
    return new Promise((resolve) => {
      execFile(command, words, options, (error, stdout, stderr) => {
        resolve({ status: error ? (error.code ?? error.signal ?? 1) : 0, text: `${stdout}${stderr}` });
      });
    });
  }

  /** Sets config of the stack; a key of a list is `list[0]`. */
  async configure(config: Record<string, string>): Promise<void> {
    for (const [key, value] of Object.entries(config))
      await this.run("pulumi", ["config", "set", "--path", key, value]);
  }

  /** `pulumi up`. */
  async up(): Promise<void> {
    await this.run("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"]);
  }

  /** Fails where a preview or a refresh has something to change. */
  async changesNothing(): Promise<void> {
    await this.run("pulumi", ["preview", "--refresh", "--expect-no-changes", "--diff", "--non-interactive"]);
  }

  /** An output of the stack, a secret in clear. */
  async output(name: string): Promise<string> {
    return (await this.run("pulumi", ["stack", "output", name, "--show-secrets"])).trim();
  }

  /** Destroys the stack, and takes away what is left on the engine, and the folder. */
  async cleanUp(): Promise<void> {
    try {
      await this.run("pulumi", ["destroy", "--yes", "--skip-preview", "--non-interactive"]);
    } finally {
      const engine = await localEngine();
      await removeTraces(engine, this.stack);
      await removeImages(engine, this.stack);
      fs.rmSync(this.root, { recursive: true });
    }
  }
}
