import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

export interface WireCounter extends Disposable {
  readonly host: string;
  leadTo(server: string): void;
  /** What clients received so far: heads and bodies, as they travel. */
  readonly received: number;
}

/** Stands between clients and a server and counts. It takes time, so nothing is timed through it. */
export async function startWireCounter(): Promise<WireCounter> {
  let server: URL | null = null;
  let received = 0;
  const listener = createServer((client) => {
    const behind = connect(Number(server?.port), server?.hostname);
    behind.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    client.pipe(behind).pipe(client);
    // A client that is done closes its connections as it likes.
    client.on("error", () => behind.destroy());
    behind.on("error", () => client.destroy());
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    host: `127.0.0.1:${(listener.address() as AddressInfo).port}`,
    leadTo(url) {
      server = new URL(url);
    },
    get received() {
      return received;
    },
    [Symbol.dispose]: () => void listener.close(),
  };
}
