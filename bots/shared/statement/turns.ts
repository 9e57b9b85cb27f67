/** Long work, a part at a time: a statement of many pages keeps nobody else from being answered. */

export const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const partItems = 200;

/** What is made of some items after the other, put together. */
export async function inParts<T>(items: readonly T[], make: (part: readonly T[]) => string): Promise<string> {
  const made: string[] = [];
  for (let from = 0; from < items.length; from += partItems) {
    made.push(make(items.slice(from, from + partItems)));
    await othersTurn();
  }
  return made.join('');
}
