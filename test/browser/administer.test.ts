import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { openChannel } from "../support/channel.ts";
import { createOrg, person } from "../support/people.ts";
import { startRegistry } from "../support/registry.ts";
import { openPanel, showView } from "./browser.ts";

const timeout = 60_000;

const said = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text });
const needs = (...names: string[]) => ({
  manifest: { dependencies: Object.fromEntries(names.map((name) => [name, "^1.0.0"])) },
});

describe("access", { timeout }, () => {
  test("a new token shows its secret once, may what was chosen, and can be revoked", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/access" });
    const { page } = visit;

    await page.getByRole("button", { name: "New token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Label").fill("robot");
    await dialog.getByRole("checkbox", { name: /^review/ }).check();
    await dialog.getByRole("checkbox", { name: /An agent holds it/ }).check();
    expect(await dialog.getByRole("checkbox", { name: /^review/ }).isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "Make it" }).click();
    const secret = await page.getByText(/^areg_\S{30,}$/).textContent();
    await page.getByRole("button", { name: "I have it" }).click();
    const whoami = async () => (await registry.fetch("/-/whoami", { token: secret ?? "" })).status;
    expect(await whoami()).toBe(200);
    await page.getByRole("rowheader", { name: /robot/ }).waitFor();
    await page
      .getByText(secret ?? "")
      .first()
      .waitFor({ state: "detached" });

    await page.getByRole("button", { name: /^Revoke robot/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await said(page, "The token is revoked").waitFor();
    expect(await whoami()).toBe(401);
  });

  test("what would lock oneself out is asked twice", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel(
      { url, token: registry.token },
      { hash: "#/access?tab=ip" },
    );
    const { page } = visit;
    const close = async () => {
      await page.getByRole("checkbox", { name: "The IP rules count" }).check();
      await page.getByLabel("Every other address is").selectOption("refused");
      await page.getByRole("button", { name: "Put in force" }).click();
    };

    await close();
    const dialog = page.getByRole("dialog", { name: "This would lock somebody out" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(registry.app.settings.current.ip_rules.enabled).toBe(false);

    await page.getByRole("button", { name: "Put in force" }).click();
    await dialog.getByRole("button", { name: "Do it anyway" }).click();
    await said(page, "The IP rules are changed").waitFor();
    expect(registry.app.settings.current.ip_rules).toMatchObject({
      enabled: true,
      defaultAllow: false,
    });
  });

  test("somebody joins an organization and a team; an account goes only by its name", async () => {
    await using registry = await startRegistry();
    await createOrg(registry, "acme");
    await person(registry, "ann");
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/access/@acme" });
    const { page } = visit;

    await page.getByLabel("Add a user").fill("ann");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("rowheader", { name: "ann" }).waitFor();
    await page.getByLabel("New team").fill("builders");
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByLabel("Add a member").selectOption("ann");
    await page.getByRole("button", { name: "Add", exact: true }).last().click();
    await page.getByRole("button", { name: "Take ann out of builders" }).waitFor();

    await showView(page, "#/access?tab=users");
    await page.getByRole("button", { name: "Remove ann" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Type ann to confirm").fill("an");
    const remove = dialog.getByRole("button", { name: "Remove" });
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByLabel("Type ann to confirm").fill("ann");
    await remove.click();
    await page.getByText("There are no accounts").waitFor();
  });
});

describe("policy", { timeout }, () => {
  test("only a text whose effects were seen is put in force, and never over somebody else's", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const { url } = registry.listen();
    const at = { url, token: registry.token };
    await using visit = await openPanel(at, { hash: "#/policy" });
    const { page } = visit;
    const field = page.getByLabel("trust/policy.toml");
    const put = page.getByRole("button", { name: "Put in force" });
    const preview = page.getByRole("button", { name: "Preview" });

    await field.fill("[release]\nminimum_age = 3\n");
    await preview.click();
    await page.getByRole("button", { name: "Line 2" }).click();
    expect(await field.evaluate((one) => (one as HTMLTextAreaElement).selectionStart)).toBe(10);
    expect(await put.isDisabled()).toBe(true);

    const ban = '[[ban]]\nname = "lib"\n';
    await field.fill(ban);
    await preview.click();
    await page.getByRole("rowheader", { name: "lib" }).waitFor();
    expect(await put.isEnabled()).toBe(true);
    await field.fill(`${ban}reason = "broken"\n`);
    expect(await put.isDisabled()).toBe(true);

    await using channel = await openChannel(at, { token: registry.token });
    const theirs = "# somebody else's\n";
    expect((await channel.ask("setPolicy", { text: theirs })).type).toBe("policySet");
    await preview.click();
    await put.click();
    await page.getByRole("alert").filter({ hasText: "changed by somebody else" }).waitFor();
    expect((await channel.ask("getPolicy")).data["text"]).toBe(theirs);

    await page.getByRole("button", { name: "Go on with mine" }).click();
    await preview.click();
    await put.click();
    await said(page, "The policy is in force").waitFor();
    expect((await channel.ask("getPolicy")).data["text"]).toBe(`${ban}reason = "broken"\n`);
  });

  test("asks for the passphrase when the registry does, and then does it", async () => {
    const config = { approval: { passphrase: await hashPassword("a long one of words") } };
    await using registry = await startRegistry({ config });
    const { url } = registry.listen();
    const hash = "#/policy?tab=exemptions";
    await using visit = await openPanel({ url, token: registry.token }, { hash });
    const { page } = visit;

    await page.getByRole("checkbox", { name: "Exemptions count" }).click();
    const dialog = page.getByRole("dialog", { name: "Approval passphrase" });
    await dialog.getByLabel("Approval passphrase").fill("another one");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(registry.app.settings.current.package_allowlist.enabled).toBe(true);
    await dialog.getByLabel("Approval passphrase").fill("a long one of words");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await said(page, "Exemptions are switched off").waitFor();
    expect(registry.app.settings.current.package_allowlist.enabled).toBe(false);
  });
});

test("the audit log is verified, saved as a file, and shows what happens", {
  timeout,
}, async () => {
  await using registry = await startRegistry();
  const { url } = registry.listen();
  await using visit = await openPanel({ url, token: registry.token }, { hash: "#/audit" });
  const { page } = visit;

  await page.getByRole("button", { name: "Verify the log" }).click();
  await page.getByText(/The log is whole: \d+ entr/).waitFor();
  for (const [kind, begins] of [
    ["CSV", "id,action,target"],
    ["JSON", "[{"],
  ]) {
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: `Export ${kind}` }).click();
    const file = await (await downloading).path();
    expect((await readFile(file, "utf8")).startsWith(begins ?? "")).toBe(true);
  }

  expect((await registry.publish("just-now", "1.0.0")).status).toBe(201);
  await page.getByRole("cell", { name: "Published just-now@1.0.0" }).waitFor();
  await page.getByLabel("What").selectOption("People: all");
  await page.getByRole("cell", { name: /Token created/ }).waitFor();
  expect(await page.getByText("just-now@1.0.0").count()).toBe(0);
});

test("the graph is walked with the keyboard, and its list shows the same", {
  timeout,
}, async () => {
  await using registry = await startRegistry();
  await registry.publish("deep", "1.0.0");
  await registry.publish("middle", "1.0.0", {}, needs("deep", "not-here"));
  await registry.publish("top", "1.0.0", {}, needs("middle"));
  const { url } = registry.listen();
  await using visit = await openPanel({ url, token: registry.token }, { hash: "#/graph/top" });
  const { page } = visit;
  const list = page.getByRole("list").filter({ hasText: "top" });
  const chosen = (name: string) => page.getByRole("heading", { level: 2, name, exact: true });
  const ways = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"];

  await list.getByRole("button", { name: "middle" }).first().waitFor();
  expect(await list.getByText("deep").count()).toBe(0);
  await page.getByRole("application").focus();
  // Where it lies is nobody's promise; one of the four ways leads there.
  for (const way of ways) {
    if ((await chosen("middle").count()) === 0) await page.keyboard.press(way);
  }
  await chosen("middle").waitFor();
  await page.keyboard.press("Enter");
  await said(page, "4 packages").waitFor();

  await list.getByRole("button", { name: "middle", expanded: false }).click();
  await list.getByText("deep", { exact: true }).waitFor();
  await list.getByText("^1.0.0 (not stored)").waitFor();
  await page.getByLabel("Direction").selectOption("What needs it");
  await page.getByText("1.0.0", { exact: true }).first().waitFor();

  await showView(page, "#/graph/deep");
  await page.getByLabel("Direction").selectOption("What needs it");
  await page.getByRole("button", { name: "Expand all" }).click();
  await said(page, "3 packages").waitFor();
});
