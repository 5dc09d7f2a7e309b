import { expect } from "chai";
import { execFile } from "node:child_process";
import * as http from "node:http";
import type * as net from "node:net";
import { healthCommand } from "../../../../../components/jenkins/controller/health-check";

/** How the check ends beside a Jenkins that answers these pages. */
async function checked(pages: Record<string, number>): Promise<{ status: number; said: string }> {
  const server = http.createServer((request, response) => {
    const status = pages[request.url ?? ""] ?? 404;
    response.writeHead(status, status === 302 ? { location: `${request.url ?? ""}/` } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  try {
    return await run(healthCommand(`http://127.0.0.1:${String(port)}`));
  } finally {
    server.close();
  }
}

function run(command: string): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile("sh", ["-c", command], (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, said: `${stdout}${stderr}`.trim() });
    });
  });
}

describe("the controller's health check", () => {
  it("goes by the page of health", async () => {
    expect(await checked({ "/health": 302, "/health/": 200, "/login": 200 })).to.deep.equal({ status: 0, said: "" });
  });

  it("finds an unhealthy Jenkins, whose login page answers", async () => {
    const answers = { "/health": 302, "/health/": 503, "/login": 200 };
    expect(await checked(answers)).to.deep.equal({ status: 1, said: "HTTP 503" });
  });

  it("goes by the login page of a core that has no page of health", async () => {
    expect(await checked({ "/health/": 404, "/login": 200 })).to.deep.equal({ status: 0, said: "" });
    expect(await checked({ "/health/": 403, "/login": 200 })).to.deep.equal({ status: 0, said: "" });
    expect(await checked({ "/health/": 404, "/login": 503 })).to.deep.equal({ status: 1, said: "HTTP 503" });
  });

  it("says that nothing answers", async () => {
    expect(await run(healthCommand("http://127.0.0.1:1"))).to.deep.equal({ status: 1, said: "no answer yet" });
  });
});
