import type { Destination } from "../atoms.ts";
import { words } from "../lists/words.ts";
import type { Call, Machine } from "../machine.ts";
import type { Taint, Value } from "../value.ts";
import {
  answer,
  argument,
  asInstance,
  callbackOf,
  calls,
  memberOf,
  named,
  nothing,
  optionOf,
  type Table,
} from "./define.ts";
import { destinationOf } from "./destination.ts";
import { withFiles } from "./fs-paths.ts";
import { shownText } from "./path-text.ts";
import { recipientsOf } from "./recipients.ts";
import { allSecrets, listsSecrets } from "./secret-stores.ts";

/** Clients of one service whose address stands in the client and not in the code that uses it. */
function serviceClient(host: string, of: Destination["class"]): (call: Call) => Value {
  return ({ machine, name, args }) => {
    machine.use("network.out", host);
    const data = { host: machine.text(host), of: machine.text(of), api: machine.text(name) };
    // The key that a client is made with goes to its own service only.
    const client = machine.instance("ServiceClient", data);
    const key = machine.taintOf(...args);
    if (key.atoms.length > 0) sendTo(machine, client, { headers: machine.array(args) });
    return client;
  };
}

function sendTo(
  machine: Machine,
  client: Value,
  inputs: Readonly<Record<string, Value | undefined>>,
  names: readonly string[] = [],
): Taint {
  const data = asInstance(client)?.data;
  const host = machine.knownText(data?.["host"]) ?? "";
  const isDrop = machine.knownText(data?.["of"]) === "drop";
  const destination: Destination = { class: isDrop ? "drop" : "literal", host, isPlainHttp: false };
  const api = machine.knownText(data?.["api"]) ?? "";
  const named = names.length === 0 ? {} : { names };
  machine.sink("snk.net", { api, destination, ...named }, inputs);
  return machine.source("src.remote", { api, destination });
}

/** A client that is told its own key and sends messages for others. */
function mailService(host: string): (call: Call) => Value {
  return ({ machine, name }) => {
    machine.use("network.out", host);
    const data = { host: machine.text(host), of: machine.text("literal"), api: machine.text(name) };
    return machine.instance("ServiceClient", data);
  };
}

/** Somebody outside is given a way to this machine. */
function openTunnel(call: Call): Value {
  const { machine, name } = call;
  const destination: Destination = { class: "unknown", host: null, isPlainHttp: false };
  machine.use("network.out", "*");
  machine.use("network.in");
  machine.sink("snk.net", { api: name, destination, names: ["tunnel"] }, {});
  const address = machine.unknown(machine.source("src.remote", { api: name, destination }));
  return answer(call, address);
}

const reading =
  /^(?:get|list|find|fetch|read|head|describe|search|on|once|launch|login|start|stop|use|isPolling)/;

/** What is written goes to the service; a message that comes from there is somebody else's text. */
function askService(call: Call): Value {
  const { machine, self, args, name } = call;
  const given = withFiles(
    machine,
    args.filter((arg) => !machine.isFunction(arg)),
    name,
  );
  const handlers = args.filter((arg) => machine.isFunction(arg));
  const data = asInstance(self)?.data;
  const remote = sendTo(
    machine,
    self,
    reading.test(memberOf(name)) ? {} : { body: machine.array(given) },
    given.flatMap((message) => recipientsOf(machine, message)),
  );
  for (const handler of handlers) {
    const event = machine.instance("ServiceClient", data ?? {}, remote);
    machine.call(handler, [event, machine.unknown(remote)]);
  }
  return machine.unknown(remote);
}

/** A read of something that anybody could have written onto a public chain. */
function chainClient(call: Call): Value {
  const { machine, name, args } = call;
  const address = destinationOf(machine, args.find((arg) => arg.type === "text") ?? nothing);
  machine.use("network.out", address.destination.host ?? "*");
  return machine.instance("ChainClient", { api: machine.text(name) });
}

function askChain(call: Call): Value {
  const { machine, self } = call;
  const destination: Destination = { class: "chain", host: null, isPlainHttp: false };
  const api = `${machine.knownText(asInstance(self)?.data["api"]) ?? "chain"}.${memberOf(call.name)}`;
  const remote = machine.source("src.remote", { api, destination });
  const given = call.args.filter((arg) => !machine.isFunction(arg));
  if (machine.taintOf(...given).atoms.length > 0) {
    machine.sink("snk.net", { api, destination }, { body: machine.array(given) });
  }
  const handler = callbackOf(call);
  if (handler !== undefined) machine.call(handler, [machine.unknown(remote)]);
  return machine.unknown(remote);
}

const repositoryWrites =
  /^(?:create|update|push|merge|add|set|upload|delete|replace|fork|dispatch|reRun|createOrUpdate|transfer|rename|enable)/;
const repositoryParts = words(`
  rest repos actions issues pulls gists git users orgs teams apps search activity checks packages
  secretScanning codespaces dependabot migrations reactions`).join(",");

function askRepository(call: Call): Value {
  const { machine, name, args } = call;
  const api = `pkg:@octokit.${memberOf(name)}`;
  const destination: Destination = { class: "literal", host: "api.github.com", isPlainHttp: false };
  const route = machine.knownText(args[0]) ?? "";
  const isWrite = repositoryWrites.test(memberOf(name)) || /^(?:POST|PUT|PATCH) /.test(route);
  machine.use("network.out", "api.github.com");
  const inputs = { body: machine.array(args) };
  if (isWrite) machine.sink("snk.repo", { api, destination }, inputs);
  machine.sink("snk.net", { api, destination }, inputs);
  return answer(call, machine.unknown(machine.source("src.remote", { api, destination })));
}

/** A page that is opened by a browser which the package drives. */
function openPage(call: Call): Value {
  const { machine } = call;
  const target = argument(call, 0);
  const { destination } = destinationOf(machine, target);
  machine.use("network.out", destination.host ?? "*");
  machine.sink("snk.net", { api: "browser.goto", destination }, { url: target });
  return machine.unknown(machine.source("src.remote", { api: "browser.goto", destination }));
}

const chainClients = `
  pkg:ethers.{Contract,JsonRpcProvider,WebSocketProvider,InfuraProvider,AlchemyProvider,EtherscanProvider,getDefaultProvider}
  pkg:ethers.ethers.{Contract,JsonRpcProvider,WebSocketProvider,getDefaultProvider}
  pkg:ethers.providers.{JsonRpcProvider,StaticJsonRpcProvider,WebSocketProvider,InfuraProvider,EtherscanProvider}
  pkg:ethers.ethers.providers.{JsonRpcProvider,WebSocketProvider} pkg:web3 pkg:web3.Web3
  pkg:viem.{createPublicClient,getContract} pkg:@solana/web3.js.{Connection,createSolanaRpc}
  pkg:@solana/rpc.createSolanaRpc pkg:tronweb pkg:tronweb.TronWeb pkg:aptos.AptosClient
  pkg:@aptos-labs/ts-sdk.Aptos pkg:@mysten/sui/client.SuiClient pkg:@ton/ton.TonClient
  pkg:near-api-js.connect pkg:arweave pkg:arweave.init pkg:ipfs-http-client.create`;

const cloudClients = `
  pkg:aws-sdk.* pkg:@azure/{storage-blob,keyvault-secrets,identity,service-bus,cosmos}.*
  pkg:@google-cloud/{secret-manager,pubsub,firestore,bigquery,logging}.*
  pkg:@aws-sdk/client-{s3,secrets-manager,ssm,sts,lambda,dynamodb,sqs,sns,ses,ec2,iam,kms,cloudwatch-logs}.*`;

/** One class for each service and one for each command; what a command holds goes to that cloud. */
function cloudCall({ machine, name, args }: Call): Value {
  machine.use("network.out", "*");
  const names = recipientsOf(machine, optionOf(machine, args[0], "Destination"));
  if (names.length > 0) {
    const destination: Destination = { class: "config", host: null, isPlainHttp: false };
    machine.sink("snk.net", { api: name, destination, names }, { body: args[0] });
  }
  const data = { api: machine.text(name), options: args[0] ?? nothing };
  return machine.instance("CloudClient", data, machine.taintOf(...args));
}

/** A store that the package names itself, with a key that the package brings: it is not its user's. */
function ownStore(machine: Machine, options: Value | undefined): Destination | null {
  const credentials = optionOf(machine, options, "credentials") ?? options;
  const key =
    optionOf(machine, credentials, "secretAccessKey") ??
    optionOf(machine, credentials, "secretKey");
  if (machine.knownText(key) === null) return null;
  const { destination } = destinationOf(machine, optionOf(machine, options, "endpoint"));
  return destination.class === "local" || destination.host === null ? null : destination;
}

export const services: Table = [
  ...calls({
    "pkg:node-telegram-bot-api pkg:telegraf.Telegraf pkg:telegraf pkg:grammy.Bot pkg:telegram.TelegramClient pkg:gramjs.TelegramClient":
      serviceClient("api.telegram.org", "drop"),
    "pkg:discord.js.{Client,WebhookClient} pkg:discord-webhook-node.Webhook pkg:discord.js-selfbot-v13.Client pkg:eris pkg:oceanic.js.Client":
      serviceClient("discord.com", "drop"),
    "pkg:@slack/webhook.IncomingWebhook pkg:@slack/web-api.WebClient pkg:@slack/bolt.App":
      serviceClient("hooks.slack.com", "drop"),
    "pkg:twilio": serviceClient("api.twilio.com", "literal"),
    "pkg:resend.Resend": serviceClient("api.resend.com", "literal"),
    "pkg:@sendgrid/mail.send": (call) =>
      askService({ ...call, self: serviceClient("api.sendgrid.com", "literal")(call) }),
    "pkg:@emailjs/nodejs.send pkg:emailjs-com.send": (call) =>
      askService({ ...call, self: serviceClient("emailjs.com", "drop")(call) }),
    "pkg:googleapis.google.{sheets,drive,calendar,gmail}": serviceClient(
      "googleapis.com",
      "literal",
    ),
    "pkg:firebase/firestore.{addDoc,setDoc,updateDoc} pkg:firebase/database.{set,push,update} pkg:firebase/storage.{uploadBytes,uploadString,uploadBytesResumable} pkg:firebase-admin.{firestore,database,storage}":
      (call) => askService({ ...call, self: serviceClient("firebaseio.com", "drop")(call) }),
    "pkg:airtable": serviceClient("api.airtable.com", "drop"),
    "pkg:ngrok pkg:ngrok.connect pkg:@ngrok/ngrok.{connect,forward,listener} pkg:localtunnel pkg:untun.startTunnel pkg:cloudflared.tunnel pkg:cloudflared.Tunnel.quick pkg:tunnelmole.tunnelmole":
      openTunnel,
    "pkg:postmark.{ServerClient,Client}": mailService("api.postmarkapp.com"),
    "pkg:mailgun-js pkg:mailgun.js pkg:mailgun.js.client": mailService("api.mailgun.net"),
    "pkg:mailersend.MailerSend": mailService("api.mailersend.com"),
    "pkg:node-mailjet pkg:node-mailjet.{apiConnect,connect}": mailService("api.mailjet.com"),
    "pkg:sparkpost": mailService("api.sparkpost.com"),
    "instance:ServiceClient.{launch,login,start,stop,destroy,catch,use}": (call) => {
      const key = call.machine.taintOf(...call.args);
      if (key.atoms.length > 0)
        sendTo(call.machine, call.self, { headers: call.machine.array(call.args) });
      return call.machine.unknown();
    },
    "instance:ServiceClient.*": askService,
    [chainClients]: chainClient,
    [cloudClients]: cloudCall,
    "instance:CloudClient.*": (call) => {
      const { machine, self, args, name } = call;
      const own = ownStore(machine, asInstance(self)?.data["options"]);
      const destination: Destination = own ?? { class: "config", host: null, isPlainHttp: false };
      const isGivenAway = own !== null && args.some((arg) => machine.knownText(arg) === null);
      if (machine.taintOf(...args).atoms.length > 0 || isGivenAway) {
        const names = isGivenAway ? { names: [`also:endpoint:${own.host}`] } : {};
        const body = machine.array(args);
        machine.sink("snk.net", { api: "cloud.send", destination, ...names }, { body });
      }
      const asked = machine.unknown(machine.taintOf(...args));
      const command = machine.knownText(asInstance(args[0])?.data["api"]) ?? name;
      return listsSecrets(memberOf(command))
        ? answer(call, machine.tainted(asked, allSecrets(machine, command)))
        : answer(call, asked);
    },
    "pkg:@aws-sdk/client-{secrets-manager,ssm}.{paginateListSecrets,paginateBatchGetSecretValue,paginateGetParametersByPath,paginateDescribeParameters}":
      ({ machine, name }) => machine.unknown(allSecrets(machine, name)),
    "instance:ChainClient.*": askChain,
    "pkg:@octokit/rest.Octokit pkg:octokit.Octokit pkg:@octokit/core.Octokit pkg:@octokit/rest pkg:@actions/github.getOctokit":
      (call) => {
        const key = call.machine.taintOf(...call.args);
        const made = call.machine.instance("Octokit");
        if (key.atoms.length > 0) {
          const destination: Destination = {
            class: "literal",
            host: "api.github.com",
            isPlainHttp: false,
          };
          call.machine.sink(
            "snk.net",
            { api: call.name, destination },
            { headers: call.machine.array(call.args) },
          );
        }
        return made;
      },
    "instance:Octokit.* pkg:@octokit/request.request": askRepository,
    "pkg:@octokit/graphql.graphql": askRepository,
    "pkg:simple-git pkg:simple-git.{simpleGit,default} pkg:isomorphic-git": ({ machine }) =>
      machine.instance("Git"),
    "instance:Git.{push,commit,pushTags} pkg:isomorphic-git.{push,commit}": (call) => {
      call.machine.use("subprocess", "git");
      call.machine.sink("snk.repo", { api: call.name }, { body: call.machine.array(call.args) });
      return answer(call, call.machine.unknown());
    },
    "instance:Git.addConfig": (call) => {
      const { machine, name, args } = call;
      const [key, value, , scope] = args.map((arg) => machine.textOf(arg));
      const where = scope === "global" || scope === "system" ? `--${scope} ` : "";
      const text = shownText(`git config ${where}${key ?? "<?>"} '${value ?? "<?>"}'`);
      machine.use("subprocess", "git");
      machine.sink("snk.proc", { api: name, names: ["git"], text }, { args: machine.array(args) });
      return answer(call, call.self);
    },
    "instance:Git.*": (call) => {
      call.machine.use("subprocess", "git");
      return answer(call, call.self);
    },
    "pkg:libnpmpublish.{publish,unpublish} pkg:npm-registry-client.publish": (call) => {
      call.machine.use("network.out", "*");
      call.machine.sink("snk.publish", { api: call.name }, { body: call.machine.array(call.args) });
      return answer(call, call.machine.unknown());
    },
    "pkg:puppeteer.{launch,connect} pkg:puppeteer-core.{launch,connect} pkg:playwright.{chromium,firefox,webkit}.{launch,connect,launchPersistentContext} pkg:playwright-core.{chromium,firefox,webkit}.{launch,connect,launchPersistentContext}":
      (call) => {
        call.machine.use("subprocess");
        call.machine.use("network.out", "*");
        return call.machine.instance("Browser");
      },
    "instance:Browser.{goto,navigate}": openPage,
    "instance:Browser.{newPage,newContext,pages,defaultBrowserContext,createBrowserContext,waitForTarget,mainFrame}":
      ({ self }) => self,
    "instance:Browser.{evaluate,evaluateHandle,$eval,$$eval,addInitScript,evaluateOnNewDocument}": (
      call,
    ) => {
      const handler = callbackOf(call);
      if (handler !== undefined) call.machine.call(handler, []);
      return call.machine.unknown(call.machine.source("src.remote", { api: "browser.page" }));
    },
  }),
  ...named(`instance:Octokit.{${repositoryParts}}`, { read: (_machine, self) => self }),
  ...named(
    "instance:ServiceClient.{telegram,api,chat,webhooks,messages,users,channel,channels,guild,emails,client,spreadsheets,values,files,events}",
    {
      read: (_machine, self) => self,
    },
  ),
  ...named("instance:ChainClient.{eth,methods,rpc,trx,contract,connection,provider,net}", {
    read: (_machine, self) => self,
  }),
];
