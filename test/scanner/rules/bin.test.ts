import type { CodeFacts, Flow } from "../../../src/scanner/code/atoms.ts";
import { executable } from "../../../src/scanner/rules/bin-01-executable.ts";
import { disguisedBinary } from "../../../src/scanner/rules/bin-02-disguised.ts";
import { oddLoading } from "../../../src/scanner/rules/bin-04-odd-loading.ts";
import { binaryWords } from "../../../src/scanner/rules/bin-05-binary-words.ts";
import { innerArchive } from "../../../src/scanner/rules/bin-06-inner-archive.ts";
import { mediaCarrier } from "../../../src/scanner/rules/bin-07-media-carrier.ts";
import { webAssemblyImports } from "../../../src/scanner/rules/bin-08-webassembly-imports.ts";
import { compiledScript } from "../../../src/scanner/rules/bin-09-compiled-script.ts";
import { atom, codeFacts, codeFile } from "../../support/code-facts.ts";
import { compiledCache, elf, gzip, pe, png, wasm, zip } from "../../support/media.ts";
import type { ViewOptions } from "../../support/package-view.ts";
import { describeRule } from "../../support/rule-tables.ts";

const code = {};
const library = { "index.js": "module.exports = (a) => a;\n" };
const hook = { scripts: { postinstall: "node setup.js" } };

function started(surface: "install" | "load" | "call"): CodeFacts {
  return codeFacts([atom(0, "snk.proc", { surface, text: "./tools/helper.exe --go" })]);
}

describeRule(executable, {
  flags: {
    "a program beside a library": { binaries: { "tools/helper.exe": pe() }, files: library, code },
    "a class": {
      binaries: { "a/b.class": Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52]) },
      code,
    },
    "a program that a hook starts": {
      binaries: { "tools/helper": elf() },
      manifest: { scripts: { preinstall: "chmod +x tools/helper && ./tools/helper" } },
      code,
      points: 120,
    },
    "a program that starts at load": {
      binaries: { "tools/helper.exe": pe() },
      code: started("load"),
      points: 120,
    },
    "a program with the name of a picture": { binaries: { "logo.png": elf() }, code, points: 120 },
    "a program with the name of a licence": { binaries: { LICENSE: pe() }, code, points: 120 },
    "a cache without its source": {
      binaries: {
        "x/__pycache__/a.cpython-313.pyc": Buffer.from([
          0xcb,
          0x0d,
          0x0d,
          0x0a,
          ...Buffer.alloc(12),
        ]),
      },
      code,
    },
  },
  passes: {
    "prebuilt addons": { binaries: { "prebuilds/linux-x64/addon.node": elf() }, code },
    "a build in its place": { binaries: { "build/Release/addon.node": elf() }, code },
    "a package for one system": {
      binaries: { tool: elf() },
      manifest: { os: ["linux"], cpu: ["x64"] },
      code,
      explainedBy: "R2",
    },
    "a command": { binaries: { tool: elf() }, manifest: { bin: { tool: "./tool" } }, code },
    "an addon that is built": {
      binaries: { "a.node": elf() },
      files: { "binding.gyp": "{}" },
      code,
    },
    "an addon with a loader": {
      binaries: { "a.node": elf() },
      manifest: { dependencies: { "node-gyp-build": "^4" } },
      code,
    },
    "a program that the code starts when it is asked": {
      binaries: { "vendor/helper64.exe": pe() },
      files: { "index.js": "exports.run = () => spawn(join(vendor, 'helper' + bits + '.exe'));" },
      code: started("call"),
    },
    "a program among tests": {
      binaries: { "test/fixtures/a.exe": pe() },
      code,
      explainedBy: "R19",
    },
    "a cache beside its source": {
      binaries: {
        "x/__pycache__/a.cpython-313.pyc": Buffer.from([
          0xcb,
          0x0d,
          0x0d,
          0x0a,
          ...Buffer.alloc(12),
        ]),
      },
      files: { "x/a.py": "a = 1\n" },
      code,
    },
  },
});

describeRule(disguisedBinary, {
  flags: {
    "a program as a picture": { binaries: { "logo.png": elf() }, code },
    "an archive as a text": { binaries: { "notes.txt": zip() }, code },
    "a compressed file as a style": { binaries: { "a.css": gzip() }, code },
    "another archive as a packed script": { binaries: { "a.gz.js": zip() }, code },
    "a program as a packed script": { binaries: { "a.gzip.js": pe() }, code },
    "a program as a map that code names": {
      binaries: { "index.js.map": pe() },
      files: { "index.js": "load('index.js.map')" },
      code,
      points: 100,
    },
  },
  passes: {
    "a picture under another format's ending": { binaries: { "a.jpg": png() }, code },
    "a codec with an ending of its own": { binaries: { "codec.png": wasm("env.abort") }, code },
    "archives that say so": {
      binaries: { "a.zip": zip(), "a.json.gz": gzip(), "a.docx": zip() },
      code,
    },
    "a script that is served packed": { binaries: { "a.min.gzip.js": gzip() }, code },
    "data without an ending": { binaries: { "tables/data": gzip(), "geo.dat": gzip() }, code },
  },
});

function loaded(
  options: Parameters<typeof atom>[2],
  source?: "src.remote" | "src.blob",
): ViewOptions {
  const atoms = [atom(0, "snk.native", options), atom(1, source ?? "src.host")];
  const flows: Flow[] =
    source === undefined ? [] : [{ source: 1, sink: 0, into: "path", through: [] }];
  return { code: { ...codeFacts(atoms), flows } };
}

describeRule(oddLoading, {
  flags: {
    "a downloaded addon": { ...loaded({}, "src.remote"), points: 63 },
    "an unpacked addon": { ...loaded({}, "src.blob"), points: 63 },
    "an addon in a folder for temporary files": {
      ...loaded({ path: "<temp>/a.node" }),
      points: 63,
    },
    "an encoded path": { ...loaded({ folded: "decoded" }), points: 63 },
    "at install": { ...loaded({ surface: "install", path: "/tmp/a.node" }), points: 100 },
    "when somebody calls it": { ...loaded({ surface: "call", path: "<temp>/a.node" }), points: 42 },
  },
  passes: {
    "an addon by its path": loaded({ path: "build/Release/a.node" }),
    "a path that is put together": loaded({ folded: "joined" }),
    nothing: { code },
  },
});

const telling = elf(`${"x".repeat(600)}/.ssh/id_rsa\0wallet.dat\0`);

describeRule(binaryWords, {
  flags: {
    "two classes": { binaries: { helper: telling }, code, points: 40 },
    "many classes": {
      binaries: {
        helper: elf(`${"x".repeat(600)}/.npmrc wallet.dat stratum+tcp: /dev/tcp/ eval(atob(`),
      },
      code,
      points: 60,
    },
  },
  passes: {
    "a runtime for one system": {
      binaries: { tool: telling },
      manifest: { os: ["linux"] },
      code,
      explainedBy: "R2",
    },
    "libraries for networks": {
      binaries: { helper: elf("https://example.test /etc/ssl/certs".repeat(40)) },
      code,
    },
    "the same words in a text": { files: { "docs.md": "wallet.dat and /.ssh/id_rsa" }, code },
  },
});

describeRule(innerArchive, {
  flags: {
    "an encrypted one": { binaries: { "data.zip": zip(1) }, code },
    "one that a hook opens": {
      binaries: { "data.zip": zip() },
      manifest: { scripts: { postinstall: "unzip data.zip" } },
      code,
      points: 100,
    },
    "one that a hook's script opens": {
      binaries: { "data.zip": zip() },
      files: { "setup.js": "extract('data.zip')" },
      manifest: hook,
      code,
      points: 100,
    },
    "one for the record": { binaries: { "assets/data.zip": zip() }, code, points: 10 },
    "sources of a tool that are compiled where it does not run": {
      binaries: { "vendor/source/tool.tar.gz": gzip() },
      files: {
        "setup.js":
          "build('vendor/source/tool.tar.gz', ['./configure --prefix=x', 'make install'])",
      },
      manifest: { ...hook, bin: { tool: "cli.js" } },
      code,
      points: 30,
    },
    "sources that a script compiles which the hook's script loads": {
      binaries: { "vendor/tool.tar.gz": gzip() },
      files: {
        "setup.js": "require('./build.js').build()",
        "build.js":
          "exports.build = () => run('tar xzf vendor/tool.tar.gz', './configure', 'make install')",
      },
      manifest: { ...hook, bin: { tool: "cli.js" } },
      code: {
        ...codeFacts([
          atom(0, "snk.proc", { surface: "install", text: "tar xzf vendor/tool.tar.gz" }),
        ]),
        files: ["setup.js", "build.js"].map((path) => codeFile(path, { surface: "install" })),
      },
      points: 30,
    },
    "the same, of a package without a tool": {
      binaries: { "vendor/source/tool.tar.gz": gzip() },
      files: { "setup.js": "build('vendor/source/tool.tar.gz', ['./configure', 'make'])" },
      manifest: hook,
      code,
      points: 100,
    },
  },
  passes: {
    fixtures: { binaries: { "test/fixtures/a.zip": zip() }, code, explainedBy: "R19" },
    "compressed files that say so": { binaries: { "a.json.gz": gzip(), "b.svgz": gzip() }, code },
    documents: { binaries: { "a.docx": zip(), "b.epub": zip() }, code },
  },
});

function read(through: Flow["through"], sink: "snk.code" | "snk.net"): ViewOptions {
  const facts = codeFacts([atom(0, "src.ownfile"), atom(1, sink)]);
  return { code: { ...facts, flows: [{ source: 0, sink: 1, into: "code", through }] } };
}

describeRule(mediaCarrier, {
  flags: { "points of a picture": { ...read(["pixel", "charcode"], "snk.code"), points: 112.5 } },
  passes: {
    "a file that is evaluated, which is OBF-07": read(["slice"], "snk.code"),
    "a picture that is sent": read(["pixel"], "snk.net"),
    nothing: { code },
  },
});

describeRule(webAssemblyImports, {
  flags: {
    "a process": { binaries: { "a.wasm": wasm("env.abort", "host.execSync") }, code },
    "an evaluator": { binaries: { "a.wasm": wasm("env.eval") }, code },
    "a script runner": { binaries: { "a.wasm": wasm("env.emscripten_run_script_string") }, code },
  },
  passes: {
    "a codec": {
      binaries: { "a.wasm": wasm("env.memory", "env.abort", "env.emscripten_resize_heap") },
      code,
    },
    "system stubs": {
      binaries: { "a.wasm": wasm("wasi_snapshot_preview1.fd_write", "a.b") },
      code,
    },
    "a fixture": { binaries: { "test/a.wasm": wasm("env.eval") }, code, explainedBy: "R19" },
  },
});

describeRule(compiledScript, {
  flags: {
    "a cache that code loads": {
      binaries: { "main.jsc": compiledCache() },
      files: { "index.js": "require('./main.jsc')" },
      code,
    },
    "a cache that a hook's script loads": {
      binaries: { "main.jsc": compiledCache() },
      files: { "setup.js": "require('./main.jsc')" },
      manifest: hook,
      code,
      points: 100,
    },
    "a cache under another ending": {
      binaries: { "data.bin": compiledCache() },
      files: { "index.js": "load('data.bin')" },
      code,
    },
    "a cache handed to the runtime": {
      files: {
        "index.js": "new (require('vm').Script)('', { cachedData: read() }).runInThisContext();",
      },
      points: 54,
    },
    "a cache that nothing names": { binaries: { "old.jsc": compiledCache() }, code, points: 20 },
  },
  passes: {
    "source under that ending": { files: { "a.jsc": "module.exports = 1;\n" }, code },
    "a cache beside the source that it was made from": {
      files: {
        "index.js":
          "exports.run = (code, data) => new (require('vm').Script)(code, { cachedData: data });",
      },
    },
    nothing: { code },
  },
});
