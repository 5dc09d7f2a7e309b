// A program without components: as many resources of the same providers as ours has, with inputs that say as little.
const process = require("node:process");
const docker = require("@pulumi/docker");
const random = require("@pulumi/random");

const count = Number(process.env.BENCH_CONTROLLERS);
for (let index = 1; index <= count; index++) {
  const name = `bare-${index}`;
  const provider = new docker.Provider(name, { host: "unix:///run/there-is-none.sock" });
  const on = { provider };
  new random.RandomId(name, { byteLength: 6 });
  new random.RandomPassword(`${name}-admin`, { length: 24 });
  new random.RandomPassword(`${name}-token`, { length: 40 });
  const network = new docker.Network(name, { name }, on);
  for (const what of ["home", "casc", "secrets"]) new docker.Volume(`${name}-${what}`, { name: `${name}-${what}` }, on);
  for (const what of ["controller", "files", "agent"]) {
    new docker.RemoteImage(`${name}-${what}`, { name: `${name}-${what}:1`, build: { context: "." } }, on);
  }
  for (const what of ["controller", "casc", "secrets"]) {
    const networksAdvanced = [{ name: network.name }];
    new docker.Container(`${name}-${what}`, { name: `${name}-${what}`, image: "sha256:1", networksAdvanced }, on);
  }
}
