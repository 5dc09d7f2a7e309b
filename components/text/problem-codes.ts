/** Every code of a problem, with its title, its cause and its fix: docs/errors.md is made from them. */

/** What a code stands for. */
interface CodeText {
  /** A noun phrase in the field's words. */
  title: string;
  /** Why the problem is reported. One sentence. */
  cause: string;
  /** What to do. One sentence. */
  fix: string;
}

/** The meanings, by code. The text of a single problem is written where it is found. */
export const problemCodes = {
  JD101: {
    title: "unknown access mode",
    cause: "`access` is a word that is not in the table of modes.",
    fix: "Choose `dood`, `dind`, `remote` or `fleet`.",
  },
  JD102: {
    title: "unknown host",
    cause: "`host` is a word that is no kind of host.",
    fix: "Choose `local`, `existing` or `aws`.",
  },
  JD103: {
    title: "unknown key",
    cause: "The key is misspelled, in the wrong block, or in another namespace.",
    fix: "Take the key that the message suggests, or look it up in docs/config.md.",
  },
  JD104: {
    title: "invalid value",
    cause: "The value has the wrong type, the wrong form, or is out of range.",
    fix: "Give a value that the message allows.",
  },
  JD105: {
    title: "missing value",
    cause: "A key is needed with the other settings, and is not there.",
    fix: "Add the key.",
  },
  JD106: {
    title: "options of another choice",
    cause: "A component has the options of an access mode that it does not use.",
    fix: "Remove the options, or choose that mode.",
  },
  JD107: {
    title: "contradicting settings",
    cause: "Two settings exclude each other.",
    fix: "Remove one of them.",
  },
  JD108: {
    title: "passphrase of stack local",
    cause: "`npm start` made the passphrase for stack local, and another stack would be encrypted with it.",
    fix: "Give the other stack a passphrase or a secrets provider of its own.",
  },
  JD201: {
    title: "invalid engine address",
    cause: "The address has no scheme that is supported, or no port.",
    fix: "Write `unix:///path`, `tcp://host:2376` or `ssh://user@host`.",
  },
  JD202: {
    title: "missing or invalid TLS keys",
    cause: "A PEM is missing, is cut off, or has no effect with the address.",
    fix: "Give the three PEMs with a `tcp://` address, and none with another one.",
  },
  JD203: {
    title: "unknown socket group",
    cause: "Agents have to be in the group of the engine's socket, and nobody named it.",
    fix: "Run `stat -c %g /var/run/docker.sock` on the engine's machine, and set `socketGid`.",
  },
  JD204: {
    title: "no allowed networks",
    cause: "`allowedCidrs` is empty or has no IPv4 network.",
    fix: "Name the networks that may reach the host.",
  },
  JD205: {
    title: "host open to everybody",
    cause: "One or more CIDRs allow every address, and `publicAccess` is not set.",
    fix: "Name the networks of your users, or of the controller for a fleet. A host can have `publicAccess: true`.",
  },
  JD206: {
    title: "unsupported instance type",
    cause:
      "The instance type does not exist in the region or in the subnet's zone, or the image is for another architecture.",
    fix: "Choose another type; for a fleet, types of one architecture.",
  },
  JD207: {
    title: "subnet outside the VPC",
    cause: "`subnetId` is in another VPC than `vpcId`, or the subnets of a fleet are in two.",
    fix: "Name a subnet of that VPC.",
  },
  JD208: {
    title: "user-data too long",
    cause: "EC2 takes 16 KiB, and the settings make more.",
    fix: "Name fewer mirrors, address pools or CAs.",
  },
  JD209: {
    title: "subnet in another zone than the data disk",
    cause: "EC2 attaches a disk only to a machine in the disk's zone.",
    fix: "Choose a subnet in the zone of the disk.",
  },
  JD210: {
    title: "unusable client certificate",
    cause: "The certificate has expired, or the key is not its key.",
    fix: "Give a certificate and a key that were made together.",
  },
  JD211: {
    title: "stack without a build endpoint",
    cause: "The stack that `remote.stack` names has no output `buildEndpoint` that others can use.",
    fix: "Bring that stack up, or name another one.",
  },
  JD212: {
    title: "AWS lookup failed",
    cause: "AWS gave no answer, or does not know the thing that was named.",
    fix: "Check the credentials, the region and the name.",
  },
  JD213: {
    title: "unsupported partition of AWS",
    cause: "The region is in AWS' China partition.",
    fix: "Choose another region, or use an engine that exists there (`ExistingDockerHost`).",
  },
  JD301: {
    title: "invalid plugin line",
    cause: "The line is no plugin, or another line has the plugin in another version.",
    fix: "Write `ID` or `ID:VERSION`, once for each plugin.",
  },
  JD302: {
    title: "invalid image reference",
    cause: "The reference has no tag, or no digest where one is needed.",
    fix: "Write `REPOSITORY:TAG`, or `REPOSITORY@sha256:…` for `customImage`.",
  },
  JD303: {
    title: "plugin missing in the lock",
    cause: "The plugin lock lacks configuration-as-code, ec2-fleet with `fleets`, or what `jenkins.plugins` names.",
    fix: "Delete the lock, run `pulumi up`, and write the lock again.",
  },
  JD304: {
    title: "casc contradicts a setting",
    cause: "Your casc sets what a setting of this package sets, or two clouds or fleets have one name.",
    fix: "Use the setting, or rename a cloud or a fleet.",
  },
  JD305: {
    title: "unknown key or value in the casc",
    cause: "Jenkins, or a plugin of the default set, does not take the key or the value.",
    fix: "Correct the casc.",
  },
  JD306: {
    title: "older Jenkins on a newer home",
    cause: "The image is of an older Jenkins than the one that was up on the home.",
    fix: "Keep to the version, or restore a backup that the older one has made.",
  },
  JD401: {
    title: "engine does not answer",
    cause: "The engine is not running, is not reachable from this machine, or refuses the keys.",
    fix: "Do what the message says of the connection, then run `pulumi up` again.",
  },
  JD402: {
    title: "port in use",
    cause: "A container or another program on the engine's machine has the port.",
    fix: "Choose another port, or stop the other program.",
  },
  JD403: {
    title: "image not found",
    cause: "The registry says that it does not have the image.",
    fix: "Correct the name or the tag.",
  },
  JD404: {
    title: "runtime not installed",
    cause: "The engine lacks the container runtime that `dind.isolation` needs.",
    fix: "Install the runtime on the host, or leave `dind.isolation` out.",
  },
  JD405: {
    title: "unusable home volume",
    cause: "The volume is missing, belongs to somebody else, or is in use.",
    fix: "Do what the message says. No volume was touched.",
  },
  JD406: {
    title: "name taken on the engine",
    cause: "A container or network of that name belongs to somebody else.",
    fix: "Remove or rename it, or rename the stack or the component.",
  },
  JD407: {
    title: "container not healthy",
    cause: "The container ended, restarted, or did not pass its health check in time.",
    fix: "Read its last lines in the message.",
  },
  JD408: {
    title: "casc refused by Jenkins",
    cause: "Jenkins read the changed casc and refused it. The one before stays in force, after a restart, too.",
    fix: "Correct the casc, then run `pulumi up` again.",
  },
  JD409: {
    title: "builds do not reach their engine",
    cause: "User jenkins cannot use the builds' engine from inside the controller.",
    fix: "Do what the message says of the socket or the connection.",
  },
  JD410: {
    title: "host not ready",
    cause: "The VM's engine did not answer in time.",
    fix: "Read the VM's console by the command in the message.",
  },
  JD411: {
    title: "no answer by HTTPS",
    cause: "The web server in front of Jenkins does not answer.",
    fix: "Read its last lines in the message. With `https.domain`, port 443 must be reachable from the internet.",
  },
  JD412: {
    title: "no root for a mode that needs it",
    cause: "The engine runs with userns-remap, and the access mode needs root on the host.",
    fix: "Use an engine without userns-remap, or a mode that needs no root.",
  },
  JD413: {
    title: "engine not ready for agents",
    cause: "The agents' image or their settings could not be made on the builds' engine.",
    fix: "Read what Docker said in the message.",
  },
  JD414: {
    title: "Jenkins lets everybody in",
    cause: "Jenkins answered without a login, and your casc has no authorization strategy that says so.",
    fix: "Use an image with the plugin configuration-as-code, or choose a strategy in `jenkins.casc`.",
  },
  JD415: {
    title: "backup failed",
    cause: "The last backup of the home, or the last check of the repository, failed, or the repository is away.",
    fix: "Read why in the message, then run `pulumi-jenkins-docker backup`.",
  },
  JD416: {
    title: "no backup before an upgrade",
    cause: "Jenkins' image changes, and the home cannot be backed up first. Nothing of Jenkins has changed.",
    fix: "Make the backups work in an `up` of its own, or remove `backup` for this one.",
  },
  JD417: {
    title: "another engine than before",
    cause: "The stack was given another engine, which does not have its home. Nothing of Jenkins has changed.",
    fix: "Set the engine of before, or move the home with the commands in the message.",
  },
  JD418: {
    title: "the engine could not do a step",
    cause: "The Docker engine answers, and cannot do what the `up` asks it for. For example, its disk is full.",
    fix: "Do what the message says, and run it again. What was made stays.",
  },
} as const satisfies Record<string, CodeText>;

/** The code of a mistake: docs/errors.md says what each means. @example "JD407" */
export type ProblemCode = keyof typeof problemCodes;
