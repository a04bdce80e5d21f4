import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";
import { openPanel, startVisit } from "./browser.ts";

const timeout = 90_000;

const readme = `# Tool

To [the end](#the-end).

${"Much is said here.\n\n".repeat(100)}
## The end
`;

describe("packages in the panel", { timeout }, () => {
  test("are paged there and back, and searched, by the address", async () => {
    await using registry = await startRegistry();
    for (let number = 0; number < 120; number++) {
      await registry.publish(`p${String(number).padStart(3, "0")}`, "1.0.0");
    }
    await using listening = registry.listen();
    const { token } = registry;
    await using visit = await openPanel({ url: listening.url, token }, { hash: "#/packages" });
    const { page } = visit;
    const link = (name: string) => page.getByRole("link", { name, exact: true });

    await link("Next page").click();
    await link("p050").waitFor();
    await link("Next page").click();
    await link("p119").waitFor();
    await link("Previous page").click();
    await link("p099").waitFor();
    expect(await page.getByText("Page 2 of 3").count()).toBe(1);
    await page.getByLabel("Part of a name").fill("p11");
    await page.getByText("10 packages with").waitFor();
    expect(new URL(page.url()).hash).toBe("#/packages?q=p11");
    await page.reload();
    await page.getByText("10 packages with").waitFor();
    expect(await page.getByLabel("Part of a name").inputValue()).toBe("p11");
  });

  test("are blocked, let go, and unpublished by whoever types the name", async () => {
    await using registry = await startRegistry();
    await registry.publish("tool", "1.0.0", {}, { manifest: { readme } });
    await using listening = registry.listen();
    const { token } = registry;
    await using visit = await openPanel({ url: listening.url, token }, { hash: "#/packages/tool" });
    const { page } = visit;
    const button = (name: string) => page.getByRole("button", { name, exact: true });

    await button("Block 1.0.0").click();
    await page.getByLabel("Reason").fill("it is bad");
    await button("Block").click();
    await page.getByText("1 held").waitFor();
    expect((await registry.tarball("tool", "1.0.0")).status).toBe(403);
    await button("Take tool@1.0.0 off the list").click();
    await button("Block 1.0.0").waitFor();
    expect((await registry.tarball("tool", "1.0.0")).status).toBe(200);

    await button("Unpublish for good").click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.getByRole("button", { name: "Unpublish for good" });
    await dialog.getByRole("textbox").fill("too");
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole("textbox").fill("tool");
    await confirm.click();
    await page.getByRole("heading", { name: "Packages" }).waitFor();
    expect((await registry.fetch("/tool")).status).toBe(404);
  });

  test("show thousands of versions without standing still", async () => {
    await using upstream = startUpstream();
    for (let number = 0; number < 3000; number++) upstream.add("many", `1.0.${number}`);
    await using registry = await startRegistry({ upstream });
    await using listening = registry.listen();
    const hash = "#/packages/many?tab=versions";
    const { token } = registry;
    await using visit = await openPanel({ url: listening.url, token }, { hash });
    const { page } = visit;
    const rows = () => page.getByRole("row").count();

    await page.getByText("3,000 of 3,000 versions").waitFor();
    expect(await rows()).toBe(101);
    await page.getByRole("button", { name: "Show 100 more" }).click();
    expect(await rows()).toBe(201);
    await page.getByLabel("Part of a version").fill("1.0.123");
    await page.getByText("11 of 3,000 versions").waitFor();
  });
});

describe("the catalogue of a registry that is open to no stranger", { timeout }, () => {
  test("asks for a token, keeps it in its tab, and then shows everything", async () => {
    await using registry = await startRegistry({ config: { http: { listen: ["0.0.0.0"] } } });
    await registry.publish("tool", "1.0.0", {}, { manifest: { readme } });
    await using listening = registry.listen();
    await using visit = await startVisit({ expects: [/401/] });
    const { page } = visit;
    await page.goto(`${listening.url}/`);

    await page.getByLabel("Token").fill("areg_wrong");
    await page.getByRole("button", { name: "Use it" }).click();
    await page.getByText("does not hold here").waitFor();
    await page.getByLabel("Token").fill(registry.token);
    await page.getByRole("button", { name: "Use it" }).click();
    await page.getByRole("link", { name: "tool" }).click();
    await page.getByRole("heading", { name: "Tool" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Tool" }).waitFor();

    await page.getByRole("button", { name: "the end" }).click();
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    expect(focused).toBe("The end");
    expect(new URL(page.url()).hash).toBe("#/packages/tool");
    const other = await visit.context.newPage();
    await other.goto(`${listening.url}/`);
    await other.getByLabel("Token").waitFor();
  });
});

describe("the catalogue", { timeout }, () => {
  test("compares two versions by itself, from their tarballs", async () => {
    await using registry = await startRegistry();
    await registry.publish("tool", "1.0.0", { "index.js": "first();\n" });
    await registry.publish("tool", "1.1.0", { "index.js": "second();\n", "more.js": "more();\n" });
    await using listening = registry.listen();
    await using visit = await startVisit();
    const { page } = visit;

    await page.goto(`${listening.url}/#/packages/tool?tab=diff`);

    await page.getByText("1 added, 0 removed, 2 changed").waitFor();
    await page.getByText("-first();").waitFor();
    await page.getByText("+second();").waitFor();
  });
});
