/** Jenkins over HTTP, logged in. The same requests work with Jenkins and with the testbed's stand-in. */
import { Agent, fetch, Headers, type RequestInit, type Response } from "undici";
import { CommandError } from "../say";

/** A finished build. */
export interface Build {
  result: string;
  log: string;
}

/** Seconds for the status of a page: whoever waits for Jenkins asks for it again and again. */
const statusLimit = 60;
/** Seconds for any other request: a machine that is busy with builds may take more than a minute. */
const workLimit = 180;
/** Characters of an unexpected answer that an error shows. */
const longestAnswer = 500;

export class JenkinsClient {
  private cookie = "";
  /**
   * A connection for each request. A kept one may be that of a Jenkins, or of a machine, that has restarted meanwhile: what is
   * sent on it gets no answer. [undici: `pipelining: 0` disables keep-alive]
   */
  private readonly dispatcher: Agent;

  constructor(
    readonly url: string,
    private readonly password: string,
    private readonly user = "admin",
    caCert?: string,
  ) {
    this.dispatcher = new Agent({ pipelining: 0, connect: caCert === undefined ? {} : { ca: caCert } });
  }

  /** The status of a page. */
  async status(page: string): Promise<number> {
    return (await this.request(page, {}, statusLimit)).status;
  }

  /** Jenkins' version, as each of its answers says it. */
  async version(): Promise<string | undefined> {
    const { headers } = await this.request("login", {}, statusLimit);
    return headers.get("x-jenkins") ?? undefined;
  }

  /** Waits for Jenkins, which was started again. */
  async answers(): Promise<void> {
    await until("Jenkins after its restart", 120, async () =>
      (await this.status("api/json").catch(() => 0)) === 200 ? true : undefined,
    );
  }

  /** The text of a page. */
  async page(page: string): Promise<string> {
    return (await this.request(page)).text();
  }

  /** A page of the JSON API. */
  async json(page: string): Promise<unknown> {
    const response = await this.request(page);
    if (response.ok) return response.json();
    throw new Error(`GET ${page}: ${String(response.status)} ${(await response.text()).slice(0, longestAnswer)}`);
  }

  /** Makes a job from its XML. */
  async create(name: string, xml: string): Promise<void> {
    await this.post(`createItem?name=${name}`, xml, "application/xml");
  }

  /** Starts a job. */
  async start(name: string): Promise<void> {
    await this.post(`job/${name}/build`);
  }

  /** Deletes a job and its builds. */
  async remove(name: string): Promise<void> {
    await this.post(`job/${name}/doDelete`);
  }

  /** Runs a job and waits for its end. @param limit seconds */
  async build(name: string, limit = 300): Promise<Build> {
    const number = ((await this.json(`job/${name}/api/json`)) as { nextBuildNumber: number }).nextBuildNumber;
    await this.start(name);
    const build = await until(`build ${String(number)} of ${name}`, limit, async () => {
      const response = await this.request(`job/${name}/${String(number)}/api/json`);
      if (!response.ok) return undefined; // still in the queue
      const { building, result } = (await response.json()) as { building: boolean; result: string | null };
      return !building && result ? result : undefined;
    });
    return { result: build, log: await this.page(`job/${name}/${String(number)}/consoleText`) };
  }

  /** Posts, with a crumb; gives the answer's text. */
  protected async post(page: string, body = "", type = "application/x-www-form-urlencoded"): Promise<string> {
    const crumb = (await this.json("crumbIssuer/api/json")) as { crumb: string; crumbRequestField: string };
    const headers = { [crumb.crumbRequestField]: crumb.crumb, "Content-Type": type };
    const response = await this.request(page, { method: "POST", body, headers, redirect: "manual" });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`POST ${page}: ${String(response.status)} ${text}`);
    return text;
  }

  private async request(page: string, init: RequestInit = {}, limit = workLimit): Promise<Response> {
    const login = Buffer.from(`${this.user}:${this.password}`).toString("base64");
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Basic ${login}`);
    headers.set("Cookie", this.cookie);
    const options = { ...init, headers, dispatcher: this.dispatcher };
    const response = await answered(`${this.url}/${page}`, options, limit);
    // Jenkins binds a crumb to the session that asked for it.
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    if (cookies.length > 0) this.cookie = cookies.join("; ");
    return response;
  }
}

/** The answer, within a limit in seconds. */
async function answered(url: string, options: RequestInit, limit: number): Promise<Response> {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(limit * 1000) });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new Error(`${options.method ?? "GET"} ${url}: no answer within ${String(limit)} s`, { cause: error });
  }
}

/** What `find` gives as soon as it gives something. @throws CommandError after `seconds` */
export async function until<T>(what: string, seconds: number, find: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new CommandError(`${what} did not come within ${String(seconds)} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
