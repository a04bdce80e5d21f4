import type { BareAnswer } from "./bare-process.ts";

/**
 * The ceiling: what this runtime's server does when there is no registry in it. One port an answer,
 * so that nothing has to be looked up; bodies come from memory or straight from a file.
 */
const answers = (await Bun.file(process.argv[2] ?? "").json()) as readonly BareAnswer[];

const ports: number[] = [];
for (const { status, headers, body } of answers) {
  const file = body === null ? null : Bun.file(body.path, { type: "application/octet-stream" });
  const kept = file === null || body?.from === "file" ? file : new Blob([await file.bytes()]);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => new Response(kept, { status, headers: { ...headers } }),
  });
  ports.push(server.port ?? 0);
}
console.log(JSON.stringify(ports));
