/** Arguments of the backups of a Jenkins' home. Their rules and defaults are in backup-settings.ts. */
import type * as pulumi from "@pulumi/pulumi";

/** Backups of Jenkins' home, by restic, in a container beside the controller. */
export interface Backup {
  /**
   * Where backups go: a folder of the engine's machine, or an address of restic that begins with
   * `s3:`, `sftp:`, `rest:`, `azure:`, `b2:` or `swift:`. Each
   * stack needs a repository of its own. It is made if it is not there.
   * @example "s3:https://s3.eu-central-1.amazonaws.com/acme-jenkins/prod"
   */
  repository: pulumi.Input<string>;
  /** The repository's password. A secret. Without it, nobody can read the backups: keep it in another place, too. */
  password: pulumi.Input<string>;
  /**
   * What the repository asks for, by the names of restic's environment variables. Secrets. `sftp:` takes `SSH_PRIVATE_KEY` and
   * `SSH_KNOWN_HOSTS`.
   * Default: none.
   * @example { AWS_ACCESS_KEY_ID: "…", AWS_SECRET_ACCESS_KEY: config.requireSecret("backupKey") }
   */
  credentials?: Record<string, pulumi.Input<string>>;
  /**
   * When backups are made, as a line of a crontab has it. UTC.
   * Default: "0 2 * * *".
   */
  schedule?: string;
  /** How many backups are kept. Others are removed after a backup. */
  keep?: BackupsKept;
  /**
   * What is not backed up, as patterns of restic, besides workspaces, caches and the unpacked war.
   * Default: none.
   * @example ["jobs/*\/builds/*\/archive"]
   */
  exclude?: string[];
  /**
   * How many percent of the repository's data are read again by the check of each Sunday. With 0 there is no check.
   * Default: 5.
   */
  checkPercent?: number;
  /**
   * The image of restic: 0.17.1 or newer, with jq and BusyBox, as the official image has them.
   * Default: "restic/restic:0.18.1".
   */
  image?: pulumi.Input<string>;
}

/**
 * How many backups are kept: the last one of each of so many days, weeks and months. Until there are that many,
 * the very first one is kept, too. Where all are 0, none is ever removed: for a storage that takes additions alone.
 */
export interface BackupsKept {
  /**
   * Days.
   * Default: 7.
   */
  daily?: number;
  /**
   * Weeks.
   * Default: 4.
   */
  weekly?: number;
  /**
   * Months.
   * Default: 6.
   */
  monthly?: number;
}
