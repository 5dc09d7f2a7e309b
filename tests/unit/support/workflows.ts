/** The workflows of this repository. */
import * as fs from "node:fs";
import * as path from "node:path";

const folder = path.join(__dirname, "../../../.github/workflows");

/** The names of their files. */
export const files = fs.readdirSync(folder).sort();

/** The text of one. */
export const text = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
