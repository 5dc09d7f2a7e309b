// Loaded before a program: writes down how much memory its process took at most, in KiB.
const process = require("node:process");
const fs = require("node:fs");
process.on("exit", () => {
  if (process.argv.some((word) => /cmd[/\\]run/.test(word)))
    fs.appendFileSync(process.env.BENCH_MEMORY, `${process.resourceUsage().maxRSS}\n`);
});
