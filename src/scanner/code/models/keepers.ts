import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { answer, calls, named, type Table } from "./define.ts";
import { contentOf } from "./fs-paths.ts";

/** What a library fetches from where credentials lie, without its user ever naming the place. */
function credential(machine: Machine, name: string, path: string): Value {
  machine.use("secret", name);
  return machine.unknown(machine.source("src.file.secret", { names: [name], path }));
}

const gives =
  (name: string, path: string) =>
  (call: Call): Value =>
    answer(call, credential(call.machine, name, path));

/** A function that gives credentials when it is called. */
const provider =
  (name: string, path: string) =>
  ({ machine }: Call): Value =>
    machine.instance("CredentialProvider", {
      name: machine.text(name),
      path: machine.text(path),
    });

function provided(call: Call): Value {
  const { machine, self } = call;
  const data = self.type === "instance" ? self.data : {};
  const [name, path] = [machine.knownText(data["name"]), machine.knownText(data["path"])];
  return answer(call, credential(machine, name ?? "credentials", path ?? ""));
}

const chains =
  "fromIni,fromNodeProviderChain,fromSSO,fromProcess,fromTokenFile,fromContainerMetadata,fromInstanceMetadata,fromEnv,defaultProvider";

/** Databases in files, such as those of browsers: what is asked for comes out of the file. */
function openDatabase(call: Call): Value {
  const { machine, args, name } = call;
  const path = args.find((arg) => !machine.isFunction(arg) && arg.type !== "object");
  const content = path === undefined ? machine.unknown() : contentOf(machine, path, name);
  const made = machine.instance("FileDatabase", {}, machine.taintOf(content));
  return answer(call, made);
}

function askDatabase(call: Call): Value {
  const { machine, self, args } = call;
  const rows = machine.unknown(self.taint);
  const handler = args.findLast((arg) => machine.isFunction(arg));
  if (handler !== undefined) machine.call(handler, [machine.primitive(null), rows]);
  return machine.instance("FileDatabase", {}, self.taint);
}

export const keepers: Table = [
  ...calls({
    [`pkg:@aws-sdk/{credential-providers,credential-provider-node,credential-provider-ini}.{${chains}}`]:
      provider("aws credentials", "~/.aws/credentials"),
    "instance:CredentialProvider.{@@call,getToken,getAccessToken,getIdToken,getCredentials}":
      provided,
    "pkg:google-auth-library.{GoogleAuth,auth.getClient,auth}": provider(
      "gcloud",
      "~/.config/gcloud/application_default_credentials.json",
    ),
    "pkg:@azure/identity.{DefaultAzureCredential,AzureCliCredential,ManagedIdentityCredential,ChainedTokenCredential}":
      provider("azure token", "~/.azure"),
    "pkg:registry-auth-token pkg:libnpmconfig.read pkg:npm-conf pkg:@pnpm/npm-conf pkg:npmrc":
      gives(".npmrc", "~/.npmrc"),
    // Where a scope is published to, out of settings that hold more than that.
    "pkg:registry-auth-token/{registry-url,registry-url.js} pkg:registry-url": ({ machine }) =>
      machine.unknown(),
    "pkg:rc": (call) =>
      call.machine.knownText(call.args[0]) === "npm"
        ? credential(call.machine, ".npmrc", "~/.npmrc")
        : call.machine.unknown(),
    "pkg:netrc pkg:netrc-parser pkg:netrc-parser.default.load": gives(".netrc", "~/.netrc"),
    "pkg:{@react-native-async-storage/async-storage,expo-secure-store,react-native-keychain,react-native-sensitive-info,react-native-encrypted-storage}.{getItem,getItemAsync,multiGet,getGenericPassword,getInternetCredentials,getAllItems}":
      (call) => {
        const key = call.machine.knownText(call.args[0]) ?? "";
        const names = [key === "" ? "storage" : `storage:${key}`];
        return answer(
          call,
          call.machine.unknown(call.machine.source("src.dom", { api: call.name, names })),
        );
      },
    "pkg:{better-sqlite3,sqlite3.Database,sqlite3.cached.Database} node:sqlite.DatabaseSync pkg:bun:sqlite.Database bun:sqlite.Database":
      openDatabase,
    "pkg:sqlite.open": (call) => {
      const options = call.args[0];
      const path = options === undefined ? undefined : call.machine.get(options, "filename");
      return openDatabase({ ...call, args: path === undefined ? [] : [path] });
    },
  }),
  ...named("instance:FileDatabase.*", { call: askDatabase }),
];
