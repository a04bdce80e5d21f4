import { createReadStream } from "node:fs";
import type { IndexFile, Snapshot } from "../../intent/index-snapshot.ts";
import { matchesEtag } from "../npm/etag.ts";
import { type Route, route } from "../route.ts";
import { sourceRoot } from "./wire.ts";

const types: Readonly<Record<IndexFile, string>> = {
  "index.jsonl": "application/x-ndjson",
  "index_compact.json": "application/json",
};

/** The index as files, for clients that search at home; both are of one moment (namel3ss-registry §4). */
export const indexFileRoutes: readonly Route[] = (Object.keys(types) as IndexFile[]).map((file) =>
  route({
    method: "GET",
    path: `${sourceRoot}/${file}`,
    summary: `All entries as a client of packs keeps them: ${file}`,
    access: "open",
    reply: { status: 200 },
    async run(app, { request, base }) {
      const snapshot = await app.intent.snapshot();
      const address = `${base}${sourceRoot}`;
      const etag = `"${snapshot.digest}-${Bun.hash(address).toString(36)}"`;
      const headers = {
        "content-type": types[file],
        "cache-control": "no-cache",
        // Of both files: whoever has fetched one can tell whether the other is of the same moment.
        "x-index-digest": snapshot.digest,
        etag,
      };
      if (matchesEtag(request.headers.get("if-none-match"), etag)) {
        return new Response(null, { status: 304, headers });
      }
      const isUsual = snapshot.address === address;
      const bytes = isUsual ? Bun.file(snapshot.paths[file]) : withAddress(snapshot, file, address);
      return new Response(bytes, { headers });
    },
  }),
);

/** Another address than most clients ask: the one in the file is replaced as it is read. */
function withAddress(snapshot: Snapshot, file: IndexFile, address: string) {
  const space = file === "index.jsonl" ? "" : " ";
  const uri = (text: string) => `"uri":${space}${JSON.stringify(text)}`;
  const [before, after] = [uri(snapshot.address), uri(address)];
  const source = createReadStream(snapshot.paths[file], { encoding: "latin1" });
  const lines = source[Symbol.asyncIterator]() as AsyncIterableIterator<string>;
  let rest = "";
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done === true) {
        controller.enqueue(Buffer.from(rest, "latin1"));
        controller.close();
        return;
      }
      const text = rest + value;
      const end = text.lastIndexOf("\n") + 1;
      rest = text.slice(end);
      controller.enqueue(Buffer.from(text.slice(0, end).replaceAll(before, after), "latin1"));
    },
    cancel() {
      source.destroy();
    },
  });
}
