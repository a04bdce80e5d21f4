import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseShell } from "../../../src/scanner/shell/syntax/parse.ts";
import type { Part, Script, Word } from "../../../src/scanner/shell/syntax/script.ts";

/** A script in one line: words in brackets, unquoted text bare, quoted text in quotes. */
function shown({ pipelines }: Script): string {
  return pipelines
    .map(({ stages, background }) => {
      const line = stages.map((stage) => {
        if (stage.kind === "function") return `${stage.name}(): ${shown(stage.body)}`;
        const redirects = stage.redirects.map(
          ({ descriptor, operator, target }) => `${descriptor}${operator}${shownWord(target)}`,
        );
        if (stage.kind === "loop") {
          const head = [`${stage.name}:`, ...stage.items.map(shownWord)].join(" ");
          return [`${head} (${shown(stage.body)})`, ...redirects].join(" ");
        }
        if (stage.kind === "group") return [`(${shown(stage.body)})`, ...redirects].join(" ");
        const assigned = stage.assignments.map(({ name, value }) => `${name}=${shownWord(value)}`);
        return [...assigned, ...stage.words.map(shownWord), ...redirects].join(" ");
      });
      return line.join(" | ") + (background ? " &" : "");
    })
    .join("; ");
}

function shownWord(word: Word): string {
  return `[${word.map(shownPart).join(" ")}]`;
}

function shownPart(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.quoted ? `'${part.text}'` : part.text;
    case "variable": {
      const text = part.fallback === "" ? `$${part.name}` : `$${part.name}:${part.fallback}`;
      return part.quoted ? `'${text}'` : text;
    }
    case "output":
      return part.quoted ? `'$(${shown(part.script)})'` : `$(${shown(part.script)})`;
    case "process":
      return `${part.direction}(${shown(part.script)})`;
  }
}

const read = (text: string) => shown(parseShell(text).script);

const keywords = [
  ...["if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac"],
  ...["select", "in", "function", "coproc", "time"],
];

describe("parseShell", () => {
  test.each([
    // Words and quotes.
    ["curl  x\t-s", "[curl] [x] [-s]"],
    ["c'ur'l \"a b\"", "[c 'ur' l] ['a b']"],
    ["'a$(b)`c`\\d'", "['a$(b)`c`\\d']"],
    ['"\\$A \\"b\\" \\n"', "['$A \"b\" \\n']"],
    ["c\\url a\\ b", "[c 'u' rl] [a ' ' b]"],
    ["cu\\\nrl", "[cu rl]"],
    ["$'\\x63\\165\\u0072l\\n'", "['curl\n']"],
    ["'' \"\"", "[''] ['']"],
    ["'never closed; sh", "['never closed; sh']"],
    ['"never closed; sh', "['never closed; sh']"],
    // Variables and substitutions.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shell text
    ["$A ${B} ${C:-curl} ${#D} $1 $", "[$A] [$B] [$C:curl] [$D] [$1] [$]"],
    ['"a$A b"', "['a' '$A' ' b']"],
    ["$(curl x | sh)", "[$([curl] [x] | [sh])]"],
    ['"$(echo "$(date)")"', "['' '$([echo] ['' '$([date])' ''])' '']"],
    ["`echo \\`date\\``", "[$([echo] [$([date])])]"],
    ["$((1 + 2)) x", "[0] [x]"],
    ["diff <(a) >(b)", "[diff] [<([a])] [>([b])]"],
    ["${never closed", "[$never]"],
    ["$(never closed", "[$([never] [closed])]"],
    // Lists, groups and keywords.
    ["a; b && c || d & e\nf", "[a]; [b]; [c]; [d] &; [e]; [f]"],
    ["a | b |& c", "[a] | [b] | [c]"],
    ["(a; b) | c", "([a]; [b]) | [c]"],
    ["{ a; } > f", "([a]) >[f]"],
    ["if a; then b; elif c; then d; else e; fi", "([a]; [b]; [c]; [d]; [e])"],
    ["for x in a b; do c; done; d", "x: [a] [b] ([c]); [d]"],
    ["while a; do b; done", "([a]; [b])"],
    ["case $x in a|b) c;; *) d;; esac; e", "([c]; [d]); [e]"],
    ["f() { a; }; f", "f(): [a]; [f]"],
    ["a=(b 'c d') e", "a=[b ' ' 'c d'] [e]"],
    ["echo if then fi", "[echo] [if] [then] [fi]"],
    ["a # b | c\nd", "[a]; [d]"],
    ["a#b", "[a#b]"],
    // Assignments and redirections.
    ["A=1 B+='x y' c D=2", "A=[1] B=[ 'x y'] [c] [D=2]"],
    ["a > f 2>&1 >> g < h", "[a] >[f] 2>&[1] >>[g] <[h]"],
    ["a &> f", "[a] &>[f]"],
    ["a <<< 'b c'", "[a] <<<['b c']"],
    // Here-documents.
    ["sh <<E | b\ncurl $x\nE\nc", "[sh] <<['curl $x'] | [b]; [c]"],
    ["sh <<-'E'\n\tcurl\n\tE\nc", "[sh] <<['curl']; [c]"],
    ["a <<A <<B\n1\nA\n2\nB\nc", "[a] <<['1'] <<['2']; [c]"],
    ["sh <<E\ncurl", "[sh] <<['curl']"],
    ["sh <<E\r\ncurl\r\nE\r\nc", "[sh] <<['curl\r']; [c]"],
  ])("reads %j", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each(["", " \t\r\n", ";;", "&&&", "|||", ")", "}", "fi", "esac", "\\", "#"])(
    "finds no command in %j",
    (text) => {
      expect(read(text).replace("['']", "")).toBe("");
    },
  );

  const nestings = [
    ["substitutions", "$("],
    ["quoted substitutions", '"$('],
    ["process substitutions", "<("],
    ["groups", "("],
    ["braces", "{ "],
    ["conditions", "if "],
    ["loops", "while "],
  ] as const;

  test.each(nestings)("reads 40 %s", (_, opener) => {
    expect(parseShell(opener.repeat(40)).complete).toBe(true);
  });

  test.each(nestings)("stops at 60 %s, and says so", (_, opener) => {
    expect(parseShell(opener.repeat(60)).complete).toBe(false);
  });

  test("says that a backtick's text nests too deep", () => {
    expect(parseShell(`\`${"$(".repeat(60)}\``).complete).toBe(false);
  });

  test("says that it does not read more than a mebibyte", () => {
    expect(parseShell("a ".repeat(512 * 1024)).complete).toBe(true);
    expect(parseShell(`${"a ".repeat(512 * 1024)}b`).complete).toBe(false);
  });

  test("reads any text, to an end", () => {
    const piece = fc.oneof(
      fc.constantFrom(..."()`\"'{}|&;<>$#\\\n\t ~=!"),
      fc.constantFrom("$(", "${", "<<E\n", "E\n", "<<<", "$'", "((", "))", "if ", "fi", "case "),
      fc.constantFrom("in ", "esac", "for ", "do ", "done", "A=", "2>&1", "curl ", "sh "),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        expect(shown(parseShell(text).script)).toBe(shown(parseShell(text).script));
      }),
      { numRuns: 1000 },
    );
  });

  test("finds a command behind any closed text", () => {
    // A keyword opens something by itself, so a text of it is not closed: the next test has those.
    const word = fc.stringMatching(/^[a-z]{1,8}$/).filter((text) => !keywords.includes(text));
    const quoted = fc
      .tuple(word, fc.constantFrom("'", '"', "$(", "`", "(", "{ "))
      .map(([text, open]) => {
        const close = { $: ")", "(": ")", "{": "; }" }[open.charAt(0)] ?? open;
        return `${open}${text}${close}`;
      });
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 8 }), (parts) => {
        const { script } = parseShell(`${parts.join("; ")}; curl x`);
        const last = script.pipelines.at(-1);
        expect(last === undefined ? "" : shown({ pipelines: [last] })).toBe("[curl] [x]");
      }),
    );
  });

  test.each(keywords)("does not lose the command behind an unfinished %s", (keyword) => {
    for (const text of [`$(${keyword})`, `(${keyword})`, `{ ${keyword}; }`]) {
      expect(JSON.stringify(parseShell(`${text}; curl x`).script)).toContain('"curl"');
    }
  });
});
