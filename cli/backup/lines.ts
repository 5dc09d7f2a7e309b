/** Prints what a container prints, line by line: builds choose the names of files in it. */
import { printable } from "../../components/endpoint/execute";

/** @returns what takes pieces of text; a line is printed once it is whole */
export function printedLines(print: (line: string) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) print(printable(line));
  };
}
