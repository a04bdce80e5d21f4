import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const act = `require("child_process").execSync("git push");`;
/** On what surface the push of a file that is loaded acts. */
const surfaceOf = (code: string) => foundIn(code).surfaces["snk.repo"];

describe("what is done for a word behind the command is asked for", () => {
  test.each([
    `if (process.argv[2] === "release") ${act}`,
    `const [, , word] = process.argv; if (word) ${act}`,
    `const words = process.argv.slice(2); switch (words[0]) { case "major": case "minor": ${act} }`,
    `const argv = require("minimist")(process.argv.slice(2)); if (argv.push) ${act}`,
    `const argv = require("minimist")(process.argv.slice(2), { boolean: ["n"] }); if (argv._.length) ${act}`,
    `const argv = require("mri")(process.argv.slice(2)); if ("push" in argv) ${act}`,
    `const { values } = require("util").parseArgs({ options: { push: { type: "boolean" } } }); if (values.push) ${act}`,
    `const run = () => { ${act} }; if (process.argv[2] === "push") run();`,
    `const process_1 = { default: require("process") }; if (process_1.default.argv[2]) ${act}`,
    `const { program } = require("commander"); program.command("push").action(() => { ${act} }); program.parse();`,
    `const { Command } = require("commander"); const push = new Command("push").action(() => { ${act} }); new Command("x").addCommand(push).parse();`,
    `const { Command } = require("commander"); exports.make = () => { const c = new Command(); c.action(() => { ${act} }); return c; }; exports.make();`,
    `const cli = require("cac").cac("x"); cli.command("push [to]", "Push").option("--a").action(() => { ${act} }); cli.parse(process.argv);`,
    `require("yargs").command("push", "Push", {}, () => { ${act} }).argv;`,
  ])("%s", (code) => expect(surfaceOf(code)).toBe("call"));
});

describe("what is done without one is not", () => {
  test.each([
    act,
    `if (process.argv[2] !== "stop") ${act}`,
    `if (!process.argv[2]) ${act}`,
    `if (process.argv.length > 1) ${act}`,
    `if (process.argv[0]) ${act}`,
    `if (process.argv[2] === undefined) ${act}`,
    `const word = process.argv[2] || "release"; if (word === "release") ${act}`,
    `const word = process.argv[2] ?? "release"; switch (word) { case "release": ${act} }`,
    `const isQuiet = !process.argv[2]; if (isQuiet) ${act}`,
    `if (process.argv[2] === "help") console.log("x"); else ${act}`,
    `if (process.argv[2] === "help") process.exit(0); ${act}`,
    `switch (process.argv[2]) { case "help": break; default: ${act} }`,
    `switch (process.argv[2]) { case undefined: case "x": ${act} }`,
    `if (require("anything")(process.argv.slice(2))) ${act}`,
    `const argv = require("minimist")(process.argv.slice(2), { default: { push: true } }); if (argv.push) ${act}`,
    `const argv = require("minimist")(["--push"]); if (argv.push) ${act}`,
    `const { program } = require("commander"); program.action(() => { ${act} }); program.parse();`,
    `const { Command } = require("commander"); new Command("x").action(() => { ${act} }).parse();`,
    `const { Command } = require("commander"); class Own extends Command {} const c = new Own(); c.action(() => { ${act} }); c.parseAsync(process.argv);`,
    `const { program } = require("commander"); program.command("push", { isDefault: true }).action(() => { ${act} }); program.parse();`,
    `const { program } = require("commander"); program.command("push").action(() => { ${act} }); program.parse(["node", "x", "push"]);`,
    `require("yargs").command("$0", "Push", {}, () => { ${act} }).argv;`,
  ])("%s", (code) => expect(surfaceOf(code)).toBe("load"));
});

test("a part of what the user names is the user's, too", () => {
  const found = foundIn(`
    const argv = require("minimist")(process.argv.slice(2));
    require("fs").readFileSync(require("os").homedir() + "/" + argv._[0].slice(1));
    fetch(argv.to.trim());`);
  expect(found.atoms).toContain("snk.net param null");
});

test("files of a folder that the user names are no sweep, those of one that is found are", () => {
  const read = (folder: string) => `
    const fs = require("fs"), path = require("path"), home = require("os").homedir();
    const argv = require("minimist")(process.argv.slice(2));
    const dir = path.join(home, ${folder});
    for (const name of fs.readdirSync(dir)) fs.readFileSync(path.join(dir, name), "utf8");`;
  expect(foundIn(read("argv._[0].substr(1)")).kinds).not.toContain("src.file.sweep");
  expect(foundIn(read("fs.readdirSync(home)[0]")).kinds).toContain("src.file.sweep");
});

test("an address that the code puts in for it is the code's", () => {
  const found = foundIn(`
    const argv = require("minimist")(process.argv.slice(2), { default: { to: "https://a.test" } });
    fetch(argv.to);`);
  expect(found.atoms).not.toContain("snk.net param null");
});
