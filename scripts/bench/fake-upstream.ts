import { createHash } from "node:crypto";
import { manifestFile, noise, packTarball, sourceText } from "./generated-package.ts";

export interface FakeUpstream extends Disposable {
  readonly url: string;
}

/** Paths of the packages that the fake upstream has, below any registry. */
export const fakePaths = {
  packument: "/bench-small",
  smallTarball: "/bench-small/-/bench-small-1.0.0.tgz",
  largeTarball: "/bench-large/-/bench-large-1.0.0.tgz",
} as const;

/** What npm sends when it installs. */
export const installHeaders = {
  Accept: "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
  "Accept-Encoding": "gzip,deflate",
} as const;

const versions = 60;

/** An upstream inside this process, with a package of about 4 KB and one of about 10 MB. */
export function startFakeUpstream(): FakeUpstream {
  const small = packTarball([
    manifestFile("bench-small", "1.0.0"),
    { path: "index.js", bytes: sourceText(6000, 1) },
    { path: "data.bin", bytes: noise(2500, 2) },
  ]);
  const large = packTarball([
    manifestFile("bench-large", "1.0.0"),
    { path: "data.bin", bytes: noise(10_000_000, 3) },
  ]);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch({ url }) {
      const { origin, pathname } = new URL(url);
      if (pathname === "/bench-small")
        return Response.json(packument(origin, "bench-small", small, versions));
      if (pathname === "/bench-large")
        return Response.json(packument(origin, "bench-large", large, 1));
      if (pathname === fakePaths.smallTarball) return new Response(small);
      if (pathname === fakePaths.largeTarball) return new Response(large);
      return new Response(null, { status: 404 });
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}/`,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

/** A packument of so many versions; the tarball is the one of 1.0.0. */
export function packument(origin: string, name: string, tarball: Buffer, count: number) {
  const numbers = Array.from({ length: count }, (_, at) => `1.${at}.0`);
  return {
    _id: name,
    name,
    "dist-tags": { latest: numbers.at(-1) },
    versions: Object.fromEntries(
      numbers.map((v, at) => [v, manifest(origin, name, v, tarball, at)]),
    ),
    time: Object.fromEntries(
      numbers.map((v, at) => [v, new Date(Date.UTC(2020, 0, 1 + at)).toISOString()]),
    ),
  };
}

/** With a dozen dependencies and digests that differ, so that it compresses as a real one does. */
function manifest(origin: string, name: string, version: string, tarball: Buffer, seed: number) {
  const bytes = seed === 0 ? tarball : noise(64, seed);
  return {
    name,
    version,
    description: "A generated package",
    main: "index.js",
    dependencies: Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`dependency-${at}`, `^${at}.${seed}.0`]),
    ),
    engines: { node: ">=18" },
    dist: {
      tarball: `${origin}/${name}/-/${name}-${version}.tgz`,
      integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
      shasum: createHash("sha1").update(bytes).digest("hex"),
      fileCount: 3,
      unpackedSize: 9000,
    },
  };
}
