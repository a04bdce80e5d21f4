import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";
import { chromiumProgram } from "./chromium.ts";

/** Where a registry is, and who owns it. */
export interface Reachable {
  readonly url: string;
  /** The owner's. */
  readonly token: string;
}

export interface VisitOptions {
  /** What begins the texts of problems that belong to the test. */
  readonly expects?: readonly RegExp[];
  readonly colorScheme?: "light" | "dark";
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A browser profile of one test: its cookies are nobody else's. Disposing it closes its pages. */
export interface Visit extends AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything that went wrong so far and was not expected; the test fails when there is any. */
  readonly problems: readonly string[];
}

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** Long enough for a busy machine; nothing waits that long where all is well. */
const patience = 20_000;

// A browser takes longer to start than most tests; the tests of one file share it.
let browser: Promise<Browser> | null = null;
let pictures: string | null = null;
const visits = new Set<readonly string[]>();

afterEach(() => {
  const problems = [...visits].flat();
  visits.clear();
  expect(problems).toEqual([]);
});

afterAll(async () => {
  await (await browser)?.close();
  if (pictures !== null) console.info(`screenshots: ${pictures}`);
});

async function launch(): Promise<Browser> {
  const program = await chromiumProgram();
  return await chromium.launch({
    // Where the build of the dev-dependencies does not run, the machine's own Chrome has to do.
    ...(program === null ? { channel: "chrome" } : program),
    headless: true,
    // Machines for continuous integration run tests as root, whom Chromium's sandbox refuses.
    chromiumSandbox: false,
  });
}

/** Opens an empty page whose problems are written down. */
export async function startVisit(options: VisitOptions = {}): Promise<Visit> {
  const { expects = [], colorScheme = "light", viewport = desktop } = options;
  browser ??= launch();
  const context = await (await browser).newContext({
    colorScheme,
    viewport,
    reducedMotion: "reduce",
    // What is shown must not depend on where the tests run.
    locale: "en-GB",
    timezoneId: "UTC",
  });
  context.setDefaultTimeout(patience);
  const problems: string[] = [];
  visits.add(problems);
  const note = (problem: string) => {
    if (!expects.some((expected) => expected.test(problem))) problems.push(problem);
  };
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      note(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => note(`error: ${error.error().stack ?? error.error()}`));
  context.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left, or asks for the same again, gives up what it waits for.
    if (reason !== "net::ERR_ABORTED") note(`request: ${reason} ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) note(`answer: ${response.status()} ${response.url()}`);
  });
  return {
    context,
    page: await context.newPage(),
    problems,
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** A link that signs a browser in, once. */
export async function signInLink({ url, token }: Reachable): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/-/admin/codes`, { method: "POST", headers });
  expect(response.status).toBe(201);
  return ((await response.json()) as { url: string }).url;
}

/** Signs a browser in and opens the panel at a view, such as `#/quarantine`. */
export async function openPanel(
  registry: Reachable,
  { hash = "", ...options }: VisitOptions & { readonly hash?: string } = {},
): Promise<Visit> {
  const visit = await startVisit(options);
  await visit.page.goto(await signInLink(registry));
  if (hash !== "") await showView(visit.page, hash);
  return visit;
}

/** Goes to another view as a link of the page does, without loading the page again. */
export async function showView(page: Page, hash: string): Promise<void> {
  await page.evaluate(async (to) => {
    if (location.hash === to) return;
    const { promise: changed, resolve } = Promise.withResolvers<unknown>();
    addEventListener("hashchange", resolve, { once: true });
    location.hash = to;
    await changed;
    await new Promise(requestAnimationFrame);
  }, hash);
  await settled(page);
}

/** Waits until a view stands there with what it shows. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.body.textContent.includes("Loading…"));
}

/** What the rules of WCAG 2.2 A and AA that a program can check say against the page, a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof import("axe-core") };
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await checker.run(document, { runOnly: { type: "tag", values } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const why = (failureSummary ?? "").replace(/\s+/g, " ");
        return `${id} at ${target.join(" ")}: ${why}`;
      }),
    );
  });
}

/** What became of hostile texts, if they became more than texts. */
export async function intrudersIn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const events = ["error", "load", "click", "toggle", "focus", "mouseover"];
    const foreign = [
      "#intruder, .intruder",
      "iframe, object, embed, base, meta[http-equiv]",
      "form[action^=http]",
      "img:not([src^='data:'])",
      ...events.map((event) => `[on${event}]`),
    ];
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href], area[href]")];
    return [
      ...document.querySelectorAll(foreign.join()),
      ...links.filter(({ protocol }) => protocol !== "http:" && protocol !== "https:"),
    ].map((element) => element.outerHTML.slice(0, 300));
  });
}

/** Whether the page is wider than the window, so that all of it scrolls sideways. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
}

/** Keeps pictures of the page, for people to look at; where is printed when the file has run. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const path = join(pictureFolder(), `${name}.png`);
  // What sticks to the window would stand in the middle of the picture.
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path, fullPage: true, animations: "disabled", timeout: patience });
}

function pictureFolder(): string {
  const usual = resolve(import.meta.dirname, "../../node_modules/.cache/screenshots");
  pictures ??= process.env["AGENTREGISTRY_SCREENSHOTS"] ?? usual;
  mkdirSync(pictures, { recursive: true });
  return pictures;
}
