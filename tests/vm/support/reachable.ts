/** A server of this machine's, by an address that containers and VMs reach. */
import * as net from "node:net";

export interface Reachable {
  /** @example "198.18.50.1:40001" */
  address: string;
  close(): void;
}

/** Passes on what comes to a port of the testbed's own address, which all machines of the testbed reach. */
export async function reachable(url: string): Promise<Reachable> {
  const { hostname, port } = new URL(url);
  const host = new URL(process.env.REGISTRY_MIRROR ?? "").hostname;
  const server = net.createServer((from) => {
    const to = net.connect(Number(port), hostname);
    from.pipe(to).pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.on("error", () => other.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port: own } = server.address() as net.AddressInfo;
  return { address: `${host}:${String(own)}`, close: () => server.close() };
}
