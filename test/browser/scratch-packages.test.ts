import { appendFileSync } from "node:fs";
const log = (...a: unknown[]) => appendFileSync("/tmp/scratch-pkg.out", a.join(" ") + "\n");
import { afterAll, beforeAll, test } from "vitest";
import { startPanelWorld, type PanelWorld } from "../support/panel-world.ts";
import { axeFindings, desktop, phone, keepPicture, openPanel, scrollsSideways, settled, showView, startVisit } from "./browser.ts";
let world: PanelWorld;
beforeAll(async () => { world = await startPanelWorld(); }, 90000);
afterAll(() => world?.[Symbol.asyncDispose]());
const w = "#/packages/@acme/weather", s = "#/packages/@acme/sheep", e = "#/experts/@acme/fact-checker", t = "#/experts/@acme/trickster";
const all: Record<string, string> = {
  packages: "#/packages", search: "#/packages?q=globex", package: w, versions: `${w}?tab=versions`, needs: `${w}?tab=needs`, security: `${w}?tab=security`, diff: `${w}?tab=diff`, install: `${w}?tab=install`,
  old: `${w}?version=1.0.0`, sheep: s, "sheep-security": `${s}?tab=security`, "sheep-versions": `${s}?tab=versions`, wolf: "#/packages/@acme/wolf?tab=security", trim: "#/packages/left-trim?tab=versions", "trim-diff": "#/packages/left-trim?tab=diff&version=2.3.1", once: "#/packages/once?tab=needs", none: "#/packages/never-there",
  experts: "#/experts", expert: e, "expert-trust": `${e}?tab=trust`, "expert-versions": `${e}?tab=versions`, "expert-diff": `${e}?tab=diff`, "expert-use": `${e}?tab=use`, "expert-file": `${e}?tab=file`, trickster: t, "trickster-trust": `${t}?tab=trust`, setup: "#/setup",
};
const only = process.env["ONLY"];
for (const where of ["panel", "public"] as const) {
  test(where, { timeout: 400_000 }, async () => {
    if (process.env["WHERE"] && process.env["WHERE"] !== where) return;
    await using visit = where === "panel" ? await openPanel(world, { expects: [/.*/] }) : await startVisit({ expects: [/.*/] });
    const { page } = visit;
    if (where === "public") await page.goto(`${world.url}/`);
    const logs: string[] = [];
    page.on("console", (m) => { if (m.type() !== "log") logs.push(m.text()); });
    page.on("pageerror", (m) => logs.push(String(m)));
    page.on("response", (r) => { if (r.status() >= 400) logs.push(`${r.status()} ${r.url()}`); });
    for (const [name, hash] of Object.entries(all)) {
      if (only && !only.split(",").includes(name)) continue;
      try {
        await page.setViewportSize(desktop);
        await page.emulateMedia({ colorScheme: "light" });
        await showView(page, hash);
        await settled(page);
        await keepPicture(page, `${where}-${name}-light`);
        const axe = await axeFindings(page);
        await page.emulateMedia({ colorScheme: "dark" });
        const axeDark = await axeFindings(page);
        await page.setViewportSize(phone);
        await keepPicture(page, `${where}-${name}-phone`);
        const sideways = await scrollsSideways(page);
        
        log(where, name, JSON.stringify({ axe, axeDark: axeDark.filter((x) => !axe.includes(x)), sideways, logs: logs.splice(0) }));
      } catch (error) { log(where, name, "FAILED", String(error).slice(0, 300), logs.splice(0)); }
    }
  });
}
