import { connect, type Socket } from "node:net";

/**
 * Admin sessions that read all that they are told and keep none of it, in a process of their own: what they
 * cost must not be taken for a cost of the registry. Over HTTP they are opened, counted and closed.
 */
const { url, token } = JSON.parse(process.argv[2] ?? "") as {
  readonly url: string;
  readonly token: string;
};
const { hostname, port } = new URL(url);

let sockets: Socket[] = [];
let messages = 0;

/** One session over a bare socket: frames of a server are not masked, and lengths are all that counts. */
async function open(): Promise<void> {
  const socket = connect(Number(port), hostname);
  const opened = Promise.withResolvers<void>();
  socket.on("error", opened.reject);
  let left: Buffer | null = null;
  let isOpen = false;
  socket.on("data", (chunk: Buffer) => {
    let bytes = left === null ? chunk : Buffer.concat([left, chunk]);
    left = null;
    if (!isOpen) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end === -1) {
        left = bytes;
        return;
      }
      const status = bytes.subarray(0, 12).toString();
      if (status !== "HTTP/1.1 101") opened.reject(new Error(`a session was refused: ${status}`));
      isOpen = true;
      opened.resolve();
      bytes = bytes.subarray(end + 4);
    }
    for (;;) {
      const length = frameLength(bytes);
      if (length === null || bytes.length < length) break;
      messages++;
      bytes = bytes.subarray(length);
    }
    if (bytes.length > 0) left = bytes;
  });
  socket.write(
    [
      `GET /-/admin/ws?token=${token} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
      "\r\n",
    ].join("\r\n"),
  );
  sockets.push(socket);
  await opened.promise;
}

/** Of the frame that bytes begin with, its head included; null while that is not whole. */
function frameLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  if (short < 126) return short + 2;
  if (short === 126) return bytes.length < 4 ? null : bytes.readUInt16BE(2) + 4;
  return bytes.length < 10 ? null : Number(bytes.readBigUInt64BE(2)) + 10;
}

const control = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/open") {
      const count = Number(searchParams.get("count"));
      for (let at = 0; at < count; at++) await open();
    }
    if (pathname === "/close") {
      for (const socket of sockets) socket.destroy();
      sockets = [];
    }
    return Response.json({ messages });
  },
});
console.log(`http://127.0.0.1:${control.port}`);
