import { interruptedReport } from "../../src/scanner/process/interrupted-report.ts";
import type { FileJob, RestJob } from "../../src/scanner/process/job.ts";
import { lines } from "../../src/scanner/process/lines.ts";

const held = { path: "", bytes: [] as Uint8Array[] };

/** A scanning process that does what the path of its job says. */
for await (const line of lines(Bun.stdin.stream(), 1_000_000)) {
  const { id, path, form } = JSON.parse(line) as FileJob | (RestJob & { path: null });
  if (form === "rest" && held.path === "tidy") held.bytes = [];
  if (form === "rest") Bun.gc(true);
  if (path === "tidy" || path === "hoard") hold(path);
  if (path === "hang") for (;;);
  if (path === "exit") process.exit(3);
  if (path === "die") process.kill(process.pid, "SIGSEGV");
  if (path === "garbage") console.log("no report");
  else if (path === "other") console.log(JSON.stringify({ id: id + 1, report: null }));
  else if (path === "shapeless") console.log(JSON.stringify({ id, report: {} }));
  else if (path === "endless") for (;;) process.stdout.write("x".repeat(65_536));
  else if (path === "hungry") await eat();
  else answer(id);
}

/** Tells about this process in place of a package. */
function answer(id: number): void {
  const manifest = {
    name: String(process.pid),
    version: JSON.stringify(Object.keys(process.env)),
    hasInstallScript: false,
    hasShrinkwrap: false,
  };
  const report = { ...interruptedReport("crash"), verdict: "clean", limitsHit: [], manifest };
  console.log(JSON.stringify({ id, report }));
}

async function eat(): Promise<void> {
  const eaten: Uint8Array[] = [];
  for (;;) {
    eaten.push(new Uint8Array(4 * 1024 * 1024).fill(eaten.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function hold(path: string): void {
  held.path = path;
  held.bytes = Array.from({ length: 50 }, () => new Uint8Array(4 * 1024 * 1024).fill(1));
}
