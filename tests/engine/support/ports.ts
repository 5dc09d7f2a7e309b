/** Ports of this machine, and whether a port of any machine takes connections. */
import { connect, createServer } from "node:net";

/**
 * A port that nobody uses on this machine. Not one of those that the system gives to outgoing connections: one of these may
 * have it by the time it is needed. [kernel.org: ip-sysctl, ip_local_port_range, from 32768 on]
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, "0.0.0.0", () => {
      server.close(() => {
        resolve(true);
      });
    });
    server.on("error", () => {
      resolve(false);
    });
  });
}

/** Whether a port of a machine takes connections. */
export function opens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => {
      done(true);
    });
    socket.once("error", () => {
      done(false);
    });
  });
}
