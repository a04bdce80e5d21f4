import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BlobStore } from "../../../src/blobs/blobs.ts";
import { openDiskBlobs } from "../../../src/blobs/disk.ts";
import { readPublishBody } from "../../../src/faces/npm/publish-body.ts";

let folder = "";
let blobs: BlobStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "publish-body-"));
  blobs = await openDiskBlobs(folder, false);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A request whose body arrives in pieces that end where a test wants them to. */
function request(text: string, cuts: readonly number[]): Request {
  const bytes = Buffer.from(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let from = 0;
      for (const end of ends) {
        if (end > from) controller.enqueue(new Uint8Array(bytes.subarray(from, end)));
        from = end;
      }
      controller.close();
    },
  });
  return new Request("http://localhost/lib", { method: "PUT", body });
}

async function read(text: string, cuts: readonly number[]) {
  await using body = await readPublishBody(request(text, cuts), 1_000_000, blobs);
  const tarball = await Bun.file(body.tarball.path).bytes();
  return { json: body.json, keys: body.tarballKeys, tarball: Buffer.from(tarball) };
}

/** What the parser makes of it, with the tarball's data taken out. */
function expected(text: string) {
  const json = JSON.parse(text) as { _attachments: Record<string, { data: string }> };
  const [[key = "", file] = []] = Object.entries(json._attachments).filter(([k]) =>
    k.endsWith(".tgz"),
  );
  const tarball = Buffer.from(file?.data ?? "", "base64");
  if (file !== undefined) file.data = "";
  return { json, keys: [key], tarball };
}

/** The ways in which encoders spell base64. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  "slashes escaped": (text) => text.replaceAll("/", "\\/"),
  "letters escaped": (text) => text.replaceAll("+", "\\u002B").replaceAll("=", "\\u003d"),
};

const noise = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });

test("a body in any pieces gives what the parser gives, and its tarball", async () => {
  const documents = fc.record({
    before: noise,
    between: noise,
    after: noise,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    key: fc.constantFrom("lib-1.0.0.tgz", "@acme/lib-1.0.0.tgz", 'odd"\\é\n.tgz'),
    isFirst: fc.boolean(),
    indent: fc.constantFrom(0, 2),
    spelling: fc.constantFrom(...Object.keys(spellings)),
    cuts: fc.array(fc.nat(), { maxLength: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(documents, async (d) => {
      const data = Buffer.from(d.bytes).toString("base64");
      const _attachments = {
        ...(d.isFirst ? {} : { "x.sigstore": { data: '{"a":"\\"_attachments\\":{"}' } }),
        [d.key]: { ...d.before, data, length: 1 },
      };
      const { _attachments: _, ...before } = d.before;
      const { _attachments: __, ...after } = d.after;
      const document = d.isFirst
        ? { _attachments, name: "lib", after, data: "x" }
        : { ...before, versions: { _attachments: d.between }, _attachments, after };
      const plain = JSON.stringify(document, null, d.indent);
      const text = plain.replace(`"${data}"`, `"${spellings[d.spelling]?.(data)}"`);

      expect(await read(text, d.cuts)).toEqual(expected(text));
    }),
    { numRuns: 400 },
  );
});

test("a body byte by byte is the same body", async () => {
  const data = Buffer.from("a tarball of some length ÿ?>").toString("base64");
  const text = `{"_attachments":{"l\\u0069b.tgz":{"data":"${data.replaceAll("/", "\\u002f")}","length":3}},"é\\"":["\\\\",{}]}`;
  const everywhere = [...Buffer.from(text).keys()];

  expect(await read(text, everywhere)).toEqual(expected(text));
});

test("only a string at _attachments.<*.tgz>.data is taken for a tarball", async () => {
  const texts = [
    '{"attachments":{"a.tgz":{"data":"AAAA"}}}',
    '{"_attachments":{"a.zip":{"data":"AAAA"}}}',
    '{"_attachments":[{"data":"AAAA"}]}',
    '{"_attachments":{"a.tgz":{"x":{"data":"AAAA"}}}}',
    '{"_attachments":{"a.tgz":{"data":["AAAA"]}}}',
    '{"_attachments":{"a.tgz":["data","AAAA"]}}',
    '{"x":{"_attachments":{"a.tgz":{"data":"AAAA"}}}}',
    '[{"_attachments":{"a.tgz":{"data":"AAAA"}}}]',
    '{"_attachments":{"a.tgz":"data"}}',
  ];
  for (const text of texts) {
    const { json, keys, tarball } = await read(text, [5, 20]);
    expect({ json, keys, size: tarball.length }, text).toEqual({
      json: JSON.parse(text),
      keys: [],
      size: 0,
    });
  }
});

test("every tarball counts, also one whose key came before", async () => {
  const file = '{"data":"AAAA"}';
  const twice = [
    `{"_attachments":{"a.tgz":${file},"a.tgz":${file}}}`,
    `{"_attachments":{"a.tgz":${file}},"_attachments":{"b.tgz":${file}}}`,
    `{"_attachments":{"a.tgz":{"data":"AAAA","data":"BBBB"}}}`,
  ];
  for (const text of twice) expect((await read(text, [])).keys.length, text).toBe(2);
});

test("a body that fails leaves no file behind", async () => {
  const bodies = [
    '{"_attachments":{"a.tgz":{"data":"*"}}}',
    '{"_attachments":{"a.tgz":{"data":"AAAA"}}',
    "x",
  ];
  for (const text of bodies) {
    await expect(read(text, [])).rejects.toMatchObject({ code: "invalid" });
  }
  const long = `{"_attachments":{"a.tgz":{"data":"${"AAAA".repeat(300_000)}"}}}`;
  await expect(read(long, [])).rejects.toMatchObject({ code: "too_large" });

  expect(await readdir(join(folder, "tmp"))).toEqual([]);
});
