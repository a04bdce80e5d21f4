import type { ComponentChildren } from "preact";
import type { Loaded } from "../channel/loaded.ts";
import { Failure, Loading } from "./states.tsx";

export interface ShowProps<T> {
  readonly of: Loaded<T>;
  readonly children: (data: T) => ComponentChildren;
}

/** What was asked for: while it comes, when it failed, and when it is there. */
export function Show<T>({ of: { data, error, reload }, children }: ShowProps<T>) {
  if (data === null) {
    return error === null ? <Loading /> : <Failure message={error.message} retry={reload} />;
  }
  return (
    <>
      {error === null ? null : <Failure message={error.message} retry={reload} />}
      {children(data)}
    </>
  );
}
