import {
  container,
  dockerProvider,
  ingressRule,
  instance,
  launchConfiguration,
  launchTemplate,
  securityGroup,
} from "../../../policy/types";
import { securityGroupRule, defaultSecurityGroup } from "../../../policy/types";
import { describeRule, unknown } from "../support/describe-rule";

const onLoopback = "Publish it on 127.0.0.1, or not at all, and let containers reach it on a network they share";
const nameNetworks = "Name the networks of its clients, e.g. 203.0.113.0/24";
const everybody = "0.0.0.0/0";
const dind = { envs: ["DOCKER_TLS_CERTDIR=/certs"], mounts: [{ type: "volume", target: "/var/lib/docker" }] };
const way = (fromPort: number, toPort: number, protocol = "tcp") => ({ fromPort, toPort, protocol });

describeRule(
  "engine-port-closed",
  [
    [
      "an engine on loopback",
      { type: container, props: { ports: [{ internal: 2376, external: 2376, ip: "127.0.0.1" }] } },
    ],
    ["one on an address that was named", { type: container, props: { ports: [{ internal: 2376, ip: "10.0.0.7" }] } }],
    ["an address that is not known yet", { type: container, props: { ports: [{ internal: 2376, ip: unknown }] } }],
    ["another port on all addresses", { type: container, props: { ports: [{ internal: 443, ip: "0.0.0.0" }] } }],
    ["a container without ports", { type: container }],
    ["its published ports, where it is no engine's", { type: container, props: { publishAllPorts: true } }],
    [
      "a named network",
      { type: ingressRule, props: { ipProtocol: "tcp", fromPort: 2376, toPort: 2376, cidrIpv4: "203.0.113.0/24" } },
    ],
    [
      "a network that is not known yet",
      { type: ingressRule, props: { ipProtocol: "tcp", fromPort: 2376, toPort: 2376, cidrIpv4: unknown } },
    ],
    [
      "HTTPS for everybody",
      { type: securityGroup, props: { ingress: [{ ...way(443, 443), cidrBlocks: [everybody] }] } },
    ],
    [
      "a way out to everybody",
      { type: securityGroupRule, props: { type: "egress", ...way(0, 0, "-1"), cidrBlocks: [everybody] } },
    ],
    [
      "UDP",
      { type: securityGroupRule, props: { type: "ingress", ...way(2376, 2376, "udp"), cidrBlocks: [everybody] } },
    ],
    [
      "an exception",
      { type: container, name: "ci-builds", props: { ports: [{ internal: 2376 }] } },
      { config: { allowed: ["ci-*"] } },
    ],
  ],
  [
    [
      `it: publishes the engine's port 2376 on every address. ${onLoopback}`,
      "an engine whose address is Docker's default",
      { type: container, props: { ports: [{ internal: 2376, external: 12376 }] } },
    ],
    [
      [
        `it: publishes the engine's port 2375 on 0.0.0.0. ${onLoopback}`,
        `it: publishes the engine's port 2376 on ::. ${onLoopback}`,
      ],
      "engines on all addresses, and says it of each",
      {
        type: container,
        props: {
          ports: [
            { internal: 2375, ip: "0.0.0.0" },
            { internal: 2376, ip: "::" },
          ],
        },
      },
    ],
    [
      `it: publishes all ports of an engine. ${onLoopback}`,
      "all ports of an engine",
      { type: container, props: { ...dind, publishAllPorts: true } },
    ],
    [
      `it: puts an engine on the machine's own network ("host"). ${onLoopback}`,
      "an engine on the machine's network",
      { type: container, props: { ...dind, networkMode: "host" } },
    ],
    [
      `it: lets 0.0.0.0/0 reach the engine's port 2376. ${nameNetworks}`,
      "the engine's port for everybody",
      {
        type: ingressRule,
        props: { ipProtocol: "tcp", fromPort: 2376, toPort: 2376, cidrIpv4: everybody, securityGroupId: unknown },
      },
      { environment: "other" },
    ],
    [
      [
        `it: lets 0.0.0.0/0 reach the engine's port 2375 and 2376. ${nameNetworks}`,
        `it: lets ::/0 reach the engine's port 2375 and 2376. ${nameNetworks}`,
      ],
      "a range that has it, of both internets",
      {
        type: securityGroup,
        props: { ingress: [{ ...way(1024, 65535), cidrBlocks: [everybody, "10.0.0.0/8"], ipv6CidrBlocks: ["::/0"] }] },
      },
    ],
    [
      `it: lets 128.0.0.0/1 reach the engine's port 2375 and 2376. ${nameNetworks}`,
      "all protocols, for half of everybody",
      { type: securityGroupRule, props: { type: "ingress", ...way(0, 0, "-1"), cidrBlocks: ["128.0.0.0/1"] } },
    ],
    [
      `it: lets 0.0.0.0/0 reach the engine's port 2376. ${nameNetworks}`,
      "it in a VPC's default group",
      { type: defaultSecurityGroup, props: { ingress: [{ ...way(2376, 2376), cidrBlocks: [everybody] }] } },
    ],
  ],
);

const useTls = "Use 2376 by mutual TLS, ssh://, or the engine's socket";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describeRule(
  "engine-by-tls",
  [
    ["a socket", { type: dockerProvider, props: { host: "unix:///var/run/docker.sock" } }],
    ["SSH", { type: dockerProvider, props: { host: "ssh://docker@ci.example.org" } }],
    [
      "TLS",
      { type: dockerProvider, props: { host: "tcp://ci:2376", caMaterial: "…", certMaterial: "…", keyMaterial: "…" } },
    ],
    ["TLS by a folder", { type: dockerProvider, props: { host: "tcp://ci:2376", certPath: "/certs" } }],
    ["an engine that is not known yet", { type: dockerProvider, props: { host: unknown } }],
    [
      "certificates that are not known yet",
      { type: dockerProvider, props: { host: "tcp://ci:2376", certMaterial: unknown } },
    ],
    [
      "a client with TLS",
      { type: container, props: { envs: ["DOCKER_HOST=tcp://docker:2376", "DOCKER_TLS_VERIFY=1"] } },
    ],
    [
      "one whose TLS is not known yet",
      { type: container, props: { envs: ["DOCKER_HOST=tcp://docker:2376", unknown] } },
    ],
    [
      "an engine with TLS",
      { type: container, props: { ...dind, command: ["--group=2375"], ports: [{ internal: 2376, ip: "127.0.0.1" }] } },
    ],
    [
      "a host with --tlsverify",
      { type: container, props: { command: ["dockerd", "-H", "tcp://0.0.0.0:2376", "--tlsverify"] } },
    ],
    [
      "2376 for a network",
      { type: securityGroupRule, props: { type: "ingress", ...way(2376, 2376), cidrBlocks: ["10.0.0.0/8"] } },
    ],
    ["a user-data with TLS", { type: instance, props: { userData: "dockerd -H tcp://0.0.0.0:2376 --tlsverify" } }],
  ],
  [
    [
      "it: goes to tcp://ci:2375 without a client's certificate. Give it caMaterial, certMaterial and keyMaterial, or use ssh://",
      "a provider without TLS",
      { type: dockerProvider, props: { host: "tcp://ci:2375" } },
      { environment: "other" },
    ],
    [
      "it: goes to tcp://ci:2376 without a client's certificate. Give it caMaterial, certMaterial and keyMaterial, or use ssh://",
      "a provider with a CA alone, which does nothing",
      { type: dockerProvider, props: { host: "tcp://ci:2376", caMaterial: "…" } },
    ],
    [
      "it: goes to tcp://ci:2376 without a CA, and takes any server for it. Give it caMaterial, certMaterial and keyMaterial, or use ssh://",
      "a provider without a CA",
      { type: dockerProvider, props: { host: "tcp://ci:2376", certMaterial: "…", keyMaterial: "…" } },
    ],
    [
      "it: has DOCKER_HOST=tcp://docker:2375 without DOCKER_TLS_VERIFY. Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH",
      "a client without TLS",
      { type: container, props: { envs: ["A", "DOCKER_HOST=tcp://docker:2375", "DOCKER_TLS_VERIFY="] } },
    ],
    [
      "it: has an empty DOCKER_TLS_CERTDIR, which starts docker:dind without TLS. Set it to /certs",
      "a dind without TLS",
      { type: container, props: { envs: ["DOCKER_TLS_CERTDIR="] } },
    ],
    [
      `it: starts an engine with --host=tcp://0.0.0.0:2376 and without --tlsverify. ${useTls}`,
      "an engine on TCP without a client's proof",
      { type: container, props: { command: ["--host=tcp://0.0.0.0:2376", "--tls"] } },
    ],
    [
      `it: starts an engine with --tls=false. ${useTls}`,
      "an engine whose TLS is switched off",
      { type: container, props: { entrypoints: ["dockerd"], command: ["--tls=false"] } },
    ],
    [
      `it: publishes 2375, an engine's port without TLS. ${useTls}`,
      "its port",
      { type: container, props: { envs: unknown, ports: [{ internal: 2375, ip: "127.0.0.1" }] } },
    ],
    [
      `it: opens tcp 2375 to 2376, an engine's port without TLS. ${useTls}`,
      "its port in a firewall",
      { type: ingressRule, props: { ipProtocol: "tcp", fromPort: 2375, toPort: 2376, cidrIpv4: "10.0.0.0/8" } },
    ],
    [
      `it: has a user-data with an engine at tcp://0.0.0.0:2375, without TLS. ${useTls}`,
      "a machine that starts one",
      { type: instance, props: { userData: 'echo \'{"hosts":["tcp://0.0.0.0:2375"]}\'' } },
    ],
    [
      `it: has a user-data with an engine at tcp://0.0.0.0:2375, without TLS. ${useTls}`,
      "a template of such machines",
      { type: launchTemplate, props: { userData: base64("dockerd -H tcp://0.0.0.0:2375") } },
    ],
    [
      `it: has a user-data with an engine at tcp://0.0.0.0:2375, without TLS. ${useTls}`,
      "a launch configuration of such machines",
      { type: launchConfiguration, props: { userDataBase64: base64("dockerd -H tcp://0.0.0.0:2375") } },
    ],
  ],
);
