import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  binaryNumber,
  endBlocks,
  gzipMember,
  manifestEntry,
  paxRecords,
  rawEntry,
  rawTar,
  rawTarball,
} from "../support/raw-tar.ts";
import { ruleIds, scanBytes } from "./scan-bytes.ts";

interface Case {
  readonly name: string;
  readonly rule: string;
  readonly tarball: Uint8Array;
  readonly verdict?: "block" | "warn";
}

const file = (name: string, body = "hello") => rawEntry({ name: `package/${name}` }, body);
const pax = (records: Record<string, string>) =>
  rawEntry({ name: "PaxHeader", type: "x" }, paxRecords(records));
const longName = (name: string, type = "L") =>
  rawEntry({ name: "././@LongLink", type }, `${name}\0`);
const withManifest = (...parts: Uint8Array[]) => rawTarball(manifestEntry(), ...parts);
const two = [...Buffer.from("a")];
const binarySize = (size: number) => [{ at: 124, bytes: binaryNumber(size, 12) }];
const body = "x".repeat(600);
const entry = rawEntry({ name: "package/a.js" }, body);

const flags: readonly Case[] = [
  {
    rule: "TAR-01",
    name: "a parent segment",
    tarball: withManifest(rawEntry({ name: "package/../../x" })),
  },
  { rule: "TAR-01", name: "an absolute name", tarball: withManifest(rawEntry({ name: "/etc/x" })) },
  { rule: "TAR-01", name: "a drive", tarball: withManifest(rawEntry({ name: "C:/x" })) },
  { rule: "TAR-01", name: "a drive behind the top folder", tarball: withManifest(file("C:x")) },
  {
    rule: "TAR-01",
    name: "an absolute name behind the top folder",
    tarball: withManifest(rawEntry({ name: "package//etc/x" })),
  },
  { rule: "TAR-01", name: "a backslash", tarball: withManifest(file("..\\x")) },
  {
    rule: "TAR-01",
    name: "a parent in an extended header",
    tarball: withManifest(pax({ path: "package/../../x" }), file("x")),
  },
  {
    rule: "TAR-01",
    name: "a parent in a long name",
    tarball: withManifest(longName("../x"), file("x")),
  },
  {
    rule: "TAR-01",
    name: "a NUL in an extended header",
    tarball: withManifest(pax({ path: "package/a\0b" }), file("x")),
  },
  {
    rule: "TAR-01",
    name: "a parent in a name that is overridden",
    tarball: withManifest(pax({ path: `package/${"é".repeat(60)}` }), rawEntry({ name: "../x" })),
  },
  {
    rule: "TAR-02",
    name: "a symbolic link that leaves the package",
    tarball: withManifest(rawEntry({ name: "package/l", type: "2", link: "../../etc/passwd" })),
  },
  {
    rule: "TAR-02",
    name: "an absolute hard link",
    tarball: withManifest(rawEntry({ name: "package/l", type: "1", link: "/etc/passwd" })),
  },
  {
    rule: "TAR-02",
    name: "a link out and in again",
    tarball: withManifest(rawEntry({ name: "package/l", type: "2", link: "../package/a" })),
  },
  {
    rule: "TAR-02",
    name: "a link inside the package",
    verdict: "warn",
    tarball: withManifest(rawEntry({ name: "package/l", type: "2", link: "./lib/a" })),
  },
  {
    rule: "TAR-03",
    name: "a character device",
    tarball: withManifest(rawEntry({ name: "package/d", type: "3" })),
  },
  {
    rule: "TAR-03",
    name: "a pipe",
    tarball: withManifest(rawEntry({ name: "package/p", type: "6" })),
  },
  {
    rule: "TAR-03",
    name: "an unknown type",
    tarball: withManifest(rawEntry({ name: "package/p", type: "Z" })),
  },
  {
    rule: "TAR-03",
    name: "a setuid file",
    tarball: withManifest(rawEntry({ name: "package/s", mode: 0o4755 })),
  },
  {
    rule: "TAR-04",
    name: "two manifests",
    tarball: withManifest(manifestEntry({ name: "demo", version: "2.0.0" })),
  },
  {
    rule: "TAR-04",
    name: "two manifests under different folders",
    tarball: withManifest(rawEntry({ name: "other/package.json" }, "{}")),
  },
  {
    rule: "TAR-04",
    name: "an entry point in two spellings",
    tarball: withManifest(file("index.js", "1"), file("INDEX.js", "2")),
  },
  {
    rule: "TAR-04",
    name: "a hook script with a trailing dot",
    tarball: rawTarball(
      manifestEntry({ scripts: { postinstall: "node ./lib/setup" } }),
      file("lib/setup.js", "1"),
      file("lib/setup.js.", "2"),
    ),
  },
  {
    rule: "TAR-04",
    name: "another file in two spellings",
    verdict: "warn",
    tarball: withManifest(file("README.md", "1"), file("readme.md", "2")),
  },
  {
    rule: "TAR-04",
    name: "two Unicode spellings",
    verdict: "warn",
    tarball: withManifest(file("\u00e9", "1"), file("e\u0301", "2")),
  },
  {
    rule: "TAR-04",
    name: "several top folders",
    verdict: "warn",
    tarball: withManifest(rawEntry({ name: "other/x" })),
  },
  {
    rule: "TAR-04",
    name: "a file that is also a folder",
    verdict: "warn",
    tarball: withManifest(file("a"), file("a/b")),
  },
  {
    rule: "TAR-05",
    name: "a second member with an archive",
    tarball: Buffer.concat([withManifest(), withManifest(file("x"))]),
  },
  {
    rule: "TAR-05",
    name: "a cut between entries",
    tarball: Buffer.concat([gzipSync(manifestEntry()), gzipSync(rawTar(entry))]),
  },
  {
    rule: "TAR-05",
    name: "an empty first member",
    tarball: Buffer.concat([gzipSync(""), withManifest()]),
  },
  {
    rule: "TAR-05",
    name: "a cut inside a file",
    verdict: "warn",
    tarball: Buffer.concat([
      gzipSync(Buffer.concat([manifestEntry(), entry.subarray(0, 700)])),
      gzipSync(rawTar(entry.subarray(700))),
    ]),
  },
  {
    rule: "TAR-05",
    name: "bytes behind the compressed data",
    tarball: Buffer.concat([withManifest(), Buffer.from("x")]),
  },
  {
    rule: "TAR-05",
    name: "bytes behind zeros behind the compressed data",
    tarball: Buffer.concat([withManifest(), Buffer.alloc(70_000), Buffer.from("x")]),
  },
  {
    rule: "TAR-05",
    name: "an entry behind the end",
    tarball: rawTarball(manifestEntry(), endBlocks, entry),
  },
  {
    rule: "TAR-05",
    name: "an entry behind one zero block",
    tarball: rawTarball(manifestEntry(), new Uint8Array(512), entry),
  },
  {
    rule: "TAR-05",
    name: "a wrong checksum",
    tarball: withManifest(rawEntry({ name: "package/x", checksum: 1 })),
  },
  {
    rule: "TAR-05",
    name: "a size that an extended header overrides",
    tarball: withManifest(pax({ size: "5" }), rawEntry({ name: "package/x", size: 0 }, "hello")),
  },
  {
    rule: "TAR-05",
    name: "a small size in binary",
    tarball: withManifest(rawEntry({ name: "package/x", patch: binarySize(5) }, "hello")),
  },
  {
    rule: "TAR-05",
    name: "a size that is no number",
    tarball: withManifest(
      rawEntry({ name: "package/x", patch: [{ at: 124, bytes: Buffer.from("0000000000z") }] }),
    ),
  },
  {
    rule: "TAR-05",
    name: "a rename without need",
    tarball: withManifest(pax({ path: "package/b" }), file("a")),
  },
  {
    rule: "TAR-05",
    name: "a long name without need",
    tarball: withManifest(longName("package/b"), file("a")),
  },
  {
    rule: "TAR-05",
    name: "two extended headers",
    tarball: withManifest(pax({ mtime: "1" }), pax({ mtime: "2" }), file("a")),
  },
  {
    rule: "TAR-05",
    name: "one path twice",
    tarball: withManifest(
      rawEntry(
        { name: "p", type: "x" },
        Buffer.concat([paxRecords({ path: "package/a" }), paxRecords({ path: "package/b" })]),
      ),
      file("a"),
    ),
  },
  {
    rule: "TAR-05",
    name: "a record inside a record",
    tarball: withManifest(pax({ comment: "x\n18 path=package/b\n" }), file("a")),
  },
  {
    rule: "TAR-05",
    name: "a record of wrong length",
    tarball: withManifest(rawEntry({ name: "p", type: "x" }, "99 path=x\n"), file("a")),
  },
  {
    rule: "TAR-05",
    name: "a sparse file",
    tarball: withManifest(pax({ "GNU.sparse.major": "1" }), file("a")),
  },
  {
    rule: "TAR-05",
    name: "an old sparse file",
    tarball: withManifest(rawEntry({ name: "package/s", type: "S" })),
  },
  {
    rule: "TAR-05",
    name: "a path for the whole archive",
    tarball: withManifest(
      rawEntry({ name: "g", type: "g" }, paxRecords({ path: "package/x" })),
      file("a"),
    ),
  },
  {
    rule: "TAR-05",
    name: "a folder with a body",
    tarball: withManifest(rawEntry({ name: "package/d", type: "5", size: 512 }), entry),
  },
  {
    rule: "TAR-05",
    name: "a header for nothing",
    tarball: withManifest(pax({ path: "package/x" })),
  },
  {
    rule: "TAR-05",
    name: "a prefix under another magic",
    tarball: withManifest(rawEntry({ name: "x", prefix: "package", magic: "ustar  x" })),
  },
  {
    rule: "TAR-05",
    name: "text behind the end of a name",
    tarball: withManifest(
      rawEntry({ name: Buffer.from([...Buffer.from("package/a\0"), ...two, 0x0a, ...two]) }),
    ),
  },
  { rule: "TAR-08", name: "no manifest", tarball: rawTarball(file("index.js")) },
  {
    rule: "TAR-08",
    name: "a manifest beside the top folder",
    tarball: rawTarball(rawEntry({ name: "package.json" }, "{}")),
  },
  {
    rule: "TAR-08",
    name: "a manifest that is a list",
    tarball: rawTarball(file("package.json", "[]")),
  },
  {
    rule: "TAR-08",
    name: "a manifest that is no JSON",
    tarball: rawTarball(file("package.json", "{,}")),
  },
  {
    rule: "TAR-08",
    name: "a manifest that is a link",
    tarball: rawTarball(rawEntry({ name: "package/package.json", type: "2", link: "x" })),
  },
  { rule: "TAR-09", name: "no gzip", tarball: rawTar(manifestEntry()) },
  { rule: "TAR-09", name: "no tar", tarball: gzipSync(Buffer.alloc(2048, "x")) },
  { rule: "TAR-09", name: "nothing", tarball: new Uint8Array(0) },
  {
    rule: "TAR-09",
    name: "a file that is cut off",
    tarball: gzipSync(Buffer.concat([manifestEntry(), entry.subarray(0, 800)])),
  },
  {
    rule: "TAR-09",
    name: "a wrong length in the trailer",
    tarball: withManifest().map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte)),
  },
  {
    rule: "TAR-09",
    name: "a reserved gzip flag",
    tarball: gzipMember(rawTar(manifestEntry()), 0x80),
  },
];

const passes: readonly { readonly name: string; readonly tarball: Uint8Array }[] = [
  {
    name: "names with dots and blanks inside",
    tarball: withManifest(file("a..b/..c/d e"), file("a//b"), file("ab:c")),
  },
  {
    name: "another top folder, no folders, no end",
    tarball: gzipSync(
      Buffer.concat([rawEntry({ name: "x/package.json" }, "{}"), rawEntry({ name: "x/a" })]),
    ),
  },
  {
    name: "one block of end",
    tarball: gzipSync(Buffer.concat([manifestEntry(), new Uint8Array(512)])),
  },
  { name: "padding to a record", tarball: rawTarball(manifestEntry(), new Uint8Array(8192)) },
  {
    name: "zeros behind the compressed data",
    tarball: Buffer.concat([withManifest(), Buffer.alloc(1000)]),
  },
  {
    name: "all optional fields of gzip",
    tarball: gzipMember(rawTar(manifestEntry()), 0x1e, Buffer.from("\x03\0abcname\0comment\0hc")),
  },
  {
    name: "folders, also in the old form",
    tarball: withManifest(
      rawEntry({ name: "package/lib/", type: "5", mode: 0o2755 }),
      rawEntry({ name: "package/old/", type: "\0" }),
    ),
  },
  {
    name: "an old header without a magic",
    tarball: withManifest(rawEntry({ name: "package/a", magic: "", type: "\0" }, "hello")),
  },
  {
    name: "a GNU header with times where others have a prefix",
    tarball: withManifest(
      rawEntry({ name: "package/a", magic: "ustar  \0", prefix: "12345670123" }),
    ),
  },
  {
    name: "long names in all three forms",
    tarball: withManifest(
      pax({ path: `package/${"a".repeat(120)}` }),
      rawEntry({ name: `package/${"a".repeat(90)}` }),
      longName(`package/${"b".repeat(120)}`),
      rawEntry({ name: `package/${"b".repeat(92)}`, magic: "ustar  \0" }),
      rawEntry({ name: "c".repeat(90), prefix: `package/${"d".repeat(90)}` }),
    ),
  },
  {
    name: "what packers write into extended headers",
    tarball: withManifest(
      pax({
        path: "package/é",
        size: "5",
        "LIBARCHIVE.creationtime": "1",
        "SCHILY.xattr.com.apple.provenance": "a\nb",
        "SCHILY.ino": "7",
      }),
      file("?"),
    ),
  },
  {
    name: "a comment for the whole archive",
    tarball: rawTarball(
      rawEntry({ name: "pax_global_header", type: "g" }, paxRecords({ comment: "0123abcd" })),
      manifestEntry(),
    ),
  },
  { name: "the same bytes twice", tarball: withManifest(manifestEntry(), file("a"), file("a")) },
  {
    name: "large user ids in binary",
    tarball: withManifest(
      rawEntry({ name: "package/a", patch: [{ at: 108, bytes: binaryNumber(3_000_000, 8) }] }),
    ),
  },
  {
    name: "names that clients treat specially",
    tarball: withManifest(
      file(".gitignore"),
      file("package-lock.json", "{}"),
      file("node_modules/.bin/x"),
    ),
  },
  {
    name: "a byte-order mark and Latin-1",
    tarball: rawTarball(
      rawEntry(
        { name: "package/package.json" },
        Buffer.concat([Buffer.from('\ufeff{"author":"'), Buffer.from([0xe9]), Buffer.from('"}')]),
      ),
    ),
  },
];

describe("structure rules", () => {
  test.each(flags)("$rule flags $name", async ({ rule, tarball, verdict = "block" }) => {
    const report = await scanBytes(tarball);

    expect(ruleIds(report)).toContain(rule);
    expect(report.verdict).toBe(verdict);
  });

  test.each(passes)("pass $name", async ({ tarball }) => {
    const report = await scanBytes(tarball);

    expect(report.findings.filter(({ points }) => points > 10)).toEqual([]);
    expect(report.verdict).toBe("clean");
  });

  test("show the name of an entry without the characters that hide it", async () => {
    const report = await scanBytes(withManifest(rawEntry({ name: "package/../\u202e\u0007x" })));

    expect(report.findings[0]).toMatchObject({
      excerpt: "package/../\\u{202e}\\u{7}x",
      message: "The name of an entry holds a parent segment.",
      file: null,
    });
  });
});
