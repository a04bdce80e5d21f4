import { type Completion, type Engine, normal, PackageThrow, returned } from "../engine.ts";
import { Scope } from "../scope.ts";
import { none, union } from "../taints.ts";
import type { CatchClause, TryStatement } from "../tree.ts";
import type { Value } from "../value.ts";
import { eitherOf, unknownOf } from "../values.ts";

export function executeTry(engine: Engine, node: TryStatement, scope: Scope): Completion {
  const { block: body, handler = null, finalizer = null } = node;
  let completion: Completion = normal;
  let thrown: PackageThrow | null = null;
  const { risks, remote } = engine;
  const before = engine.thrown.count;
  engine.remote = none;
  const isSilent = handler !== null && isEmpty(handler);
  if (isSilent) engine.silences += 1;
  if (handler !== null) engine.tries += 1;
  const { depth, frame, gates } = engine;
  const gateCount = gates.length;
  try {
    completion = engine.execute(body, scope);
  } catch (error) {
    if (!(error instanceof PackageThrow)) throw error;
    thrown = error;
    engine.depth = depth;
    engine.frame = frame;
    gates.length = gateCount;
  } finally {
    if (handler !== null) engine.tries -= 1;
    if (isSilent) engine.silences -= 1;
  }
  if (handler !== null) {
    const others = engine.thrown.takeSince(before);
    if (thrown !== null) {
      engine.postponeRest(body.body, 0, scope);
      completion = caught(engine, handler, thrown.value, scope);
    } else if (engine.risks !== risks || engine.isOpen) {
      // What a peer answers may arrive as an error, and be run by the handler (EXE-05).
      const error = eitherOf([unknownOf(engine.remote), ...others]);
      const way = engine.fork(() => caught(engine, handler, error, scope));
      if (completion === returned && way !== returned) completion = normal;
    } else {
      engine.postpone(handler.body, bindError(engine, handler, unknownOf(none), scope));
    }
  }
  engine.remote = union(remote, engine.remote);
  if (finalizer !== null) {
    const last = engine.execute(finalizer, scope);
    if (last !== normal) return last;
  }
  if (handler === null && thrown !== null) throw thrown;
  return completion;
}

function caught(engine: Engine, handler: CatchClause, error: Value, scope: Scope): Completion {
  return engine.execute(handler.body, bindError(engine, handler, error, scope));
}

function bindError(engine: Engine, handler: CatchClause, error: Value, scope: Scope): Scope {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  if (handler.param != null) engine.assign(handler.param, error, inner, "let");
  return inner;
}

function isEmpty({ body }: CatchClause): boolean {
  return body.body.every(
    (node) =>
      node.type === "EmptyStatement" || (node.type === "ReturnStatement" && node.argument == null),
  );
}
