import { AnswerReader } from "./answer-reader.ts";
import type { CrowdCount, CrowdLoad } from "./crowd.ts";

/**
 * A process that is many clients at once. Each has its own keep-alive connections and asks for every
 * path of one list after the other, and then of the next list. Prints a CrowdCount.
 */
const load = (await Bun.file(process.argv[2] ?? "").json()) as CrowdLoad;
const { hostname, port, host } = new URL(load.url);
const fields = Object.entries(load.headers).map(([name, value]) => `${name}: ${value}\r\n`);

let requests = 0;
let bytes = 0;
/** When the last client was done with each list. */
const doneAt: number[] = [];
const refused: Record<string, number> = {};

const startedAt = performance.now();
await Promise.all(Array.from({ length: load.clients }, beClient));
const count: CrowdCount = {
  requests,
  bytes,
  refused,
  seconds: doneAt.map((at, list) => (at - (doneAt[list - 1] ?? startedAt)) / 1000),
};
console.log(JSON.stringify(count));
process.exit(0);

async function beClient(): Promise<void> {
  const connections = await Promise.all(Array.from({ length: load.sockets }, connect));
  for (const [list, paths] of load.lists.entries()) {
    const left = paths.values();
    await Promise.all(
      connections.map(async (ask) => {
        for (const path of left) await ask(path);
      }),
    );
    doneAt[list] = performance.now();
  }
}

/** Opens a connection; what it returns asks for one path and waits for the answer. */
async function connect(): Promise<(path: string) => Promise<void>> {
  const answer = new AnswerReader();
  let done = Promise.withResolvers<void>();
  const lost = () => done.reject(new Error("a connection was closed"));
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(_, chunk) {
        bytes += chunk.length;
        if (!answer.take(chunk)) return;
        requests++;
        if (answer.status !== 200) refused[answer.status] = (refused[answer.status] ?? 0) + 1;
        done.resolve();
      },
      close: lost,
      error: lost,
    },
  });
  return async (path) => {
    done = Promise.withResolvers();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${fields.join("")}\r\n`);
    await done.promise;
  };
}
