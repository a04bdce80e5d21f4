import { expect, test } from "vitest";
import { createSingleFlight } from "../../src/upstream/single-flight.ts";

test("callers of the same key share one run and its failure; afterwards it runs anew", async () => {
  const flights = createSingleFlight();
  let runs = 0;
  const work = async () => {
    runs++;
    await Promise.resolve();
    if (runs === 1) throw new Error("first");
    return runs;
  };

  const shared = [flights.run("a", work), flights.run("a", work)];
  expect((await Promise.allSettled(shared)).map(({ status }) => status)).toEqual([
    "rejected",
    "rejected",
  ]);
  expect(runs).toBe(1);
  expect(await Promise.all([flights.run("a", work), flights.run("a", work)])).toEqual([2, 2]);
  expect(await Promise.all([flights.run("b", work), flights.run("c", work)])).toEqual([4, 4]);
});
