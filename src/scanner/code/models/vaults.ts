import type { Call, Machine, Model } from "../machine.ts";
import type { Value } from "../value.ts";
import { expandNames, nothing } from "./define.ts";

const hashers = "pkg:{bcrypt,bcryptjs,bcrypt-nodejs,@node-rs/bcrypt}";

const curves =
  "pkg:{@noble/curves/secp256k1.secp256k1,@noble/curves/ed25519.ed25519,@noble/secp256k1,@noble/ed25519,secp256k1,tiny-secp256k1}";

/**
 * Functions that are trusted with a secret, and which argument it is. Whoever offers them under their
 * own name is trusted with it as well, and has no reason to tell anybody.
 */
const trusted: readonly (readonly [names: string, index: number])[] = [
  [`${hashers}.{hash,hashSync,compare,compareSync,verify}`, 0],
  ["pkg:{argon2,@node-rs/argon2}.{hash,hashSync,hashRaw}", 0],
  ["pkg:{argon2,@node-rs/argon2}.{verify,verifySync}", 1],
  ["pkg:{jsonwebtoken,jwt-simple,jws}.{sign,verify,encode,decode}", 1],
  ["node:crypto.{scrypt,scryptSync,pbkdf2,pbkdf2Sync} pkg:scrypt-js.{scrypt,syncScrypt}", 0],
  ["node:crypto.{createHmac,createCipheriv,createDecipheriv}", 1],
  ["node:crypto.{createPrivateKey,privateDecrypt}", 0],
  [
    "pkg:{bip39,@scure/bip39,bip39-light}.{validateMnemonic,mnemonicToSeed,mnemonicToSeedSync,mnemonicToEntropy}",
    0,
  ],
  [
    "pkg:@solana/web3.js.Keypair.{fromSecretKey,fromSeed} pkg:{ethers,ethers.ethers}.Wallet pkg:{ethers,ethers.ethers}.Wallet.{fromPhrase,fromMnemonic,fromEncryptedJson} pkg:ethers.HDNodeWallet.{fromPhrase,fromSeed}",
    0,
  ],
  [
    "pkg:viem/accounts.{privateKeyToAccount,mnemonicToAccount,hdKeyToAccount} pkg:{bip32,hdkey,@scure/bip32.HDKey}.{fromSeed,fromMasterSeed,fromBase58,fromExtendedKey} pkg:bitcoinjs-lib.ECPair.{fromWIF,fromPrivateKey} pkg:web3-eth-accounts.privateKeyToAccount",
    0,
  ],
  [`${curves}.{sign,signSync,signAsync,ecdsaSign,schnorr.sign}`, 1],
  [`${curves}.{getPublicKey,publicKeyCreate}`, 0],
  ["pkg:tweetnacl.{sign,sign.detached} pkg:jose.SignJWT.sign", 1],
  ["pkg:{keytar,@github/keytar}.setPassword", 2],
  [
    "pkg:openpgp.{decryptKey,readPrivateKey} pkg:tweetnacl.sign.keyPair.{fromSeed,fromSecretKey}",
    0,
  ],
];

function entrust(machine: Machine, name: string, secret: Value): void {
  machine.noteTrust(secret);
  if (machine.isFrom("src.param", secret))
    machine.sink("snk.vault", { api: name }, { data: secret });
}

/** The same models, with a note of what each of those functions is trusted with. */
export function withTrust(models: Map<string, Model>): void {
  for (const [names, index] of trusted) {
    for (const name of names.split(" ").flatMap(expandNames)) {
      const known = models.get(name);
      const call = (given: Call): Value => {
        entrust(given.machine, name, given.args[index] ?? nothing);
        return known?.call?.(given) ?? given.machine.unknown();
      };
      models.set(name, { ...known, call });
    }
  }
}
