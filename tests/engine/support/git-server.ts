/**
 * A server that plays github.com: repositories by git's smart HTTP, behind a proxy that knows where to find it. Whoever has
 * {@link GitServer.environment} reaches it by its name; all other hosts are reached as ever.
 */
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { createGunzip } from "node:zlib";

const host = "github.com";
/** The CAs that Debian's programs trust. */
const systemCas = "/etc/ssl/certs/ca-certificates.crt";

export class GitServer {
  private constructor(
    private readonly folder: string,
    private readonly servers: { close: () => void }[],
    /** What a program needs to reach it. */
    readonly environment: Record<string, string>,
  ) {}

  static async start(): Promise<GitServer> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "git-server-"));
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
    const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject];
    execFileSync("openssl", [...words, "-keyout", key, "-out", cert], { stdio: "ignore" });
    const keys = { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
    const git = https.createServer(keys, (request, response) => {
      answer(path.join(folder, "repositories"), request, response);
    });
    const proxy = http.createServer().on("connect", (request: http.IncomingMessage, client: net.Socket) => {
      const [name = "", port = "443"] = (request.url ?? "").split(":");
      const target = name === host ? net.connect(portOf(git), "127.0.0.1") : net.connect(Number(port), name);
      const end = () => {
        client.destroy();
        target.destroy();
      };
      target.on("connect", () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        client.pipe(target).pipe(client);
      });
      client.on("error", end).on("close", end);
      target.on("error", end);
    });
    for (const server of [git, proxy]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const trusted = path.join(folder, "trusted.pem");
    const others = fs.existsSync(systemCas) ? fs.readFileSync(systemCas, "utf8") : "";
    fs.writeFileSync(trusted, `${others}\n${keys.cert.toString()}`);
    return new GitServer(folder, [git, proxy], {
      HTTPS_PROXY: `http://127.0.0.1:${String(portOf(proxy))}`,
      SSL_CERT_FILE: trusted,
    });
  }

  /** Publishes the files of a folder as the newest commit of a repository, with a tag. @param name `ORG/REPO` */
  publish(name: string, files: string, tag: string): void {
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...words], {
        cwd: files,
        stdio: "ignore",
      });
    git("init", "--initial-branch=main");
    git("add", "--all");
    git("commit", "--message", tag);
    git("tag", tag);
    const bare = path.join(this.folder, "repositories", `${name}.git`);
    if (fs.existsSync(bare)) git("push", "--force", bare, `HEAD:main`, tag);
    else git("clone", "--bare", files, bare);
  }

  stop(): void {
    for (const server of this.servers) server.close();
    fs.rmSync(this.folder, { recursive: true });
  }
}

function portOf(server: net.Server): number {
  return (server.address() as net.AddressInfo).port;
}

/** Git's smart HTTP, for those who fetch. [git-scm.com/docs/http-protocol] */
function answer(repositories: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "", `https://${host}`);
  const [, name = "", what = ""] = /^\/([\w-]+\/[\w-]+?)(?:\.git)?\/(info\/refs|git-upload-pack)$/.exec(pathname) ?? [];
  const bare = path.join(repositories, `${name}.git`);
  const isRefs = what === "info/refs" && searchParams.get("service") === "git-upload-pack";
  if (name === "" || !fs.existsSync(bare) || !(isRefs || what === "git-upload-pack")) {
    response.writeHead(404).end();
    return;
  }
  const kind = isRefs ? "advertisement" : "result";
  response.writeHead(200, { "Content-Type": `application/x-git-upload-pack-${kind}` });
  if (isRefs) response.write("001e# service=git-upload-pack\n0000");
  const words = ["upload-pack", "--stateless-rpc", ...(isRefs ? ["--http-backend-info-refs"] : []), bare];
  const git = spawn("git", words, { stdio: ["pipe", "pipe", "ignore"] });
  (request.headers["content-encoding"] === "gzip" ? request.pipe(createGunzip()) : request).pipe(git.stdin);
  git.stdout.pipe(response);
}
