import { describe, expect, test } from "vitest";
import type { PackageName } from "../../src/names/package-name.ts";
import type { SearchDocument } from "../../src/search/document.ts";
import { writeDocuments } from "../../src/search/search.store.ts";
import { startRegistry } from "../support/registry.ts";

const count = 3100;

/** Every package has the word, each fourth one in its name. */
function documentAt(at: number): SearchDocument {
  const isNamed = at % 4 === 0;
  const name = (isNamed ? `gadget-${at}` : `other-${at}`) as PackageName;
  return {
    name,
    rev: 1,
    access: "public",
    recheckAt: null,
    shown: {
      hit: {
        package: {
          name,
          scope: "unscoped",
          version: "1.0.0",
          keywords: [],
          links: {},
          maintainers: [],
        },
        flags: { unstable: false },
      },
      publishedAt: new Date(at * 1000).toISOString(),
      text: { name, keywords: "", description: "a gadget", people: "", readme: "" },
      labels: [],
    },
  };
}

describe("a search with more matches than are weighed", () => {
  test("pages through all of them once: the exact name, then names, then the others", async () => {
    await using registry = await startRegistry();
    const documents = Array.from({ length: count }, (_, at) => documentAt(at));
    const exact = { ...documentAt(1), name: "gadget" as PackageName };
    await writeDocuments(registry.app.db, [...documents, withName(exact)]);

    const names: string[] = [];
    for (let from = 0; from < count + 1; from += 250) {
      const response = await registry.fetch(`/-/v1/search?text=gadget&size=250&from=${from}`);
      const { objects, total } = (await response.json()) as {
        objects: { package: { name: string } }[];
        total: number;
      };
      expect(total).toBe(count + 1);
      names.push(...objects.map((hit) => hit.package.name));
    }

    expect(names).toHaveLength(count + 1);
    expect(new Set(names).size).toBe(count + 1);
    expect(names[0]).toBe("gadget");
    const named = names.filter((name) => name.startsWith("gadget"));
    expect(names.slice(0, named.length)).toEqual(named);
  });
});

function withName(document: SearchDocument): SearchDocument {
  const { name, shown } = document;
  if (shown === null) return document;
  const hit = { ...shown.hit, package: { ...shown.hit.package, name } };
  return { ...document, shown: { ...shown, hit, text: { ...shown.text, name } } };
}
