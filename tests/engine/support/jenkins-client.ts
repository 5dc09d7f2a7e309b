/** Jenkins as its users meet it: over HTTP. The same requests work with Jenkins and with the testbed's stand-in. */

import { Agent } from "undici";

/** A finished build. */
export interface Build {
  result: string;
  log: string;
}

export class JenkinsClient {
  private cookie = "";
  /** Trusts the CA of a Jenkins behind HTTPS. */
  private readonly dispatcher?: Agent;

  constructor(
    readonly url: string,
    private readonly password: string,
    private readonly user = "admin",
    caCert?: string,
  ) {
    if (caCert !== undefined) this.dispatcher = new Agent({ connect: { ca: caCert } });
  }

  /** The status of a page, logged in. */
  async status(page: string): Promise<number> {
    return (await this.request(page)).status;
  }

  /** The text of a page, logged in. */
  async page(page: string): Promise<string> {
    return (await this.request(page)).text();
  }

  /** Makes a freestyle job that runs a shell script. */
  async createJob(name: string, script: string): Promise<void> {
    const escaped = script.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const xml = `<?xml version="1.0" encoding="UTF-8"?><project><builders><hudson.tasks.Shell><command>${escaped}</command></hudson.tasks.Shell></builders></project>`;
    await this.post(`createItem?name=${name}`, xml, "application/xml");
  }

  /** Starts a job. */
  async start(name: string): Promise<void> {
    await this.post(`job/${name}/build`);
  }

  /** Runs a job and waits for its end. */
  async build(name: string): Promise<Build> {
    const number = ((await this.json(`job/${name}/api/json`)) as { nextBuildNumber: number }).nextBuildNumber;
    await this.start(name);
    const build = await until(`build ${String(number)} of ${name}`, 300, async () => {
      const response = await this.request(`job/${name}/${String(number)}/api/json`);
      if (!response.ok) return undefined; // still in the queue
      const { building, result } = (await response.json()) as { building: boolean; result: string | null };
      return !building && result ? result : undefined;
    });
    return { result: build, log: await this.page(`job/${name}/${String(number)}/consoleText`) };
  }

  /** Makes a job, runs it once, and gives the log of a build that has to succeed. */
  async runs(name: string, script: string): Promise<string> {
    await this.createJob(name, script);
    const { result, log } = await this.build(name);
    if (result !== "SUCCESS") throw new Error(`job ${name} ended as ${result}:\n${log}`);
    return log;
  }

  /** The results of all builds of a job, the newest first. */
  async history(name: string): Promise<string[]> {
    const { builds } = (await this.json(`job/${name}/api/json?depth=1`)) as { builds: { result: string }[] };
    return builds.map(({ result }) => result);
  }

  private async json(page: string): Promise<unknown> {
    return (await this.request(page)).json();
  }

  private async post(page: string, body = "", type = "application/x-www-form-urlencoded"): Promise<void> {
    const crumb = (await this.json("crumbIssuer/api/json")) as { crumb: string; crumbRequestField: string };
    const headers = { [crumb.crumbRequestField]: crumb.crumb, "Content-Type": type };
    const response = await this.request(page, { method: "POST", body, headers, redirect: "manual" });
    if (response.status >= 400) throw new Error(`POST ${page}: ${String(response.status)} ${await response.text()}`);
  }

  private async request(page: string, init: RequestInit = {}): Promise<Response> {
    const login = Buffer.from(`${this.user}:${this.password}`).toString("base64");
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Basic ${login}`);
    headers.set("Cookie", this.cookie);
    const options = { ...init, headers, dispatcher: this.dispatcher } as RequestInit;
    const response = await answered(`${this.url}/${page}`, options);
    // Jenkins binds a crumb to the session that asked for it.
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    if (cookies.length > 0) this.cookie = cookies.join("; ");
    return response;
  }
}

/** The answer, within a minute. A question that only reads is put once more: a machine that lost its power never answers. */
async function answered(
  url: string,
  options: RequestInit,
  tries = options.method === "POST" ? 1 : 2,
): Promise<Response> {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(60_000) });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (tries > 1) return answered(url, options, tries - 1);
    throw new Error(`${options.method ?? "GET"} ${url}: no answer within a minute`, { cause: error });
  }
}

/** What `find` gives as soon as it gives something; an error after `seconds`. */
export async function until<T>(what: string, seconds: number, find: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come within ${String(seconds)} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
