/** Paths in the container that backs up. scripts/backup.sh has them, too. */

/** Its script and settings. */
export const backupFolder = "/run/backup";
export const backupScript = `${backupFolder}/backup.sh`;
/** A repository that is a folder of the engine's machine. */
export const repositoryFolder = "/repository";
/** A volume, with the addresses of the repositories that have answered. */
export const knownRepositoriesFolder = "/var/lib/backup/known";
/** What this very container has once its repository has answered. */
export const wasThereFile = "/var/lib/backup/was-there";
/** What it has from the backup before an upgrade until an `up` has gone well. */
export const upgradingFile = "/var/lib/backup/upgrading";
