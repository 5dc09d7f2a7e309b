/** Readers of what is reached without a proxy: curl and Java, which say by themselves what they reach directly. */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { javaProxyOptions, type Proxy, proxyEnvironment, proxySettings } from "../../../components/text/proxy";

/** Which of some URLs are reached directly. */
type Reader = (noProxy: string[], urls: string[]) => Promise<string[]>;

/** A program that is missing here; nothing where both are there. */
export function missingReader(): string | undefined {
  return ["curl", "java"].find((program) => spawnSync(program, ["--version"]).status !== 0);
}

/** A proxy that answers everything stands for the internet: what does not come by it was tried directly. */
export const byCurl: Reader = async (noProxy, urls) => {
  const server = http.createServer((_, response) => response.writeHead(204).end()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const proxy: Proxy = { http: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, noProxy };
  const env = { PATH: process.env.PATH, ...proxyEnvironment(proxySettings(proxy)) };
  // Names lead to a port of this machine that nobody has, so that nothing is asked of a name server.
  const words = [
    "-s",
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
    "--connect-timeout",
    "1",
    "--resolve",
    "*:80:127.0.0.1",
  ];
  const direct = await Promise.all(
    urls.map(
      (url) =>
        new Promise<boolean>((resolve) => {
          execFile("curl", [...words, url], { env }, (_, status) => {
            resolve(status !== "204");
          });
        }),
    ),
  );
  server.close();
  return urls.filter((_, index) => direct[index]);
};

export const byJava: Reader = (noProxy, urls) => {
  const options = javaProxyOptions(proxySettings({ http: "http://127.0.0.1:3128", noProxy }));
  const output = execFileSync("java", [...options, path.join(__dirname, "no-proxy/Proxied.java"), ...urls]);
  const lines = output.toString().trim().split("\n");
  return Promise.resolve(urls.filter((_, index) => lines[index] === "direct"));
};
