import { words } from "./words.ts";

/**
 * Services where anybody can leave or collect something without an account that could be traced
 * (19.6): a destination there says nothing about who listens. Chat and document services are among
 * them although their own clients name them; the service alone is never a verdict.
 */
const dropHosts = words(`
  requestbin.com requestbin.net requestcatcher.com webhook.site webhookinbox.com hookbin.com
  pipedream.net beeceptor.com mockbin.org mockbin.io postb.in ptsv2.com ptsv3.com typedwebhook.tools
  webhook-test.com svix.com hookdeck.com requestinspector.com httpdump.app
  oast.pro oast.live oast.site oast.online oast.fun oast.me interact.sh burpcollaborator.net
  oastify.com dnslog.cn ceye.io canarytokens.com dnsbin.zhack.ca bxss.me xss.report ezxss.com
  ngrok.io ngrok.app ngrok-free.app ngrok.dev loca.lt localtunnel.me serveo.net trycloudflare.com
  localhost.run lhr.life lhr.rocks bore.pub pagekite.me tunnelmole.net telebit.io playit.gg
  pinggy.link pinggy.io zrok.io devtunnels.ms
  pastebin.com paste.ee pastes.io dpaste.com dpaste.org hastebin.com ghostbin.com rentry.co rentry.org
  controlc.com ix.io sprunge.us termbin.com paste.rs 0bin.net privatebin.net justpaste.it
  pastie.org codepad.org gist.githubusercontent.com raw.githubusercontent.com telegra.ph
  transfer.sh file.io 0x0.st anonfiles.com gofile.io catbox.moe temp.sh tmpfiles.org bashupload.com
  filebin.net uguu.se pixeldrain.com sendspace.com wetransfer.com ufile.io oshi.at litterbox.catbox.moe
  filetransfer.io store1.gofile.io mega.nz
  hooks.slack.com discord.com discordapp.com api.telegram.org
  formspree.io formsubmit.co getform.io formcarry.com usebasin.com script.google.com
  sheet.best sheetdb.io docs.google.com api.airtable.com emailjs.com
  bit.ly tinyurl.com t.ly is.gd v.gd cutt.ly rb.gy shorturl.at ow.ly
  duckdns.org no-ip.com no-ip.org ddns.net dynu.com hopto.org zapto.org sytes.net freedns.afraid.org
  jsonbin.io jsonblob.com npoint.io jsonkeeper.com api.jsonstorage.net extendsclass.com kvdb.io
  keyvalue.immanuel.co textdb.dev textdb.online mocky.io
  calendar.app.google calendar.google.com drive.google.com dl.dropboxusercontent.com notion.site
  surge.sh glitch.me repl.co replit.app`);
/** Where blocks, contracts and accounts of public chains are read. */
const chainHosts = words(`
  infura.io alchemy.com alchemyapi.io g.alchemy.com quicknode.com quiknode.pro ankr.com rpc.ankr.com
  llamarpc.com publicnode.com cloudflare-eth.com 1rpc.io drpc.org blastapi.io nodereal.io chainstack.com
  getblock.io blockpi.network meowrpc.com tenderly.co moralis.io etherscan.io bscscan.com
  polygonscan.com api.trongrid.io tronscan.org trongrid.io mainnet-beta.solana.com api.devnet.solana.com
  solana.com helius-rpc.com genesysgo.net bsc-dataseed.binance.org bsc-dataseed1.binance.org
  binance.org aptoslabs.com fullnode.mainnet.aptoslabs.com sui.io blockstream.info blockchain.info
  blockchain.com blockcypher.com mempool.space toncenter.com tonapi.io near.org arbitrum.io
  polygon-rpc.com mainnet.base.org optimism.io avax.network ipfs.io dweb.link
  arweave.net icp0.io ic0.app`);
/** Services that say from which address they were called. */
const addressServices = words(`
  api.ipify.org api64.ipify.org ipify.org ifconfig.me ifconfig.co ifconfig.io icanhazip.com
  ipinfo.io ip-api.com ipapi.co checkip.amazonaws.com ident.me myexternalip.com whatismyip.akamai.com
  api.ip.sb api.my-ip.io ipecho.net wtfismyip.com ipwho.is freegeoip.app ipgeolocation.io geojs.io
  get.geojs.io api.myip.com api.country.is ip.seeip.org eth0.me ipv4.icanhazip.com l2.io
  bot.whatismyipaddress.com trackip.net jsonip.com httpbin.org/ip extreme-ip-lookup.com`);
/** Addresses by which machines in a cloud ask for their own credentials. */
const metadataHosts = new Set(
  words(`
  169.254.169.254 169.254.170.2 169.254.170.23 100.100.100.200 192.0.0.192
  metadata.google.internal metadata metadata.goog instance-data metadata.azure.internal
  metadata.packet.net fd00:ec2::254 fd00:ec2::23`),
);

export type HostKind = "drop" | "chain" | "imds" | "address-service" | "local" | "ip" | "name";

/** What is known about a host, which is in lower case and as URLs write it after parsing. */
export function hostKind(host: string): HostKind {
  const plain = host.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const mapped = mappedAddress(plain) ?? plain;
  if (metadataHosts.has(mapped)) return "imds";
  if (isLocal(mapped)) return "local";
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(mapped) || mapped.includes(":")) return "ip";
  if (isBelow(plain, addressServices)) return "address-service";
  if (isBelow(plain, chainHosts)) return "chain";
  return isBelow(plain, dropHosts) ? "drop" : "name";
}

function isBelow(host: string, list: readonly string[]): boolean {
  return list.some((name) => host === name || host.endsWith(`.${name}`));
}

/** `::ffff:a9fe:a9fe` is an address of the old kind in the clothes of the new one. */
function mappedAddress(host: string): string | null {
  const found = /^::(?:ffff:(?:0:)?)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (found?.[1] === undefined || found[2] === undefined) return null;
  const [high, low] = [Number.parseInt(found[1], 16), Number.parseInt(found[2], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** Names without a dot are given by a machine, a container's neighbours or an office's network. */
const plainName = /^(?=[a-z0-9-]*[a-z])[a-z0-9-]+$/;

function isLocal(host: string): boolean {
  return (
    plainName.test(host) ||
    /^(?:localhost|.*\.localhost|.*\.local|host\.docker\.internal|0\.0\.0\.0|::1?)$/.test(host) ||
    /^(?:127|10)\.\d+\.\d+\.\d+$/.test(host) ||
    /^192\.168\.\d+\.\d+$/.test(host) ||
    /^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) ||
    /^169\.254\.\d+\.\d+$/.test(host) ||
    /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/.test(host)
  );
}
