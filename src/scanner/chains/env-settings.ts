import { publicRegistryHosts } from "../../names/public-registry.ts";
import type { Atom } from "../code/atoms.ts";

const loads = /(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader)(?:[\s=])/;
const ownLoad =
  /(?:-r|--require|--import|--loader|--experimental-loader)[\s=]{1,4}["']?(?:file:\/\/)?<package>/;
/** A package by its name, which is there because somebody installed it. */
const knownLoad =
  /(?:-r|--require|--import|--loader|--experimental-loader)[\s=]{1,4}["']?(?!data:|https?:|file:)@?[a-z][\w./-]{0,100}/;
const mirrors =
  /(?:^|\.)(?:npmmirror\.com|taobao\.org|yarnpkg\.com|cnpmjs\.org|pypi\.org|golang\.org|goproxy\.(?:cn|io))$/;
/** Programs that these variables name by default, or that answer nothing. */
const plainProgram =
  /^(?:ssh(?!.*(?:proxycommand|localcommand|\bsh\b|[;&|`$]))|echo|true|cat|less|vim?|nano|:|code|git)\b/i;

/** How grave it is that whatever runs later obeys this variable: 0 when it is not. */
export function obeyedSetting({ detail }: Atom): number {
  const name = (detail.names?.[0] ?? "").toUpperCase();
  const { text = "", destination } = detail;
  // What a caller or the user's own settings say is theirs.
  if (text === "" || /^<(?:config|param|\?|\*)>/.test(text)) {
    if (!/NODE_OPTIONS$/.test(name)) return 0;
  }
  if (/NODE_OPTIONS$/.test(name)) {
    if (!loads.test(text)) return 0;
    if (ownLoad.test(text)) return 80;
    return knownLoad.test(text) ? 50 : 130;
  }
  if (/REJECT_UNAUTHORIZED$|SSL_NO_VERIFY$|STRICT_SSL$/.test(name)) return 50;
  if (/CERT|CA_BUNDLE|CAINFO|_CA(?:FILE)?$/.test(name)) return 130;
  if (/PROXY$|REGISTRY|INDEX|GOSUMDB|DOCKER_HOST|_BASE/.test(name) && !/COMMAND/.test(name)) {
    const { class: place = "unknown", host = null } = destination ?? {};
    const isFixed =
      place === "literal" || place === "decoded" || place === "ip" || place === "drop";
    if (!isFixed || host === null) return 0;
    if (publicRegistryHosts.test(host) || mirrors.test(host)) return 0;
    return name.includes("_BASE") ? 60 : 130;
  }
  if (
    /PATH$|GOFLAGS|^ENV$|CONFIG_(?:VALUE|GLOBAL|SYSTEM)|RC_FILENAME|USERCONFIG|GLOBALCONFIG|TEMPLATE/.test(
      name,
    )
  ) {
    // Hooks and templates that come along for every repository.
    if (name.startsWith("GIT_") && text.includes("<package>")) return 130;
    return /^\/(?:tmp|dev\/shm|var\/tmp)\/|<temp>|<decoded>/.test(text) ? 60 : 0;
  }
  return plainProgram.test(text) ? 0 : 130;
}
