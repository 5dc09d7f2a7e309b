/** The scripts and Dockerfiles that the package brings mention the paths of paths.ts, and no other place for the same thing. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import * as paths from "../../../components/paths";

const components = path.join(__dirname, "../../../components");

/** Files that run inside of controller, agents or engines. */
const inside = [
  "jenkins/agents/context/Dockerfile",
  "jenkins/controller/file-carrier/Dockerfile",
  "jenkins/controller/credentials.groovy",
  "jenkins/controller/image/context/Dockerfile",
  "jenkins/controller/image/context/embedded-engine.sh",
  "jenkins/verify/prepare-engine.sh",
];

/** Places that paths.ts names: below them, a file may name nothing else. */
const places = ["/var/jenkins", "/run/secrets", "/run/docker-config", "/certs", "/home/jenkins", paths.engineDataPath];

const known = [
  ...Object.values(paths).filter((value) => typeof value === "string"),
  ...(["username", "password"] as const).map((half) => paths.loginFile(0, half)),
];

describe("paths", () => {
  for (const file of inside) {
    it(`are those of paths.ts in ${file}`, () => {
      const text = fs.readFileSync(path.join(components, file), "utf8");
      const named = text.match(/(?<![\w.$}])\/[a-z][\w./-]*[\w-]/g) ?? [];
      const ours = named.filter((one) => places.some((place) => one.startsWith(place)));
      // A folder of one of them is one of them, too.
      const wrong = ours.filter((one) => !known.some((other) => other === one || other.startsWith(`${one}/`)));
      expect(wrong, "not in components/paths.ts").to.deep.equal([]);
    });
  }

  it("are looked for in files that have some", () => {
    const texts = inside.map((file) => fs.readFileSync(path.join(components, file), "utf8")).join("\n");
    for (const place of ["/run/secrets/docker/config.json", paths.engineDataPath]) expect(texts).to.contain(place);
  });
});
