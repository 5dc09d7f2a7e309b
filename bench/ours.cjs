// The same by the package's components, compiled, as those who installed it have it.
const process = require("node:process");
const { Jenkins, LocalDockerHost } = require("../dist");

const count = Number(process.env.BENCH_CONTROLLERS);
const { endpoint } = new LocalDockerHost("host", { dockerHost: process.env.BENCH_ENGINE });
for (let index = 1; index <= count; index++) new Jenkins(`ours-${index}`, { endpoint, port: 18080 + index });
