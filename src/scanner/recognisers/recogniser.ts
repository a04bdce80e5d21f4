import type { Chain } from "../chains/chain.ts";
import type { PackageView } from "../rule.ts";

/**
 * An honest structure that looks like a threat (threat catalogue §12). It explains one chain and
 * only when the code shows every condition; whatever else was found stays as it is.
 */
export interface Recogniser {
  readonly id: string;
  explains(chain: Chain, pkg: PackageView): boolean;
}
