import { expect } from "chai";
import {
  addressProblem,
  lineProblem,
  mirrorProblem,
  socketPathProblem,
  variableNameProblem,
} from "../../../../components/text/strict-forms";

const inUse: [(text: string) => string | undefined, string[]][] = [
  [
    addressProblem,
    [
      "ci",
      "ci.example.org",
      "build_1.corp",
      "203.0.113.7",
      "::1",
      "fe80::1%eth0",
      "ci.example.org.",
      "[2001:db8::1]",
      "2001:db8::1",
      "ci.xn--p1ai",
    ],
  ],
  [
    mirrorProblem,
    [
      "https://mirror.example.org",
      "http://mirror:5000",
      "http://10.0.0.1:5000/",
      "https://[2001:db8::1]:5000",
      "http://mirror_1",
    ],
  ],
  [
    socketPathProblem,
    ["/var/run/docker.sock", "/run/user/1000/docker.sock", "/srv/a-b_c@d%e+f/x", "//var/run/docker.sock"],
  ],
  [lineProblem, ["", "type=volume,dst=/a b", "a\tb", "ü"]],
  [variableNameProblem, ["MAVEN_OPTS", "a.b", "x-y"]],
];

const ofAnotherSyntax = ["x';id;'", "x\ny", "x\r", "$(id)", "`id`", 'x"y', "x{", "x,y", "x y", "-x", "\u0000"];

describe("a text that reaches a file of another syntax", () => {
  for (const [problem, texts] of inUse)
    it(`is taken as it is in use: ${problem.name}`, () => {
      for (const text of texts) expect(problem(text), text).to.equal(undefined);
    });

  for (const problem of [addressProblem, mirrorProblem, socketPathProblem])
    it(`is refused where it would say more there: ${problem.name}`, () => {
      for (const text of ofAnotherSyntax)
        for (const within of [text, `https://${text}`, `/run/${text}`, `${text}:80`])
          if (within !== "/run/-x") expect(problem(within), within).to.contain(JSON.stringify(within));
    });

  it("is no mirror with a port or an address that there cannot be", () => {
    for (const text of ["http://mirror:99999", "http://[1.2.3]"])
      expect(mirrorProblem(text)).to.contain("is not a registry mirror");
  });

  it("stays on its line, and is not repeated, as it may be a secret", () => {
    for (const text of ["a\nb", "a\r", "\u0000", "\u001b[2J", "\u007f"])
      expect(lineProblem(text), text).to.equal("has a line end or another control character. Remove it");
  });
});
