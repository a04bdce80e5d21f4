import { describe, expect, test } from "vitest";
import { chainPoints, type Weight } from "../../../src/scanner/chains/chain-points.ts";
import { describeChain } from "../../../src/scanner/chains/describe-chain.ts";
import { findChains } from "../../../src/scanner/chains/find-chains.ts";
import type { AtomKind, CodeFacts, Destination } from "../../../src/scanner/code/atoms.ts";
import type { Surface } from "../../../src/scanner/report.ts";
import { type AtomOptions, atom, codeFacts, codeFile, foreign } from "../../support/code-facts.ts";

const theft = { sources: ["src.env.bulk"], sinks: ["snk.net"] } as const;

function pair(
  source: AtomOptions,
  sink: AtomOptions,
  options: { flow?: boolean; files?: Parameters<typeof codeFacts>[2] } = {},
): CodeFacts {
  return codeFacts(
    [atom(0, "src.env.bulk", source), atom(1, "snk.net", { destination: foreign, ...sink })],
    options.flow === true ? [[0, 1]] : [],
    options.files,
  );
}

const five = ["src.env.bulk", "src.remote", "src.param", "src.blob", "src.ownfile"] as const;

/** One value in a request that carries traces of many kinds of sources. */
function blurred(
  bytes: number,
  beside = 0,
  kinds: readonly AtomKind[] = five,
  surface: Surface = "load",
): CodeFacts {
  return codeFacts(
    [
      ...kinds.map((kind, at) => atom(at, kind)),
      atom(kinds.length, "snk.net", { destination: foreign, surface }),
    ],
    kinds.map((_, at) => [at, kinds.length]),
    [codeFile("index.js", { bytes }), codeFile("other.js", { bytes: beside })],
  );
}

const mixed = (surface: Surface) =>
  blurred(300_000, 0, ["src.env.bulk", "src.env.secret", "src.remote", "src.ownfile"], surface);

/** A value out of several files of a program, in a request that stands in another one. */
function scattered(
  files: number,
  origins: readonly string[],
  to: Destination = foreign,
): CodeFacts {
  const others = Array.from({ length: files }, (_, at) => codeFile(`lib/${at}.js`));
  return codeFacts(
    [
      ...origins.map((file, at) => atom(at, at === 0 ? "src.env.bulk" : "src.remote", { file })),
      atom(origins.length, "snk.net", { file: "send.js", destination: to }),
    ],
    origins.map((_, at) => [at, origins.length]),
    [
      codeFile("index.js", { imports: ["send.js", ...others.map(({ path }) => path)] }),
      codeFile("send.js"),
      ...others,
    ],
  );
}

/** A value of another function of one file, which somebody calls. */
function between(bytes: number, surface: Surface): CodeFacts {
  return pair(
    { func: 1, surface },
    { func: 2, surface },
    {
      flow: true,
      files: [codeFile("index.js", { bytes })],
    },
  );
}

describe("proximity", () => {
  test.each<[string, CodeFacts, string | null]>([
    [
      "a followed value",
      pair(
        { file: "a.js" },
        { file: "b.js" },
        {
          flow: true,
          files: [
            codeFile("index.js", { imports: ["a.js", "b.js"] }),
            codeFile("a.js"),
            codeFile("b.js"),
          ],
        },
      ),
      "flow",
    ],
    [
      "a value between files that nothing connects",
      pair({ file: "a.js" }, { file: "b.js" }, { flow: true }),
      "package",
    ],
    ["a value that seems to come from everywhere in a large program", blurred(300_000), "bundle"],
    ["the same in a large program of small files", blurred(3_000, 900_000), "bundle"],
    ["the same in a small one", blurred(3_000), "flow"],
    ["what passes through a program, with two others, at call", mixed("call"), "bundle"],
    ["what passes through a program, with two others, at load", mixed("load"), "flow"],
    [
      "all of what a thief takes, at call",
      blurred(
        300_000,
        0,
        ["src.env.bulk", "src.env.secret", "src.file.secret", "src.remote"],
        "call",
      ),
      "flow",
    ],
    [
      "what comes out of many files of many",
      scattered(100, ["lib/1.js", "lib/2.js", "lib/3.js"]),
      "bundle",
    ],
    ["out of many files of few", scattered(10, ["lib/1.js", "lib/2.js", "lib/3.js"]), "flow"],
    ["out of one file of many", scattered(100, ["lib/1.js"]), "flow"],
    [
      "out of one file of many, to nobody knows where",
      scattered(100, ["lib/1.js"], { ...foreign, class: "unknown", host: null }),
      "bundle",
    ],
    [
      "what stands beside the request, of many",
      scattered(100, ["send.js", "lib/2.js", "lib/3.js"]),
      "flow",
    ],
    ["one function of a long file and another, at call", between(200_000, "call"), "bundle"],
    ["one function of a long file and another, at load", between(200_000, "load"), "flow"],
    ["one function of a file and another, at call", between(60_000, "call"), "flow"],
    ["one function", pair({ func: 3 }, { func: 3 }), "func"],
    ["one small file", pair({ func: 1 }, { func: 2 }, { files: [codeFile("index.js")] }), "file"],
    [
      "one large file",
      pair({ func: 1 }, { func: 2 }, { files: [codeFile("index.js", { bytes: 40_000 })] }),
      "bundle",
    ],
    [
      "the top level of a bundle",
      pair({}, {}, { files: [codeFile("index.js", { isBundle: true })] }),
      "bundle",
    ],
    [
      "files of which one loads the other",
      pair(
        { file: "a.js" },
        { file: "b.js" },
        {
          files: [codeFile("a.js", { imports: ["b.js"] }), codeFile("b.js")],
        },
      ),
      "component",
    ],
    [
      "files that have nothing to do with each other",
      pair({ file: "a.js" }, { file: "b.js" }),
      "package",
    ],
    ["a sink that is known whole", pair({}, { isClosed: true }), null],
  ])("of %s", (_, facts, proximity) => {
    expect(findChains(facts, theft)[0]?.proximity ?? null).toBe(proximity);
  });

  test("a value that arrives in another part of the sink was not followed into this one", () => {
    const facts = codeFacts(
      [atom(0, "src.env.bulk"), atom(1, "snk.proc", { isClosed: true })],
      [[0, 1, "env"]],
    );
    const chains = findChains(facts, {
      sources: ["src.env.bulk"],
      sinks: ["snk.proc"],
      into: ["command"],
    });
    expect(chains).toEqual([]);
  });
});

describe("surface", () => {
  test.each<[string, Surface, Surface, boolean, Surface]>([
    ["the sink's, for a followed value", "cli", "install", true, "install"],
    ["the weaker, for neighbours", "install", "call", false, "call"],
    ["dormant, as soon as one of them is", "dormant", "load", false, "dormant"],
  ])("is %s", (_, source, sink, flow, surface) => {
    const [chain] = findChains(pair({ surface: source }, { surface: sink }, { flow }), theft);
    expect(chain?.surface).toBe(surface);
  });
});

describe("points", () => {
  const row: Weight = { base: 140, scale: "a", floor: 100, byDestination: true };
  const points = (facts: CodeFacts, weight: Partial<Weight> = {}) => {
    const [chain] = findChains(facts, theft);
    return chain === undefined ? null : chainPoints(facts, chain, { ...row, ...weight });
  };
  const to = (destination: Partial<Destination>, surface: Surface = "load") =>
    pair({}, { destination: { ...foreign, ...destination }, surface }, { flow: true });

  test.each<[string, number | null, number]>([
    ["an environment posted at install", points(to({}, "install")), 140],
    ["the same in a command", points(to({}, "cli")), 119],
    ["in a function", points(pair({ func: 2 }, { func: 2 })), 126],
    ["in a file", points(pair({ func: 1 }, { func: 2 })), 112],
    [
      "in a bundled command",
      points(
        pair(
          { func: 1, surface: "cli" },
          { func: 2, surface: "cli" },
          {
            files: [codeFile("index.js", { isBundle: true })],
          },
        ),
      ),
      35.7,
    ],
    ["to where the caller says", points(to({ class: "param", host: null })), 28],
    ["to this machine", points(to({ class: "local", host: null })), 14],
    ["to a decoded address", points(to({ class: "decoded" })), 160],
    ["to a drop, without encryption", points(to({ class: "drop", isPlainHttp: true })), 170],
    ["at factor B in a command", points(to({}, "cli"), { scale: "b", base: 125 }), 62.5],
    ["where nothing is reachable", points(to({}, "dormant")), 42],
    [
      "where nothing is reachable, of a row that blocks alone",
      points(to({}, "dormant"), { solo: true }),
      100,
    ],
  ])("of %s", (_, found, expected) => {
    expect(found).toBe(expected);
  });

  test("what is only near in a bundle stays below a block, whatever stands around it", () => {
    const facts = codeFacts(
      [
        atom(0, "src.env.bulk", { func: 1 }),
        atom(1, "snk.net", { func: 2, destination: { ...foreign, class: "drop" } }),
        atom(2, "ctx.gate", { func: 2 }),
        atom(3, "ctx.selfclean", { func: 2 }),
      ],
      [],
      [codeFile("index.js", { isBundle: true })],
    );
    expect(points(facts, { base: 300 })).toBeLessThan(100);
  });

  test("silence and a gate around a chain add to it", () => {
    const facts = codeFacts(
      [
        atom(0, "src.env.bulk"),
        atom(1, "snk.net", { destination: foreign }),
        atom(2, "ctx.silent"),
        atom(3, "ctx.gate", { func: 9 }),
      ],
      [[0, 1]],
    );
    expect(points(facts)).toBe(145);
  });
});

test("a chain is told without any text of the package", () => {
  const [chain] = findChains(
    pair({ names: ["secret text"] }, { text: "other text" }, { flow: true }),
    theft,
  );
  expect(chain === undefined ? [] : describeChain(chain)).toEqual([
    "src.env.bulk at index.js:1",
    "snk.net at index.js:2",
  ]);
});
