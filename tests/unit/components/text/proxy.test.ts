import { expect } from "chai";
import { clientProxies, javaProxyOptions, proxyEnvironment, proxySettings } from "../../../../components/text/proxy";
import { block, said } from "../../support/stack-config";

const proxy = proxySettings({ http: "http://proxy.example.org:3128", noProxy: [".example.org", "10.0.0.0/8"] });

describe("a company's proxy", () => {
  it("is told to programs in both spellings, and what is reached without it", () => {
    const environment = proxyEnvironment(proxy, ["docker"]);
    expect(environment).to.include({
      HTTP_PROXY: "http://proxy.example.org:3128",
      https_proxy: "http://proxy.example.org:3128",
      NO_PROXY: "localhost,127.0.0.1,::1,docker,example.org,10.0.0.0/8",
    });
    expect(Object.keys(environment)).to.have.length(6);
    expect(proxyEnvironment(undefined)).to.deep.equal({});
  });

  it("is told to Java in its own words, where Java can speak to it", () => {
    expect(javaProxyOptions(proxy, ["docker"])).to.deep.equal([
      "-Dhttp.proxyHost=proxy.example.org",
      "-Dhttp.proxyPort=3128",
      "-Dhttps.proxyHost=proxy.example.org",
      "-Dhttps.proxyPort=3128",
      "-Dhttp.nonProxyHosts=localhost|127.0.0.1|[::1]|docker|example.org|*.example.org|10.*",
    ]);
    expect(javaProxyOptions(proxySettings({ http: "https://proxy.example.org" }))).to.deep.equal([]);
    expect(javaProxyOptions(undefined)).to.deep.equal([]);
  });

  it("is told to builds by the Docker CLI", () => {
    expect(clientProxies(proxy)).to.deep.equal({
      default: {
        httpProxy: "http://proxy.example.org:3128",
        httpsProxy: "http://proxy.example.org:3128",
        noProxy: "localhost,127.0.0.1,::1,example.org,10.0.0.0/8",
      },
    });
  });

  for (const [value, problem] of [
    [{ http: "proxy:3128" }, 'JD104 proxy.http: "proxy:3128" is not a proxy: http://host:port'],
    [
      { http: "http://p" },
      'JD104 proxy.http: "http://p" has no port: curl takes 1080 then, and Java 80. Write it, e.g. http://p:3128',
    ],
    [{ http: "http://x';id;':3128" }, `JD104 proxy.http: "http://x';id;':3128" is not a proxy: http://host:port`],
    [{ http: "http://p:1/path" }, 'JD104 proxy.http: "http://p:1/path" is not a proxy: http://host:port'],
    [{ http: "http://p:1\nX=1" }, 'JD104 proxy.http: "http://p:1\nX=1" is not a proxy: http://host:port'],
    [{ https: "http://p:1" }, "JD105 proxy.http: is needed: a string"],
    [
      { http: "http://p:1", noProxy: ["http://x"] },
      'JD104 proxy.noProxy[0]: "http://x" is not a domain, address or network, e.g. example.org or 10.0.0.0/8',
    ],
    [
      { http: "http://ci:pw@p:1" },
      "JD104 proxy.http: has a user or a password, which every container would show. Give a proxy that lets these machines through by their address",
    ],
  ] as [object, string][]) {
    it(`says: ${problem}`, () => {
      expect(said({ proxy: block(value) })).to.deep.equal([problem]);
    });
  }

  it("has a CA that is one", () => {
    expect(said({ caBundle: "/etc/ssl/company.pem" })).to.deep.equal([
      "JD202 caBundle: is not a PEM: it has no line -----BEGIN CERTIFICATE-----",
    ]);
  });
});
