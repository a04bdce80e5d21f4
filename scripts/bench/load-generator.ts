import type { GeneratorCount, Load } from "./load.ts";

/**
 * A process that asks one URL over keep-alive connections, one request at a time on each, and prints
 * a GeneratorCount. For machines without wrk; it understands just the answers that servers of this
 * bench give, which all have a Content-Length.
 */
const load = JSON.parse(process.argv[2] ?? "") as Load;
const { hostname, port, host, pathname } = new URL(load.url);
const request = Buffer.from(
  [
    `GET ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(load.headers).map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n"),
);

interface Connection {
  /** The beginning of an answer whose head is not complete. */
  head: Buffer;
  /** Bytes of the body that are still to come; null while the head is read. */
  left: number | null;
}

let requests = 0;
let bytes = 0;
let errors = 0;
const startedAt = performance.now();

await Promise.all(Array.from({ length: load.connections }, connect));
await Bun.sleep(load.seconds * 1000);
const seconds = (performance.now() - startedAt) / 1000;
const count: GeneratorCount = { requests, bytes, seconds, errors };
console.log(JSON.stringify(count));
process.exit(0);

async function connect(): Promise<void> {
  await Bun.connect<Connection>({
    hostname,
    port: Number(port),
    data: { head: Buffer.alloc(0), left: null },
    socket: {
      open: (socket) => void socket.write(request),
      data(socket, chunk) {
        bytes += chunk.length;
        take(socket.data, chunk, () => socket.write(request));
      },
      close: () => void errors++,
      error: () => void errors++,
    },
  });
}

function take(connection: Connection, chunk: Buffer, next: () => void): void {
  let body = chunk;
  if (connection.left === null) {
    const received = connection.head.length === 0 ? chunk : Buffer.concat([connection.head, chunk]);
    const end = received.indexOf("\r\n\r\n");
    if (end === -1) {
      // The runtime uses its buffer again.
      connection.head = Buffer.from(received);
      return;
    }
    connection.left = bodyBytes(received.toString("latin1", 0, end));
    connection.head = Buffer.alloc(0);
    body = received.subarray(end + 4);
  }
  connection.left -= body.length;
  if (connection.left > 0) return;
  connection.left = null;
  requests++;
  next();
}

function bodyBytes(head: string): number {
  const status = Number(head.slice(9, 12));
  if (status < 200 || status > 399) errors++;
  return status === 304 ? 0 : Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
}
