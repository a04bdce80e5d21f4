import type { Bundle } from "./read-bundle.ts";

/** What is kept of a bundle beside its entry, so that its archive need not be read again. */
export interface PackFacts {
  readonly description: string;
  readonly author: string;
  readonly license: string;
  /** Whether it says what its tools may touch; saying nothing is not the same as touching nothing. */
  readonly isDeclared: boolean;
  /** The text of signature.txt, and what it is about. */
  readonly signature: string | null;
  readonly signingDigest: string;
}

export function factsOfBundle({ manifest, guarantees, ...bundle }: Bundle): PackFacts {
  const { description, author, license } = manifest;
  const { signature, signingDigest } = bundle;
  return {
    description,
    author,
    license,
    isDeclared: guarantees !== null,
    signature,
    signingDigest,
  };
}
