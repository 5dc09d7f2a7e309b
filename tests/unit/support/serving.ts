/** What listens where an engine is looked for. */
import * as net from "node:net";

/** A server that does one thing with every connection. */
export async function serving<T>(
  on: (socket: net.Socket) => void,
  action: (dockerHost: string) => Promise<T>,
): Promise<T> {
  const server = net.createServer((socket) => {
    socket.on("error", () => undefined);
    on(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await action(`tcp://127.0.0.1:${String((server.address() as net.AddressInfo).port)}`);
  } finally {
    server.close();
  }
}

/** An address where nothing listens any more. */
export function nobodyServing(): Promise<string> {
  return serving(
    () => undefined,
    (dockerHost) => Promise.resolve(dockerHost),
  );
}
