import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Every source file with what it imports: paths below src, or names of libraries. */
const files = filesOf("src");

function filesOf(folder: string) {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      const statements = text.matchAll(
        /^(?:import|export)\b[^;]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm,
      );
      const imports = [...statements].map(([statement, fixed, dynamic]) => {
        const target = fixed ?? dynamic ?? "";
        const isType = statement.startsWith("import type");
        return { isType, to: target.startsWith(".") ? join(dirname(path), target) : target };
      });
      return { path, text, imports };
    });
}

/** Imports as `from -> to`, of those that two patterns pick. */
function imports(from: RegExp, to: RegExp, { types = true } = {}): string[] {
  return files
    .filter(({ path }) => from.test(path))
    .flatMap(({ path, imports: all }) =>
      all.filter((i) => to.test(i.to) && (types || !i.isType)).map((i) => `${path} -> ${i.to}`),
    );
}

test("the reader of imports sees them", () => {
  expect(imports(/^main\.ts$/, /./)).toEqual(["main.ts -> cli/main.ts"]);
  expect(imports(/^app\.ts$/, /^db\//).length).toBeGreaterThan(0);
});

test("the scanner and names know no feature, no database and no face", () => {
  expect(imports(/^scanner\//, /^(?!scanner\/|names\/|errors\.ts$).*\.ts$/)).toEqual([]);
  expect(imports(/^names\//, /^(?!names\/|errors\.ts$).*\.ts$/)).toEqual([]);
  expect(imports(/^(scanner|names)\//, /^bun$/)).toEqual([]);
});

test("experts know their names and their files, and no feature, database or face", () => {
  const allowed = /^(?!expert\/|names\/|errors\.ts$|scanner\/(report|rule)\.ts$).*\.ts$/;
  expect(imports(/^expert\//, allowed)).toEqual([]);
  expect(imports(/^expert\//, /^bun$/)).toEqual([]);
});

test("nothing points back: features to faces, anything to the command line", () => {
  expect(
    imports(/^(?!faces\/|server\.ts$)/, /^(faces\/|server\.ts$)/).filter(
      (i) => !i.startsWith("cli/"),
    ),
  ).toEqual([]);
  expect(imports(/^(?!cli\/|main\.ts$)/, /^cli\//)).toEqual([]);
});

test("SQL is in stores", () => {
  const speaksSql = ({ text }: { text: string }) => /(\.read|\btx)(<[^`;(]*>)?`/.test(text);
  const outside = files
    .filter(speaksSql)
    .map(({ path }) => path)
    .filter((path) => !/\.store\.ts$|^db\//.test(path));
  // Readiness is a question to the database itself.
  expect(outside).toEqual(["faces/ops/routes.ts"]);
  expect(imports(/^(faces|cli)\//, /\.store\.ts$/, { types: false })).toEqual([]);
});

test.each([
  ["ssri", "blobs/integrity.ts"],
  ["semver", "names/version.ts"],
  ["hono", "server.ts"],
  ["@modelcontextprotocol/server", "faces/agents/mcp/server.ts"],
])("%s has one door", (library, door) => {
  expect(imports(/./, new RegExp(`^${library}(/|$)`))).toEqual([`${door} -> ${library}`]);
});

test("the pages take types and what is pure from the server, and never make markup of text", () => {
  const pages = filesOf("admin-ui");
  const taken = pages.flatMap(({ path, imports: all }) =>
    all.filter((i) => !i.isType && i.to.includes("../src/")).map((i) => `${path} -> ${i.to}`),
  );
  const isPure =
    /\.\.\/src\/(expert\/|quarantine\/line-diff\.ts|overview\/(package|expert)-card\.ts)/;
  expect(taken.filter((i) => !isPure.test(i))).toEqual([]);
  const risky = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/;
  expect(pages.filter(({ text }) => risky.test(text)).map(({ path }) => path)).toEqual([]);
  expect(pages.some(({ imports: all }) => all.some((i) => i.to.includes("../src/")))).toBe(true);
});
