import { words } from "../lists/words.ts";
import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import { answer, calls, named, type Table } from "./define.ts";

/** What comes out tells nobody what went in: a signature, a digest, an address, a public key. */
function oneWay(call: Call): Value {
  return answer(call, call.machine.unknown());
}

/** The same in steps: what a hash or signer was fed with is not in what it gives. */
function begin({ machine }: Call): Value {
  return machine.instance("OneWay");
}

const digests =
  "sha1,sha224,sha256,sha384,sha512,sha512_256,sha3_256,sha3_512,keccak256,keccak_256,ripemd160,hash160,hash256,blake2b,blake2s,blake3,md5,hmac,hmacSha256,hmacSha512,pbkdf2,scrypt,hkdf";
const curves = "sign,signSync,signAsync,schnorr.sign,getPublicKey,getSharedSecret,verify";
const cryptoJs = words("MD5 SHA1 SHA224 SHA256 SHA384 SHA512 SHA3 RIPEMD160 PBKDF2 EvpKDF").concat(
  words("MD5 SHA1 SHA224 SHA256 SHA384 SHA512 SHA3 RIPEMD160").map((name) => `Hmac${name}`),
);

export const oneWays: Table = [
  ...calls({
    [`pkg:crypto-js.{${cryptoJs.join(",")}}`]: oneWay,
    [cryptoJs
      .map((name) => `pkg:crypto-js/${name.toLowerCase().replace("hmac", "hmac-")}`)
      .join(" ")]: oneWay,
    [`pkg:{js-sha256,js-sha512,js-sha3,js-sha1,hash-wasm,ethereum-cryptography/keccak,ethereumjs-util,@ethereumjs/util,ethers,viem,ethers.ethers,ethers.utils,ethers.ethers.utils,tweetnacl,@noble/hashes/sha256,@noble/hashes/sha512,@noble/hashes/sha3,@noble/hashes/hmac,@noble/hashes/sha2,@noble/hashes/pbkdf2,bitcoinjs-lib.crypto}.{${digests},hash,hashMessage,solidityKeccak256}`]:
      oneWay,
    "pkg:{js-sha256,js-sha512,js-sha1,md5,blueimp-md5,js-md5,hmacsha1,aws4.sign,bcrypt.hash,bcryptjs.hash,argon2.hash}":
      oneWay,
    [`pkg:{@noble/secp256k1,@noble/ed25519,@noble/curves/secp256k1.secp256k1,@noble/curves/ed25519.ed25519,secp256k1,tiny-secp256k1,ed2curve}.{${curves},ecdsaSign,publicKeyCreate,pointFromScalar,privateToPublic}`]:
      oneWay,
    "pkg:tweetnacl.{sign,sign.detached,box,secretbox,box.before,auth,scalarMult,scalarMult.base} pkg:tweetnacl-util.decodeUTF8":
      oneWay,
    "pkg:{ethers,ethers.ethers,ethers.utils,ethers.ethers.utils}.{computeAddress,computePublicKey,getAddress,verifyMessage,recoverAddress} pkg:viem/accounts.{privateKeyToAddress,publicKeyToAddress,sign,signMessage,signTransaction} pkg:{ethereumjs-util,@ethereumjs/util}.{privateToAddress,privateToPublic,pubToAddress,ecsign,toChecksumAddress}":
      oneWay,
    "pkg:bitcoinjs-lib.payments.{p2pkh,p2wpkh,p2sh,p2tr,p2wsh,embed} pkg:bitcoinjs-lib.address.{toBech32,toBase58Check}":
      oneWay,
    "pkg:jsonwebtoken.sign pkg:jwt-simple.encode pkg:jws.sign pkg:web3-eth-accounts.{sign,signTransaction,privateKeyToAccount}":
      oneWay,
    "pkg:crypto-js.algo.HMAC.create pkg:node-forge.hmac.create pkg:create-hmac pkg:jose.SignJWT pkg:jssha pkg:hash.js.{hmac,sha256,sha512} pkg:elliptic.{ec,eddsa} pkg:node-forge.md.{sha256,sha1,sha512,md5}.create":
      begin,
    "instance:OneWay.{digest,finalize,getHMAC,getHash,hex,sign,toHex,getPublic}": oneWay,
  }),
  ...named("instance:OneWay.*", { call: ({ self }) => self }),
];
