/** What a value of the server is after its way through JSON. */
export type AsJson<T> = T extends Date
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer E)[]
      ? readonly AsJson<E>[]
      : T extends object
        ? { readonly [K in keyof T]: AsJson<T[K]> }
        : T;
