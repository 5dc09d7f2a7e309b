// Whether dist/ is what the sources say now: by their content, as times are those of a checkout, or of a copy.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

/** Where `npm run build` writes down what it compiled. */
exports.compiledFrom = "dist/sources";

const folders = ["components", "stacks"];

/** The hash of the names and contents of all that the program is made of. */
exports.sourcesHash = (root) => {
  const hash = createHash("sha256");
  const files = folders.flatMap((folder) => filesOf(path.join(root, folder)));
  for (const file of files.sort()) {
    hash.update(`${path.relative(root, file)}\n`);
    hash.update(fs.readFileSync(file));
  }
  return hash.digest("hex");
};

function filesOf(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
  // A stack's settings and plugin lock are no program, nor is what an editor or a file manager leaves.
  const code = entries.filter(
    (entry) => entry.isFile() && !/^(\.|Pulumi\..*\.yaml|plugins\..*\.lock|.*[~#]$)/.test(entry.name),
  );
  return code.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}
