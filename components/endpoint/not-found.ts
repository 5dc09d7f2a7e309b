/** Asks an engine for a thing that it may not have. */

/** What was asked for, or undefined where the engine has no such thing (HTTP 404); any other error stays one. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}
