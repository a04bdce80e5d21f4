import { expect, test } from "vitest";
import { openChannel } from "../support/channel.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import { keepPicture, openPanel, settled, showView } from "./browser.ts";

test("many", { timeout: 400_000 }, async () => {
  await using registry = await startRegistry();
  const { url } = registry.listen();
  const n = Number(process.env["N"] ?? 2000);
  for (let at = 0; at < n; at++) {
    const r = await registry.publish(
      `@acme/tool-${at}`,
      "1.0.0",
      { ...hookFiles, "index.js": `exports.n = ${at};` },
      { manifest: hookManifest },
    );
    expect(r.status).toBe(403);
    await r.text();
  }
  {
    await using channel = await openChannel({ url }, { token: registry.token });
    for (const action of ["getQuarantine", "getQuarantineRows", "getQuarantineRows", "getStats"]) {
      const t = performance.now();
      const answer = await channel.ask(action, {});
      console.log(action, Math.round(performance.now() - t), "ms", JSON.stringify(answer).length);
    }
  }
  await using visit = await openPanel({ url, token: registry.token }, { hash: "#/quarantine" });
  const { page } = visit;
  const time = async (name: string, doing: () => Promise<unknown>) => {
    const t = performance.now();
    await doing();
    console.log(name, Math.round(performance.now() - t), "ms");
  };
  await keepPicture(page, "many");
  await time("filter one key", async () => {
    await page.getByRole("searchbox").pressSequentially("tool-17");
  });
  await time("status", async () => page.getByText(new RegExp(`of ${n} records`)).waitFor());
  console.log(await page.locator(".queue-status").textContent());
  await page.getByRole("searchbox").fill("");
  await page.getByRole("heading", { level: 1 }).click();
  await time("150 x j", async () => {
    for (let i = 0; i < 150; i++) await page.keyboard.press("j");
  });
  console.log(
    await page.evaluate(() => document.activeElement?.textContent),
    await page.locator(".queue-row").count(),
  );
  await time("select all", async () => {
    await page.getByRole("checkbox", { name: "Select all" }).click();
    await page.getByText(`${n} selected`).waitFor();
  });
  await time("open", async () => {
    await page.locator(".queue-what a").first().click();
    await settled(page);
  });
  await time("back", async () => {
    await showView(page, "#/quarantine");
    await page.locator(".queue-row").first().waitFor();
  });
  await page.evaluate(() => {
    (window as any).long = [];
    new PerformanceObserver((l) => {
      for (const e of l.getEntries()) (window as any).long.push(Math.round(e.duration));
    }).observe({ type: "longtask", buffered: true });
  });
  await time("publish one", async () => {
    await registry.publish("@acme/late", "1.0.0", hookFiles, { manifest: hookManifest });
    await page.getByText("@acme/late@1.0.0 is held since just now").waitFor({ state: "attached" });
  });
  console.log("long tasks", await page.evaluate(() => (window as any).long));
  await page.getByRole("searchbox").fill("tool-17 ");
  await page.getByRole("checkbox", { name: /Select all|selected/ }).click();
  await page.getByRole("checkbox", { name: /Select all|selected/ }).click();
  await page.keyboard.press("r");
  await page.waitForTimeout(200);
  await keepPicture(page, "bulk-dialog");
  await page.getByLabel(/Reason/).fill("not needed");
  await time("reject some", async () => {
    await page
      .getByRole("button", { name: /^Reject/ })
      .last()
      .click();
    await page.getByText(/releases rejected/).waitFor({ timeout: 120000 });
  });
  console.log(await page.locator(".toasts").textContent());
  await page.waitForTimeout(1500);
  await keepPicture(page, "after-bulk");
  await page.keyboard.press("?");
  await page.waitForTimeout(200);
  await keepPicture(page, "help");
});
