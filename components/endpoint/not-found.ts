/** Errors of an engine, by their HTTP status. */

/** Whether an engine's error has this status. @example hasStatus(error, 409) // a conflict */
export function hasStatus(error: unknown, status: number): boolean {
  return (error as { statusCode?: number } | undefined)?.statusCode === status;
}

/** What was asked for, or undefined where the engine has no such thing (HTTP 404); any other error stays one. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
