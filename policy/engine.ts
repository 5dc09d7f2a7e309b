/** Rules about engines: who reaches one is root on its machine, so it is on no open port, and never without TLS. */
import type { ProviderArgs } from "@pulumi/docker";
import type { Unwrap } from "@pulumi/pulumi";
import { ingressChecks, covers, isEverybody, shownPorts } from "./firewall";
import {
  type ContainerProps,
  enginePorts,
  isEveryAddress,
  plainPort,
  runsEngine,
  shownAddress,
  variable,
} from "./container";
import { check, type Finding, inEach, knownOf, type Rule } from "./rule";
import { container, dockerProvider } from "./types";
import { userDataChecks } from "./user-data";

const onLoopback = "Publish it on 127.0.0.1, or not at all, and let containers reach it on a network they share";

const portClosed: Rule = {
  name: "engine-port-closed",
  title: "No engine on an open port",
  reason: "Who reaches an engine's port, and has or steals a key for it, is root on its machine",
  fix: "Name the networks of its clients; publish it on 127.0.0.1",
  level: { prod: "mandatory", other: "mandatory" },
  checks: [
    check<ContainerProps>(container, ({ ports }) =>
      inEach(ports, ({ internal, ip }) =>
        enginePorts.includes(internal) && isEveryAddress(ip)
          ? [{ found: `publishes the engine's port ${String(internal)} on ${shownAddress(ip)}`, fix: onLoopback }]
          : [],
      ),
    ),
    check<ContainerProps>(container, aroundPorts),
    ...ingressChecks((ingress) => {
      const open = enginePorts.filter((port) => covers(ingress, port));
      return ingress.networks.filter(isEverybody).flatMap((network) =>
        open.length === 0
          ? []
          : [
              {
                found: `lets ${network} reach the engine's port ${open.join(" and ")}`,
                fix: "Name the networks of its clients, e.g. 203.0.113.0/24",
              },
            ],
      );
    }),
  ],
};

/** What makes an engine's ports open without naming them. */
function aroundPorts(props: ContainerProps): Finding[] {
  if (!runsEngine(props)) return [];
  return [
    ...(props.publishAllPorts ? [{ found: "publishes all ports of an engine", fix: onLoopback }] : []),
    ...(props.networkMode === "host"
      ? [{ found: 'puts an engine on the machine\'s own network ("host")', fix: onLoopback }]
      : []),
  ];
}

const useTls = "Use 2376 by mutual TLS, ssh://, or the engine's socket";

const byTls: Rule = {
  name: "engine-by-tls",
  title: "No engine by plain TCP",
  reason: "Without TLS an engine asks nobody who they are: whoever reaches it is root on its machine",
  fix: "Mutual TLS, SSH, or the engine's socket",
  level: { prod: "mandatory", other: "mandatory" },
  checks: [
    check<ProviderArgs>(dockerProvider, providerWithoutTls),
    check<ContainerProps>(container, clientWithoutTls),
    check<ContainerProps>(container, engineWithoutTls),
    check<ContainerProps>(container, ({ ports }) =>
      inEach(ports, ({ internal }) =>
        internal === plainPort
          ? [{ found: `publishes ${String(plainPort)}, an engine's port without TLS`, fix: useTls }]
          : [],
      ),
    ),
    ...ingressChecks((ingress) =>
      // Another rule looks at whole ranges.
      [ingress.from, ingress.to].includes(plainPort) && covers(ingress, plainPort)
        ? [{ found: `opens ${shownPorts(ingress)}, an engine's port without TLS`, fix: useTls }]
        : [],
    ),
    ...userDataChecks(inUserData),
  ],
};

/**
 * Without a client's certificate the provider speaks plain TCP, whatever CA it has; without a CA it takes any server.
 * [terraform-provider-docker: internal/provider/config.go]
 */
function providerWithoutTls({ host = "", caMaterial, certMaterial, certPath }: Unwrap<ProviderArgs>): Finding[] {
  if (!/^(tcp|http):/.test(host) || certPath || (certMaterial && caMaterial)) return [];
  const found = certMaterial ? "without a CA, and takes any server for it" : "without a client's certificate";
  return [
    { found: `goes to ${host} ${found}`, fix: "Give it caMaterial, certMaterial and keyMaterial, or use ssh://" },
  ];
}

/** [docs.docker.com: docker CLI, environment variables: DOCKER_TLS_VERIFY] */
function clientWithoutTls(props: ContainerProps): Finding[] {
  const host = variable(props, "DOCKER_HOST") ?? "";
  // A line that is not known yet may be such a line. Then the rule reports nothing.
  if (!/^(tcp|http):/.test(host) || props.envs?.some((line) => /^DOCKER_TLS_VERIFY=./.test(line))) return [];
  return [
    { found: `has DOCKER_HOST=${host} without DOCKER_TLS_VERIFY`, fix: "Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH" },
  ];
}

/** [docker-library/docker: dockerd-entrypoint.sh; dockerd reference: --host, --tlsverify] */
function engineWithoutTls(props: ContainerProps): Finding[] {
  // One word may be a whole command line: sh -c "dockerd -H tcp://…".
  const words = [...knownOf(props.entrypoints), ...knownOf(props.command)].flatMap((word) => word.split(/[\s"';]+/));
  const plain = words.find((word) => /^(?:(?:-H|--host)=?)?tcp:\/\//.test(word));
  const off = words.find((word) => /^--tls(verify)?=(false|0)$/.test(word));
  const verified = words.some((word) => /^--tlsverify(=(true|1))?$/.test(word));
  return [
    ...(variable(props, "DOCKER_TLS_CERTDIR") === ""
      ? [{ found: "has an empty DOCKER_TLS_CERTDIR, which starts docker:dind without TLS", fix: "Set it to /certs" }]
      : []),
    ...(plain !== undefined && !verified
      ? [{ found: `starts an engine with ${plain} and without --tlsverify`, fix: useTls }]
      : []),
    ...(off === undefined ? [] : [{ found: `starts an engine with ${off}`, fix: useTls }]),
  ];
}

function inUserData(text: string): Finding[] {
  const address = /tcp:\/\/[^\s"',]*:2375\b/.exec(text)?.[0];
  return address === undefined
    ? []
    : [{ found: `has a user-data with an engine at ${address}, without TLS`, fix: useTls }];
}

/** The rules about engines. */
export const engineRules: Rule[] = [portClosed, byTls];
