/** The last backup, in words. Pure. */

/**
 * The last backup from what the health check of the backups' container prints.
 * @param said `2026-11-29T02:00Z 1a2b3c4d 1288490188`: when, the snapshot, and bytes; or other words, which are given back
 * @example lastBackup("2026-11-29T02:00Z 1a2b3c4d 1288490188", new Date()) // "last backup: 3 h ago, 1.2 GiB, snapshot 1a2b3c4d"
 */
export function lastBackup(said: string, now: Date): string {
  const found = /^(\S+Z) ([0-9a-f]+) (\d+)$/.exec(said.trim());
  if (found === null) return said.trim();
  const [, at = "", snapshot = "", bytes = ""] = found;
  return `last backup: ${ago(now.getTime() - Date.parse(at))}, ${size(Number(bytes))}, snapshot ${snapshot}`;
}

/** @example ago(5 * 3600 * 1000) // "5 h ago" */
export function ago(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${String(minutes)} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${String(hours)} h ago` : `${String(Math.round(hours / 24))} d ago`;
}

/** @example size(1288490188) // "1.2 GiB" */
export function size(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const value = bytes / 1024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : String(Math.round(value))} ${units[power] ?? ""}`;
}
