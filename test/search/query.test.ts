import { describe, expect, test } from "vitest";
import { label, parseQuery, type SearchQuery } from "../../src/search/query.ts";

const empty: SearchQuery = { words: [], required: [], excluded: [], exactName: null };
const deprecated = label("is", "deprecated");

describe("parseQuery", () => {
  test.each<[string, string, Partial<SearchQuery>]>([
    ["nothing", "", {}],
    ["blanks alone", " \t\n ", {}],
    ["one word, which may be a name", "lodash", { words: ["lodash"], exactName: "lodash" }],
    ["several words", "http  server", { words: ["http", "server"] }],
    ["a person", "author:Ann", { required: [[[label("author", "ann")]]] }],
    ["a maintainer", "maintainer:ann", { required: [[[label("maintainer", "ann")]]] }],
    ["a publisher", "publisher:ann", { required: [[[label("publisher", "ann")]]] }],
    ["a scope", "scope:acme", { required: [[[label("scope", "acme")]]] }],
    ["a scope with its at sign", "scope:@acme", { required: [[[label("scope", "acme")]]] }],
    [
      "any of some keywords",
      "keywords:a,b",
      { required: [[[label("keyword", "a")], [label("keyword", "b")]]] },
    ],
    [
      "all of some keywords",
      "keywords:a+b",
      { required: [[[label("keyword", "a"), label("keyword", "b")]]] },
    ],
    [
      "a keyword and not another",
      "keywords:a,-b",
      { required: [[[label("keyword", "a")]]], excluded: [label("keyword", "b")] },
    ],
    ["keywords without any", "keywords:,+,-", {}],
    ["a flag", "is:deprecated", { required: [[[deprecated]]] }],
    ["a flag that is not wanted", "not:deprecated", { excluded: [deprecated] }],
    ["weights", "quality-weight:1 popularity-weight:0.5 maintenance-weight:x", {}],
    ["boost-exact:false", "lodash boost-exact:false", { words: ["lodash"] }],
    ["an unknown qualifier, as a word", "sort:new", { words: ["sort:new"], exactName: "sort:new" }],
    ["an unknown flag, as a word", "is:odd", { words: ["is:odd"], exactName: "is:odd" }],
    ["a qualifier without a value", "author:", { words: ["author:"], exactName: "author:" }],
    ["what cannot be seen, as blanks", "a\u202eb\u0000c", { words: ["a", "b", "c"] }],
  ])("reads %s", (_, text, expected) => {
    expect(parseQuery(text)).toEqual({ ...empty, ...expected });
  });

  test("cuts what no person would type", () => {
    expect(parseQuery("word ".repeat(5000)).words).toHaveLength(20);
    expect(parseQuery(`author:${"x".repeat(900)}`).required[0]?.[0]?.[0]?.value).toHaveLength(100);
  });
});
