/** The one loop of everything that an `up` waits for: it tries again and again, and says meanwhile what is missing. */

/** Where lines of progress go. */
export type Say = (message: string) => void;

/** A wait. */
export interface Wait {
  /** What is awaited, in lines of progress: `Jenkins (jenkins-dev)`. */
  what: string;
  say: Say;
  /** Seconds between two tries. */
  pause: number;
  /** Seconds between two lines that say the same. */
  lineEvery: number;
  /** Seconds after which the wait ends with an error. */
  limit: number;
  /** The error of a wait that took too long. @param missing what was missing last */
  failure: (missing: string) => Error | Promise<Error>;
}

/**
 * Resolves once nothing is missing. A wait says its first line before it gives up.
 * @param look what is missing, in words; undefined once nothing is. What it throws ends the wait
 * @throws the wait's failure after its limit
 */
export async function waitUntil(wait: Wait, look: () => Promise<string | undefined>): Promise<void> {
  const began = Date.now();
  let last = { missing: "", at: 0 };
  for (;;) {
    const missing = await look();
    if (missing === undefined) return;
    const seconds = Math.round((Date.now() - began) / 1000);
    if (missing !== last.missing || seconds - last.at >= wait.lineEvery) {
      last = { missing, at: seconds };
      wait.say(`waiting for ${wait.what}, ${String(seconds)} s: ${missing}`);
    }
    if (Date.now() - began > wait.limit * 1000) throw await wait.failure(missing);
    await new Promise((resolve) => setTimeout(resolve, wait.pause * 1000));
  }
}
