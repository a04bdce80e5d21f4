import { sendKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { findChains } from "../chains/find-chains.ts";
import { isLoose } from "../chains/is-loose.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** Saved logins, cookies, wallets and keychains are opened. */
export const browserStores: Rule = atomRule({
  meta: {
    id: "EXF-12",
    family: "theft",
    points: 130,
    solo: false,
    title: "Saved logins, cookies or wallets are read.",
    advice:
      "See what becomes of them; a library for that returns them to the caller and sends none.",
  },
  atoms: ["src.browserstore", "src.wallet"],
  message: "Code reads where browsers or wallets keep logins, cookies or keys.",
  weigh: (atom, pkg) => {
    if (atom.surface === "install" || atom.surface === "load") return {};
    const sent = findChains(pkg.code, { sources: ({ id }) => id === atom.id, sinks: sendKinds });
    if (sent.some(({ proximity }) => !isLoose(proximity))) return {};
    if (opensNothing(atom, pkg)) return { base: 20, floor: 0 };
    // A library whose purpose it is: the caller asks for it, and nothing leaves.
    return { base: 50, floor: 40, floorOn: ["call", "handler"] };
  },
});

/**
 * The names of profiles stand in the file that also holds a key; alone it opens nothing. Neither do the
 * settings of a profile, among which stands what is installed in it.
 */
const withoutLock = /(?:^|\/)(?:local state|(?:secure )?preferences)$/i;

function opensNothing({ kind }: Atom, { code }: PackageView): boolean {
  const stores = codeIndex(code).of("src.browserstore");
  return (
    kind === "src.browserstore" && stores.every(({ detail }) => withoutLock.test(detail.path ?? ""))
  );
}
