import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** What somebody types into a page is sent to somebody else. */
export const skimmer: Rule = chainRule({
  meta: {
    id: "WEB-03",
    family: "web",
    points: 120,
    solo: false,
    title: "Form fields or cookies of the page are sent to a fixed host.",
    advice: "Form libraries send where the page says; see whose host this is.",
  },
  queries: [
    { sources: ["src.dom"], sinks: [...sendKinds], flowOnly: true },
    {
      sources: ["src.dom"],
      sinks: ({ kind, detail }) => kind === "snk.dom" && detail.destination !== undefined,
      flowOnly: true,
    },
  ],
  message: "Code sends what stands in form fields or cookies to a fixed host.",
  weigh: ({ sources, sink }, pkg) => {
    if (sources.every((source) => isVisible(source) || isOwnStore(source, pkg))) return null;
    return goesOn(sink) ? { base: 10, floor: 0, byDestination: true } : { byDestination: true };
  },
});

/**
 * The page goes on to an address that it put together, as after a search or a filter: everybody sees that,
 * and nobody who steals wants to be seen. Who is sent something has to be known for more.
 */
function goesOn({ detail }: Atom): boolean {
  const { names, destination } = detail;
  return names?.includes("navigation") === true && destination?.class === "unknown";
}

function isVisible({ detail }: Atom): boolean {
  const { api = "", names = [] } = detail;
  if (names.some((name) => name.startsWith("storage:") && !personal.test(name))) return true;
  return [api, ...names].every((name) => visible.test(name));
}

const maxText = 4 * 1024 * 1024;
const makesStore = /\bcreateObjectStore\b/;
/** What is kept under a name, as it is written: a literal, or something else. */
const keeps = /\bsetItem\s{0,4}\(\s{0,4}(?:(["'`])([^"'`]{1,200})\1|[A-Za-z_$])/g;

const listsAll =
  /Storage\s{0,2}\.\s{0,2}(?:key\s{0,2}\(|length\b)|\b(?:keys|entries|values|getOwnPropertyNames)\s{0,2}\(\s{0,2}(?:window\.|globalThis\.)?(?:local|session)Storage/;

/**
 * A package that keeps something in the page for itself reads what it wrote. Who opens a store of others
 * makes none, and who goes through all that is kept asks for no name.
 */
function isOwnStore({ detail, file }: Atom, pkg: PackageView): boolean {
  const { api = "", names = [] } = detail;
  const text = pkg.text(file) ?? "";
  if (api === "global.indexedDB.open") return makesStore.test(text);
  if (!/^global\.(?:local|session)Storage\.getItem$/.test(api)) return false;
  const key = (names[0] ?? "").replace(/^storage:/, "");
  if (key === "storage" && listsAll.test(text.slice(0, maxText))) return false;
  const isLiteral = ['"', "'", "`"].some((quote) =>
    text.includes(`getItem(${quote}${key}${quote}`),
  );
  return [...text.slice(0, maxText).matchAll(keeps)].some(([, , name]) =>
    name === undefined ? !isLiteral : name === key,
  );
}

/** Of what scripts keep in a page: whatever opens something, or says who somebody is. */
const personal =
  /token|auth|sess|jwt|secret|passw|pwd|credential|key|seed|mnemonic|wallet|user|account|card|persist|cart|e?mail|phone|address|profile|login|access|refresh|cookie/i;

/** What every measuring script reads of a page: where it is, what it is called. */
const visible =
  /(?:location|href|title|referrer|url|pathname|hostname|origin|search|hash|innerWidth|innerHeight|screen|userAgent|language)$/i;
