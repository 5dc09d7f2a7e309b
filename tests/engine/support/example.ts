/** A project of examples/, as a stranger has it: a copy in a folder of its own, with the packed package, and a stack of it. */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { localBackend } from "../../../cli/local-stack";
import { localEngine, removeImages, removeTraces } from "./docker";
import { lockedPulumi } from "./packed";
import { repository } from "./stack";

/** What installs packages: the words that npx runs it by, and where a project says which versions it wants. */
export const managers = {
  npm: { install: ["npm", "install", "--silent"], versions: (all: object) => ({ overrides: all }) },
  pnpm: {
    install: ["npx", "--yes", "pnpm@10.20.0", "install", "--silent"],
    versions: (all: object) => ({ pnpm: { overrides: all } }),
  },
  yarn: {
    install: ["npx", "--yes", "yarn@1.22.22", "install", "--silent", "--no-progress"],
    versions: (all: object) => ({ resolutions: all }),
  },
};
export type Manager = keyof typeof managers;

export class Example {
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(
    readonly stack: string,
    /** The copy of the example. */
    readonly folder: string,
  ) {
    const state = path.join(folder, "state");
    fs.mkdirSync(state);
    this.environment = {
      ...process.env,
      PULUMI_BACKEND_URL: localBackend(state),
      PULUMI_CONFIG_PASSPHRASE: "of a test",
    };
  }

  /** Copies an example into a new folder, and makes a stack of it where it is a Pulumi project. */
  static create(name: string): Example {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "example-"));
    fs.cpSync(path.join(repository, "examples", name), folder, { recursive: true });
    const example = new Example(`example-${folder.slice(-6).toLowerCase()}`, folder);
    if (fs.existsSync(path.join(folder, "Pulumi.yaml"))) example.run("pulumi", ["stack", "init", example.stack]);
    return example;
  }

  /** Installs what the project depends on, and this package from its tarball. */
  install(manager: Manager, tarball: string): void {
    const file = path.join(this.folder, "package.json");
    const project = JSON.parse(fs.readFileSync(file, "utf8")) as { dependencies: Record<string, string> };
    const dependencies = { ...project.dependencies, "pulumi-jenkins-docker": `file:${tarball}` };
    const { install, versions } = managers[manager];
    fs.writeFileSync(file, JSON.stringify({ ...project, dependencies, ...versions(lockedPulumi()) }));
    const [command = "", ...words] = install;
    this.run(command, words);
  }

  /** Runs a program in the project. @returns what it printed; throws with that where it fails */
  run(command: string, words: string[], more: NodeJS.ProcessEnv = {}): string {
    const options = { cwd: this.folder, env: { ...this.environment, ...more }, maxBuffer: 1 << 26 };
    const { status, stdout, stderr } = spawnSync(command, words, options);
    const text = `${stdout.toString()}${stderr.toString()}`;
    if (status !== 0) throw new Error(`${command} ${words.join(" ")} ended with ${String(status)}:\n${text}`);
    return text;
  }

  /** Sets config of the stack; a key of a list is `list[0]`. */
  configure(config: Record<string, string>): void {
    for (const [key, value] of Object.entries(config)) this.run("pulumi", ["config", "set", "--path", key, value]);
  }

  up(): string {
    return this.run("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"]);
  }

  /** Fails where a preview or a refresh has something to change. */
  changesNothing(): void {
    this.run("pulumi", ["preview", "--refresh", "--expect-no-changes", "--diff", "--non-interactive"]);
  }

  output(name: string): string {
    const words = ["stack", "output", name, "--show-secrets"];
    return execFileSync("pulumi", words, { cwd: this.folder, env: this.environment }).toString().trim();
  }

  /** Destroys the stack, and takes away what is left on the engine, and the folder. */
  async cleanUp(): Promise<void> {
    try {
      this.run("pulumi", ["destroy", "--yes", "--skip-preview", "--non-interactive"]);
    } finally {
      const engine = await localEngine();
      await removeTraces(engine, this.stack);
      await removeImages(engine, this.stack);
      fs.rmSync(this.folder, { recursive: true });
    }
  }
}
