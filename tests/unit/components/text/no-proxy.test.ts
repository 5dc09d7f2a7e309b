import { expect } from "chai";
import { exceptionProblem, forJava, forPrograms } from "../../../../components/text/no-proxy";
import { byCurl, byJava, missingReader } from "../../support/no-proxy-readers";

describe("what is reached without the proxy", () => {
  for (const [text, programs, java] of [
    ["example.org", "example.org", "example.org|*.example.org"],
    [".example.org", "example.org", "example.org|*.example.org"],
    ["*.corp.test", "corp.test", "corp.test|*.corp.test"],
    ["intranet", "intranet", "intranet|*.intranet"],
    ["example.org.", "example.org", "example.org|*.example.org"],
    ["nexus_1.test", "nexus_1.test", "nexus_1.test|*.nexus_1.test"],
    ["203.0.113.7", "203.0.113.7", "203.0.113.7"],
    ["[2001:db8::5]", "2001:db8::5", "[2001:db8::5]"],
    ["2001:DB8:0::5", "2001:db8::5", "[2001:db8::5]"],
    ["10.0.0.0/8", "10.0.0.0/8", "10.*"],
    ["192.168.0.0/16", "192.168.0.0/16", "192.168.*"],
    ["172.16.0.0/14", "172.16.0.0/14", "172.16.*|172.17.*|172.18.*|172.19.*"],
    ["203.0.113.9/30", "203.0.113.9/30", "203.0.113.8|203.0.113.9|203.0.113.10|203.0.113.11"],
    ["203.0.113.9/32", "203.0.113.9/32", "203.0.113.9"],
    ["2001:db8::/32", "2001:db8::/32", ""],
  ] as const) {
    it(`${text} for programs and for Java`, () => {
      expect(exceptionProblem(text)).to.equal(undefined);
      expect(forPrograms([], [text])).to.equal(programs);
      expect(forJava([], [text])).to.equal(java);
    });
  }

  for (const [text, problem] of [
    ["host:8443", '"host:8443" has a port, which curl and Java cannot read. Write "host"'],
    ["*", '"*" means that nothing goes through the proxy. Remove the setting proxy instead'],
    ["0.0.0.0/0", '"0.0.0.0/0" means that nothing goes through the proxy. Remove the setting proxy instead'],
    ["10.*", '"10.*" is read by Java only. Write the network: "10.0.0.0/8"'],
    ["192.168.1.*", '"192.168.1.*" is read by Java only. Write the network: "192.168.1.0/24"'],
    ["a.test,b.test", '"a.test,b.test" is more than one. Write a list'],
    ["host*", '"host*" is not a domain, address or network, e.g. example.org or 10.0.0.0/8'],
    ["192.168.1.1-9", '"192.168.1.1-9" is not a domain, address or network, e.g. example.org or 10.0.0.0/8'],
    ["10.0.0.256", '"10.0.0.256" is not a domain, address or network, e.g. example.org or 10.0.0.0/8'],
    ["10.0.0.0/33", '"10.0.0.0/33" is not a domain, address or network, e.g. example.org or 10.0.0.0/8'],
    ["http://x", '"http://x" is not a domain, address or network, e.g. example.org or 10.0.0.0/8'],
    ["", '"" is not a domain, address or network, e.g. example.org or 10.0.0.0/8'],
  ] as const) {
    it(`is not "${text}"`, () => {
      expect(exceptionProblem(text)).to.equal(problem);
    });
  }

  it("is the same for curl and for Java", async function () {
    this.timeout(60_000);
    const missing = missingReader();
    if (missing !== undefined) {
      console.log(`      skipped: there is no ${missing}`);
      this.skip();
    }
    const exceptions = ["example.test", ".dot.test", "*.star.test", "192.0.2.7", "198.51.100.0/22", "2001:db8::5"];
    const direct = [
      "http://localhost/",
      "http://127.0.0.1/",
      "http://[::1]/",
      "http://example.test/",
      "http://a.b.example.test/",
      "http://dot.test/",
      "http://a.dot.test/",
      "http://star.test/",
      "http://a.star.test/",
      "http://192.0.2.7/",
      "http://198.51.100.9/",
      "http://198.51.103.9/",
      "http://[2001:db8::5]/",
    ];
    const byProxy = [
      "http://other.test/",
      "http://notexample.test/",
      "http://example.test.other/",
      "http://192.0.2.8/",
      "http://198.51.99.9/",
      "http://198.51.104.9/",
      "http://[2001:db8::6]/",
    ];
    for (const reader of [byCurl, byJava])
      expect(await reader(exceptions, [...direct, ...byProxy]), reader.name).to.deep.equal(direct);
  });
});
