import type { Page, Response } from "playwright-core";
import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import {
  axeFindings,
  openPanel,
  type Reachable,
  settled,
  signInLink,
  startVisit,
} from "./browser.ts";

const timeout = 60_000;
/** A page that says why it is shown instead of the panel. */
const refused = [/ 401 /, /\(Unauthorized\)/];

async function startListening(): Promise<Reachable & AsyncDisposable> {
  const registry = await startRegistry();
  return { ...registry, url: registry.listen().url };
}

const form = (page: Page) => page.getByRole("textbox", { name: "Owner's token" });
const menu = (page: Page) => page.getByRole("navigation", { name: "Views" });

async function signIn(page: Page, token: string): Promise<void> {
  await form(page).fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("signing in", { timeout }, () => {
  test("works with a link, once, and leaves no code in the address", async () => {
    await using registry = await startListening();
    const link = await signInLink(registry);
    await using visit = await startVisit();
    await visit.page.goto(link);
    await menu(visit.page).waitFor();
    expect(new URL(visit.page.url()).search).toBe("");

    await using second = await startVisit({ expects: refused });
    await second.page.goto(link);
    await second.page.getByRole("alert").getByText("used before").waitFor();
    expect(await menu(second.page).count()).toBe(0);
    expect(await axeFindings(second.page)).toEqual([]);
  });

  test("works with the owner's token and says when it is wrong", async () => {
    await using registry = await startListening();
    await using visit = await startVisit({ expects: refused });
    const { page } = visit;
    await page.goto(`${registry.url}/-/admin`);
    expect(await axeFindings(page)).toEqual([]);

    await signIn(page, `${registry.token}0`);
    await page.getByRole("alert").getByText("no token that may administer").waitFor();
    await signIn(page, registry.token);
    await menu(page).waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  test("ends with the button of the panel, in every tab of the browser", async () => {
    await using registry = await startListening();
    await using visit = await openPanel(registry, { expects: refused });
    const other = await visit.context.newPage();
    await other.goto(`${registry.url}/-/admin`);
    await menu(other).waitFor();

    await visit.page.getByRole("button", { name: "Sign out" }).click();
    await form(visit.page).waitFor();
    await other.reload();
    await form(other).waitFor();
  });
});

describe("the page", { timeout }, () => {
  test("runs under a policy that allows nothing unsafe and nobody else", async () => {
    await using registry = await startListening();
    await using visit = await startVisit();
    const answers: Response[] = [];
    visit.context.on("response", (answer) => answers.push(answer));
    const page = await visit.page.goto(await signInLink(registry));
    await settled(visit.page);

    const policy = (await page?.headerValue("content-security-policy")) ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|https?:\/\/(?!127\.0\.0\.1:)|\*/);
    const origins = new Set(answers.map((answer) => new URL(answer.url())).map(originOf));
    expect([...origins].filter((origin) => !origin.startsWith("data:"))).toEqual([registry.url]);
  });

  test("needs less than 150 KB of script for its first view", async () => {
    await using registry = await startListening();
    await using visit = await startVisit();
    const sizes: Promise<number>[] = [];
    visit.context.on("requestfinished", (request) => {
      if (request.resourceType() !== "script") return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await visit.page.goto(await signInLink(registry));
    await settled(visit.page);

    const all = await Promise.all(sizes);
    expect(all.length).toBeGreaterThan(0);
    const total = all.reduce((sum, size) => sum + size, 0);
    // Less would mean that what was counted is not what came.
    expect(total).toBeGreaterThan(5_000);
    expect(total).toBeLessThan(150_000);
  });
});

function originOf({ origin, protocol }: URL): string {
  return origin === "null" ? protocol : origin;
}
