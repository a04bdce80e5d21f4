import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../src/expert/capability.ts";
import { type ExpertDefinition, parseDefinition } from "../../src/expert/definition.ts";
import { readZip } from "../../src/intent/bundle/zip.ts";
import { type CanonicalValue, canonicalDocument } from "../../src/intent/canonical-json.ts";
import { entryOfExpert } from "../../src/intent/entry-of-expert.ts";
import {
  expertPack,
  type PublishedExpert,
  packageNameOf,
  packIdOf,
} from "../../src/intent/expert-pack.ts";
import type { PackageName } from "../../src/names/package-name.ts";
import { baseSkill, definition } from "../support/experts.ts";

const golden = readFileSync(join(import.meta.dirname, "golden/expert-entry.txt"), "utf8");
const unsigned = { status: "unsigned", algorithm: null, signerId: null, verifiedBy: [] } as const;

function published(more: object, version = "1.0.0"): PublishedExpert {
  const { tags: _, ...body } = definition("@acme/helper", version, more) as { tags: unknown };
  const parsed: ExpertDefinition = parseDefinition(body);
  return {
    definition: parsed,
    capabilities: capabilitiesOf(parsed),
    toml: "[experts]\n",
    intent: null,
    author: "acme",
    license: null,
  };
}

describe("an Expert as a pack", () => {
  test("has this entry, byte for byte", () => {
    const skills = { "@perstack/base": { ...baseSkill, pick: ["readTextFile"] } };
    const entry = entryOfExpert(
      published({ skills, description: "Reads \u201ccaf\u00e9\u201d" }),
      unsigned,
    );
    expect(canonicalDocument(entry as unknown as CanonicalValue)).toBe(golden);
  });

  test("has the same bytes every time, and files that say what it is", () => {
    const expert = published({});
    const [first, second] = [expertPack(expert), expertPack(expert)];
    expect(first.bytes).toEqual(second.bytes);
    expect([...readZip(first.bytes).keys()]).toEqual([
      "capabilities.yaml",
      "intent.md",
      "pack.yaml",
      "perstack.toml",
    ]);
  });

  test("can be made of every definition that may be published", () => {
    const text = (max: number) =>
      fc.string({ unit: "binary", maxLength: max }).map((t) => t.toWellFormed());
    const tool = fc.record({
      description: text(40),
      inputJsonSchema: fc.constant('{"type":"object"}'),
    });
    const skill = fc.record({
      type: fc.constant("interactiveSkill"),
      description: text(200),
      tools: fc.dictionary(fc.stringMatching(/^[a-z"':#\\ -]{1,12}$/), tool, { minKeys: 1 }),
    });
    const skills = fc.dictionary(fc.stringMatching(/^[a-z@/][a-z0-9@/_-]{0,20}$/), skill);
    fc.assert(
      fc.property(text(300), text(2_000), skills, (description, instruction, given) => {
        let expert: PublishedExpert;
        try {
          expert = published({ description, instruction, skills: given });
        } catch {
          return;
        }
        const entry = entryOfExpert(expert, unsigned);
        expect(entry.pack_id).toBe("acme.helper");
        expect(entry.tools.length).toBeGreaterThan(0);
      }),
    );
  });

  test.each([
    [
      "the longest of everything",
      { instruction: "x".repeat(20_480), description: "y".repeat(2_048) },
    ],
    [
      "as many skills as there may be",
      {
        skills: Object.fromEntries(
          Array.from({ length: 255 }, (_, at) => [
            `skill${at}`,
            {
              ...baseSkill,
              description: "\u00e9".repeat(2_048),
              pick: [`tool${"x".repeat(200)}${at}`],
            },
          ]),
        ),
      },
    ],
  ])("can be made with %s", (_, more) => {
    expect(expertPack(published(more)).bundle.manifest.id).toBe("acme.helper");
  });

  test("may be a prerelease", () => {
    const { manifest } = expertPack(published({}, "1.0.0-rc.1")).bundle;
    expect(manifest.version).toBe("1.0.0-rc.1");
  });
});

describe("ids of Experts", () => {
  test.each([
    ["@acme/helper", "acme.helper"],
    ["helper", "helper"],
    ["@a/b.c", "a.b.c"],
    ["@a/b..c", "a.b.x.c"],
    ["@Acme/Helper~1", "acme.helper-1"],
  ])("%s is %s", (name, id) => {
    expect(packIdOf(name as PackageName)).toBe(id);
  });

  test.each(["acme.helper", "helper", "a.b.c"])(
    "%s stands for a name that it is the id of",
    (id) => {
      expect(packIdOf(packageNameOf(id))).toBe(id);
    },
  );
});
