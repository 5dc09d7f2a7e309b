/** Client certificates that an engine is to refuse: of another CA, and one that has expired. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { DockerEndpoint } from "../../../components/endpoint/endpoint";
import { runs } from "./runs";

/** A CA with its key, PEM. */
export interface Authority {
  cert: string;
  key: string;
}

/** A new CA. */
export async function newAuthority(): Promise<Authority> {
  return inFolder(async (folder) => {
    const words = [
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=another",
    ];
    await runs("openssl", [
      "req",
      "-x509",
      ...words,
      "-keyout",
      path.join(folder, "key"),
      "-out",
      path.join(folder, "cert"),
    ]);
    return { cert: read(folder, "cert"), key: read(folder, "key") };
  });
}

/** The keys of a client, signed by a CA, valid from and until some days from now. */
export async function clientOf(
  authority: Authority,
  days: number,
): Promise<Pick<DockerEndpoint, "clientCert" | "clientKey">> {
  return inFolder(async (folder) => {
    const at = (name: string) => path.join(folder, name);
    fs.writeFileSync(at("ca.pem"), authority.cert);
    fs.writeFileSync(at("ca.key"), authority.key);
    fs.writeFileSync(at("index"), "");
    fs.writeFileSync(at("serial"), "01\n");
    fs.writeFileSync(
      at("config"),
      `[ca]\ndefault_ca = own\n[own]\ndatabase = ${at("index")}\nserial = ${at("serial")}\nnew_certs_dir = ${folder}\n` +
        "default_md = sha256\npolicy = any\nx509_extensions = client\n[any]\ncommonName = supplied\n[client]\nextendedKeyUsage = clientAuth\n",
    );
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    await runs("openssl", ["req", ...curve, "-subj", "/CN=client", "-keyout", at("key"), "-out", at("request")]);
    const [from, to] = [days - 2, days].map((away) => time(Date.now() + away * 24 * 3600 * 1000));
    const validity = ["-startdate", from ?? "", "-enddate", to ?? ""];
    const files = ["-cert", at("ca.pem"), "-keyfile", at("ca.key"), "-in", at("request"), "-out", at("cert")];
    await runs("openssl", ["ca", "-batch", "-notext", "-config", at("config"), ...validity, ...files]);
    return { clientCert: read(folder, "cert"), clientKey: read(folder, "key") };
  });
}

/** `20261125031500Z`. */
function time(at: number): string {
  return `${new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`;
}

function read(folder: string, name: string): string {
  return fs.readFileSync(path.join(folder, name), "utf8");
}

async function inFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "keys-"));
  try {
    return await action(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
