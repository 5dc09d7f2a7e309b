#!/usr/bin/env node
/** The command-line tool: one file a command. */
import { Access } from "../components/access/modes";
import { backup } from "./backup";
import { backups } from "./backups";
import { bootstrap } from "./bootstrap";
import { diff } from "./diff";
import { down } from "./down";
import { pluginsLock } from "./plugins-lock";
import { passOn } from "./pulumi-command";
import { CommandError } from "./say";
import { restore } from "./restore";
import { rollback } from "./rollback";
import { smoke } from "./smoke";
import { status } from "./status";
import { up } from "./up";

const commands: Record<string, (words: string[]) => Promise<number>> = {
  up,
  down,
  smoke,
  status,
  diff,
  backup,
  backups,
  restore,
  rollback,
  bootstrap,
  plugins: pluginsLock,
  pulumi: passOn,
};

const usage = `pulumi-jenkins-docker COMMAND
  up [--stack NAME]                        bring a stack up; "local" by default, on this machine's Docker engine
     [--access ${Object.values(Access).join("|")}]     first write into its settings how builds reach Docker
     [--install]                           first install Docker where it is missing (Debian, Ubuntu; as root or by sudo)
     [--verbose]                           of stack local: Pulumi's own output, instead of one line that moves
     [--testbed]                           first make stand-ins of everything that cannot be downloaded here
  down [--stack NAME] [--verbose]          take it down, with all that it made
  smoke [--stack NAME] [--push IMAGE]      prove from inside an agent that builds can use Docker; IMAGE is where one is pushed to
  status [--stack NAME] [--json]           how it is: Jenkins, engines, disk, agents, certificates, backups; ends with 1 where something is wrong
     [--quick]                             without what an up would change, which takes a preview
  diff [--stack NAME] [--json FILE]        what a preview means, as Markdown; FILE is what pulumi preview --json printed
  backup [--stack NAME]                    back up Jenkins' home now, as jenkins.backup says
  backups [--stack NAME]                   list the backups in the repository
  restore [--stack NAME] [--snapshot ID]   put a backup, the newest of the stack by default, into a new home
     [--to VOLUME]                         the volume that becomes the home; it has to be empty, or not there yet
  rollback [--stack NAME] [--yes]          go back to the Jenkins before its last upgrade: image, plugins and home; --yes does not ask
  bootstrap --ssh USER@HOST --apply        make a machine of yours a Docker host; without --apply, print the script that does
     [--tls FOLDER] [--docker-packages docker-ce]   its API on the network, by ca.pem, cert.pem and key.pem; Docker's own packages
     [--registry-mirror URL]               name a mirror of Docker Hub
  plugins lock --stack NAME                write down every plugin of the stack's image, with its version
  pulumi ...                               any command of Pulumi, on stack local`;

async function main(): Promise<number> {
  const [command = "", ...words] = process.argv.slice(2);
  const run = commands[command];
  // Pulumi has a help of its own.
  const asksForHelp = command !== "pulumi" && [command, ...words].some((word) => word === "--help" || word === "-h");
  if (asksForHelp) {
    console.log(usage);
    return 0;
  }
  if (!run) {
    console.error(usage);
    return 2;
  }
  return run(words);
}

// A promise that never settles ends the program, too, and is no success.
process.exitCode = 1;
main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof CommandError ? error.message : error);
    process.exitCode = 1;
  },
);
