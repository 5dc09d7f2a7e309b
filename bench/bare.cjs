// A program without components: as many resources of the same providers as ours has, with inputs that say as little. They can be
// brought up: images of nothing but a file, and containers that are not started.
const path = require("node:path");
const process = require("node:process");
const docker = require("@pulumi/docker");
const pulumi = require("@pulumi/pulumi");
const random = require("@pulumi/random");

const count = Number(process.env.BENCH_CONTROLLERS);
const context = path.join(process.env.BENCH_REPOSITORY, "bench/context");
new pulumi.ComponentResource("bench:index:Host", "host");
for (let index = 1; index <= count; index++) {
  const name = `bare-${index}`;
  new pulumi.ComponentResource("bench:index:Jenkins", name);
  const provider = new docker.Provider(name, { host: process.env.BENCH_ENGINE });
  const on = { provider };
  new random.RandomId(name, { byteLength: 6 });
  new random.RandomPassword(`${name}-admin`, { length: 24 });
  new random.RandomPassword(`${name}-token`, { length: 40 });
  const network = new docker.Network(name, { name }, on);
  for (const what of ["home", "casc", "secrets"]) new docker.Volume(`${name}-${what}`, { name: `${name}-${what}` }, on);
  for (const what of ["controller", "files", "agent"]) {
    const image = new docker.RemoteImage(
      `${name}-${what}`,
      { name: `${name}-${what}:1`, build: { context, useLegacyBuilder: true } },
      on,
    );
    const networksAdvanced = [{ name: network.name }];
    new docker.Container(
      `${name}-${what}`,
      { name: `${name}-${what}`, image: image.imageId, networksAdvanced, start: false, mustRun: false },
      on,
    );
  }
}
