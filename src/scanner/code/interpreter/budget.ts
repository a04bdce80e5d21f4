import type { Interpreter } from "./interpreter.ts";

/** Steps of one package. One is a node that is looked at; a few millions are a second. */
export const packageSteps = 4_000_000;

/**
 * Gives a piece of work its own budget, within that of the package: for what is known and simply
 * runs, and a smaller one for looking at the same functions with other arguments.
 */
export function runWithin(
  engine: Interpreter,
  steps: number,
  leisure: number,
  run: () => void,
): void {
  const { stepLimit, leisureLimit, steps: start } = engine;
  engine.stepLimit = Math.min(packageSteps, engine.steps + steps);
  engine.leisureLimit = Math.min(packageSteps, engine.steps + leisure);
  try {
    run();
  } finally {
    // What a file uses up does not count for the one that loads it.
    const used = engine.steps - start;
    engine.stepLimit = Math.min(packageSteps, stepLimit + used);
    engine.leisureLimit = Math.min(packageSteps, leisureLimit + used);
  }
}

/** Makes sure that a layer of code can run, whatever those around it used up. */
export function allowLayer(engine: Interpreter, chars: number): void {
  engine.stepLimit = Math.min(
    packageSteps,
    Math.max(engine.stepLimit, engine.steps + 200_000 + chars),
  );
}
