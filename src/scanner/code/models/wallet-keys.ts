import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { answer, callbackOf, calls, memberOf, named, reads, type Table } from "./define.ts";
import { recipientsOf } from "./recipients.ts";

/** Whoever has it owns what it opens; it is worth no less when it was made a moment ago. */
function keyNamed(machine: Machine, name: string, ...from: readonly Value[]): Value {
  const made = machine.unknown(machine.source("src.param", { names: [name] }));
  return machine.unknown(machine.taintOf(made, ...from));
}

const gives =
  (name: string) =>
  (call: Call): Value =>
    answer(call, keyNamed(call.machine, name, ...call.args));

const wallets = `
  pkg:@solana/web3.js.Keypair pkg:@solana/web3.js.Keypair.{generate,fromSecretKey,fromSeed}
  pkg:ethers.Wallet pkg:ethers.Wallet.{createRandom,fromPhrase,fromMnemonic} pkg:ethers.HDNodeWallet.{createRandom,fromPhrase,fromSeed}
  pkg:ethers.ethers.Wallet pkg:ethers.ethers.Wallet.{createRandom,fromPhrase,fromMnemonic}
  pkg:tweetnacl.{sign,box}.keyPair pkg:tweetnacl.sign.keyPair.{fromSeed,fromSecretKey} pkg:bitcoinjs-lib.ECPair.{makeRandom,fromWIF,fromPrivateKey}
  pkg:ethereumjs-wallet.{generate,fromPrivateKey} pkg:bip32.{fromSeed,fromBase58} pkg:hdkey.fromMasterSeed`;

const curves =
  "pkg:{@noble/curves/secp256k1.secp256k1,@noble/curves/secp256k1.schnorr,@noble/curves/ed25519.ed25519,@noble/secp256k1,@noble/ed25519,@noble/curves/p256.p256}";

/** One half of a pair is for others. */
function keyPair(machine: Machine, kept: "privateKey" | "secretKey"): Value {
  return machine.object({ publicKey: machine.unknown(), [kept]: keyNamed(machine, kept) });
}

/** Whoever waits gets both halves one by one. */
function makePair(call: Call): Value {
  const { machine } = call;
  const pair = keyPair(machine, "privateKey");
  const callback = callbackOf(call);
  if (callback === undefined) return pair;
  const [ours, theirs] = [machine.get(pair, "privateKey"), machine.get(pair, "publicKey")];
  machine.call(callback, [machine.primitive(null), theirs, ours]);
  return pair;
}

export const walletKeys: Table = [
  ...calls({
    [`${curves}.utils.{randomPrivateKey,randomSecretKey}`]: gives("privateKey"),
    [`${curves}.keygen`]: ({ machine }) => keyPair(machine, "secretKey"),
    "node:crypto.{generateKeyPair,generateKeyPairSync}": makePair,
    "pkg:@solana/web3.js.PublicKey pkg:@solana/kit.address": ({ machine, args }) =>
      machine.instance("Account", { text: args[0] ?? machine.unknown() }),
    "pkg:@solana/web3.js.SystemProgram.transfer pkg:@solana/spl-token.{createTransferInstruction,transfer}":
      ({ machine, name, args }) => {
        const names = args.flatMap((arg) => recipientsOf(machine, arg));
        if (names.length > 0) {
          const destination = { class: "param", host: null, isPlainHttp: false } as const;
          machine.sink("snk.net", { api: name, destination, names }, {});
        }
        return machine.unknown(machine.taintOf(...args));
      },
    "pkg:{bip39,@scure/bip39,bip39-light}.{generateMnemonic,entropyToMnemonic}": gives("mnemonic"),
    "pkg:{bip39,@scure/bip39,bip39-light}.{mnemonicToSeed,mnemonicToSeedSync,mnemonicToEntropy}":
      gives("seed"),
    [wallets]: ({ machine, args }) =>
      machine.instance("WalletKey", { from: machine.array(args) }, machine.none),
  }),
  ...reads({
    "instance:WalletKey.{secretKey,privateKey,mnemonic,phrase,seed}": (machine, _self, name) =>
      keyNamed(machine, memberOf(name)),
  }),
  // Keys are made out of keys; what is signed or shown of one is not the key.
  ...named("instance:WalletKey.{derivePath,derive,deriveChild,deriveHardened,connect,neuter}", {
    call: ({ self }) => self,
  }),
  ...named("instance:WalletKey.*", { call: ({ machine }) => machine.unknown() }),
  ...named("instance:WalletKey.{toWIF,getPrivateKeyString,getPrivateKey,toBase58}", {
    call: ({ machine }) => keyNamed(machine, "privateKey"),
  }),
];
