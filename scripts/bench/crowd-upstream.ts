import { type FakeUpstream, packument } from "./fake-upstream.ts";
import { manifestFile, packTarball, sourceText } from "./generated-package.ts";

export interface CrowdUpstream extends FakeUpstream {
  /** Paths below any registry, one of each for every package. */
  readonly packuments: readonly string[];
  readonly tarballs: readonly string[];
  readonly packumentBytes: number;
}

const smallestBytes = 30_000;
const largestBytes = 200_000;
/** About what one version takes in a generated packument. */
const bytesPerVersion = 920;

/** An upstream inside this process, with as many packages as a large project has. */
export function startCrowdUpstream(packages: number): CrowdUpstream {
  const answers = new Map<string, Uint8Array<ArrayBuffer>>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch({ url }) {
      const body = answers.get(new URL(url).pathname);
      if (body === undefined) return new Response(null, { status: 404 });
      const type = url.endsWith(".tgz") ? "application/octet-stream" : "application/json";
      return new Response(body, { headers: { "content-type": type } });
    },
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const names = Array.from({ length: packages }, (_, at) => `bench-crowd-${at}`);
  const tarballOf = (name: string) => `/${name}/-/${name}-1.0.0.tgz`;
  let packumentBytes = 0;
  for (const [at, name] of names.entries()) {
    const tarball = packTarball([
      manifestFile(name, "1.0.0"),
      { path: "index.js", bytes: sourceText(10_000 + (at % 20) * 2000, at) },
    ]);
    const document = JSON.stringify(packument(origin, name, tarball, versionsOf(at, packages)));
    const bytes = new TextEncoder().encode(document);
    packumentBytes += bytes.length;
    answers.set(`/${name}`, bytes);
    answers.set(tarballOf(name), tarball);
  }
  return {
    url: `${origin}/`,
    packuments: names.map((name) => `/${name}`),
    tarballs: names.map(tarballOf),
    packumentBytes,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

/** Few packuments are large, most are small, and they come in no order. */
function versionsOf(at: number, packages: number): number {
  const share = ((at * 7919) % packages) / packages;
  const bytes = smallestBytes + (largestBytes - smallestBytes) * share ** 2;
  return Math.round(bytes / bytesPerVersion);
}
