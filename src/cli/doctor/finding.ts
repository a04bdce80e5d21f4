/** What one check saw. `note` is worth knowing and nothing wrong; only `wrong` makes doctor fail. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "note" | "wrong";
  readonly message: string;
  /** What to do about it; null where there is nothing to do. */
  readonly fix: string | null;
}

export function ok(check: string, message: string): Finding {
  return { check, state: "ok", message, fix: null };
}

export function note(check: string, message: string, fix: string | null = null): Finding {
  return { check, state: "note", message, fix };
}

export function wrong(check: string, message: string, fix: string): Finding {
  return { check, state: "wrong", message, fix };
}
