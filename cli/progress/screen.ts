/** One line that moves below lines that stay; without a terminal, a line every half minute. */

/** Where it is written. */
export interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Seconds between two lines, where no line can move. */
const withoutTerminal = 30;
/** The same on a terminal: the seconds in the line go on. */
const onTerminal = 1;

/** Deletes the line that the cursor is in. [ECMA-48: EL; a carriage return first] */
const clearLine = "\r\u001b[K";

/** What {@link screen} shows. */
export interface Screen {
  /** Writes a line that does not move. */
  printLine: (line: string) => void;
  close: () => void;
}

/** A terminal that does not know its width says 0. */
function width({ columns = 0 }: Output): number {
  return columns > 0 ? columns : 80;
}

/**
 * Shows what goes on until it is closed.
 * @param now what goes on, in one line
 */
export function screen(output: Output, now: () => string): Screen {
  const began = Date.now();
  const seconds = () => `${String(Math.round((Date.now() - began) / 1000))} s`;
  const moves = output.isTTY === true;
  const show = () => {
    const line = `${seconds()}, ${now()}`;
    output.write(moves ? `${clearLine}${line.slice(0, width(output) - 1)}` : `${line}\n`);
  };
  const timer = setInterval(show, (moves ? onTerminal : withoutTerminal) * 1000);
  return {
    printLine(line) {
      output.write(moves ? `${clearLine}${line}\n` : `${line}\n`);
      if (moves) show();
    },
    close() {
      clearInterval(timer);
      if (moves) output.write(clearLine);
    },
  };
}
