/**
 * Works on items side by side and hands out what came of them in their order, as soon as it may.
 *
 * @param ahead how many are begun before the oldest of them is done
 * @param work never rejects
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  ahead: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  for (const item of items) {
    begun.push(work(item));
    if (begun.length < ahead) continue;
    const oldest = begun.shift();
    if (oldest !== undefined) yield await oldest;
  }
  for (const result of begun) yield await result;
}
