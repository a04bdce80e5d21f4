/** What a value of the server is after its way through JSON. */
export type AsJson<T> = T extends Date
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends object
      ? // Of arrays and tuples, too.
        { readonly [K in keyof T]: AsJson<T[K]> }
      : T;
