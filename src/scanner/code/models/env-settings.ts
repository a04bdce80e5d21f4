import type { Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { argument, calls, memberOf, named, nothing, type Table } from "./define.ts";
import { destinationOf } from "./destination.ts";
import { shownText } from "./path-text.ts";

const maxShown = 1024;
/** Variables that other programs obey: what to load, whom to ask, whom to believe. */
const obeyed =
  /^(?:NODE_OPTIONS|NODE_PATH|NODE_TLS_REJECT_UNAUTHORIZED|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|GIT_SSL_(?:NO_VERIFY|CAINFO)|(?:GLOBAL_AGENT_)?(?:HTTPS?|ALL)_PROXY|GIT_(?:SSH|SSH_COMMAND|ASKPASS|PROXY_COMMAND|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|TEMPLATE_DIR|CONFIG_(?:GLOBAL|SYSTEM|VALUE_\d{1,3}))|SSH_ASKPASS|LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|BASH_ENV|ENV|PROMPT_COMMAND|PYTHONSTARTUP|PYTHONPATH|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|NPM_CONFIG_(?:\w{1,60}[:_])?(?:REGISTRY|PROXY|HTTPS_PROXY|STRICT_SSL|CAFILE|CA|SCRIPT_SHELL|SHELL|NODE_OPTIONS|USERCONFIG|GLOBALCONFIG|GIT)|YARN_(?:NPM_REGISTRY_SERVER|REGISTRY|RC_FILENAME)|PIP_(?:EXTRA_)?INDEX_URL|PIP_CONFIG_FILE|UV_(?:DEFAULT_)?INDEX(?:_URL)?|GOPROXY|GOSUMDB|GOFLAGS|RUSTC_WRAPPER|DOCKER_HOST|ANTHROPIC_BASE_URL|OPENAI_(?:API_BASE|BASE_URL))$/i;

/** A variable is set for this process and whatever it starts from now on (PER-02). */
function setVariable(machine: Machine, name: string, value: Value): void {
  if (!obeyed.test(name)) return;
  const text = machine.textOf(value) ?? String(machine.numberOf(value) ?? "");
  const { destination } = destinationOf(machine, value);
  const shown = shownText(text).slice(0, maxShown);
  machine.sink("snk.env", { api: name, names: [name], text: shown, destination }, { data: value });
  if (/^(?:npm_config_)?node_options$/i.test(name)) loadPrograms(machine, text);
}

const loader =
  /(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader)[\s=]{1,4}["']?([^\s"']{1,500})/g;
const maxLoads = 8;

/** What every later process loads first is as much of a part of this one. */
function loadPrograms(machine: Machine, options: string): void {
  for (const [, file = ""] of [...options.matchAll(loader)].slice(0, maxLoads)) {
    const path = file.replace(/^file:\/\//, "");
    if (path.startsWith(marks.package)) machine.load(path);
  }
}

export const envSettings: Table = [
  ...named("global.process.env.*", {
    write: (machine, _self, value, name) => setVariable(machine, memberOf(name), value),
  }),
  ...calls({
    "global.Deno.env.set": (call) => {
      const name = call.machine.knownText(call.args[0]);
      if (name !== null) setVariable(call.machine, name, argument(call, 1));
      return nothing;
    },
  }),
];
