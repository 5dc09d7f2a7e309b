/** Paths in the container that backs up. scripts/backup.sh has them, too. */

/** Its script and settings. */
export const backupFolder = "/run/backup";
export const backupScript = `${backupFolder}/backup.sh`;
/** A repository that is a folder of the engine's machine. */
export const repositoryFolder = "/repository";
