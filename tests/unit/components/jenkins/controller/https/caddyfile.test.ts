import { expect } from "chai";
import { renderCaddyfile } from "../../../../../../components/jenkins/controller/https/caddyfile";

describe("the HTTPS front", () => {
  it("serves the stack's own certificate, also to clients that name no host", () => {
    expect(renderCaddyfile({ address: "203.0.113.9" })).to.equal(
      [
        "{",
        "\tadmin off",
        "\tservers {",
        "\t\tprotocols h1 h2",
        "\t}",
        "\tauto_https off",
        "\tdefault_sni 203.0.113.9",
        "}",
        ":443 {",
        "\ttls /etc/caddy/cert.pem /etc/caddy/key.pem",
        "\treverse_proxy jenkins:8080 {",
        "\t\tflush_interval -1",
        "\t}",
        "}",
        "",
      ].join("\n"),
    );
  });

  it("gets a certificate for a domain by ACME, and opens no other port", () => {
    expect(renderCaddyfile({ address: "203.0.113.9", domain: "ci.example.org" })).to.equal(
      [
        "{",
        "\tadmin off",
        "\tservers {",
        "\t\tprotocols h1 h2",
        "\t}",
        "\tauto_https disable_redirects",
        "}",
        "ci.example.org {",
        "\ttls {",
        "\t\tissuer acme {",
        "\t\t\tdisable_http_challenge",
        "\t\t}",
        "\t}",
        "\treverse_proxy jenkins:8080 {",
        "\t\tflush_interval -1",
        "\t}",
        "}",
        "",
      ].join("\n"),
    );
  });
});
