import { describe, expect, test } from 'vitest';
import { batched, ConnectionLostError } from '../../core/db/index.ts';

/** Answers when told; remembers what was asked together. */
const desk = () => {
  const batches: number[][] = [];
  const open: (() => void)[] = [];
  const one = batched(async (items: number[]) => {
    batches.push(items);
    await new Promise<void>((resolve) => open.push(resolve));
    return items.map((item) => item * 10);
  }, 3);
  const answer = async () => {
    while (open.length === 0) await new Promise(setImmediate);
    open.shift()!();
  };
  return { batches, one, answer };
};

describe('what is asked at the same time', () => {
  test('is carried out together, and everybody gets their own result', async () => {
    const { batches, one, answer } = desk();
    const results = Promise.all([one(1), one(2)]);
    await answer();
    expect(await results).toEqual([10, 20]);
    expect(batches).toEqual([[1, 2]]);
  });

  test('while many are under way is the next batch, in order and of a limited size', async () => {
    const { batches, one, answer } = desk();
    const first = Promise.all([1, 2, 3].map(one));
    while (batches.length === 0) await new Promise(setImmediate);
    const rest = Promise.all([4, 5, 6, 7].map(one));
    for (let count = 0; count < 3; count += 1) await answer();
    expect([...(await first), ...(await rest)]).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(batches).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  test('while few are under way does not wait for them', async () => {
    const { batches, one, answer } = desk();
    const first = one(1);
    while (batches.length < 1) await new Promise(setImmediate);
    const second = one(2);
    while (batches.length < 2) await new Promise(setImmediate);
    await answer();
    await answer();
    expect(await Promise.all([first, second])).toEqual([10, 20]);
  });

  test('is tried one by one after an error, so that it concerns nobody but its own caller', async () => {
    const one = batched(async (items: number[]) => {
      if (items.includes(2)) throw new Error('two');
      return items;
    }, 10);
    const settled = await Promise.allSettled([one(1), one(2), one(3)]);
    expect(settled.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      1,
      'failed',
      3,
    ]);
  });

  test('is not tried again when the connection was lost: nobody knows what was done, and everybody is told', async () => {
    let tries = 0;
    const one = batched(async (): Promise<number[]> => {
      tries += 1;
      throw new ConnectionLostError('gone');
    }, 10);
    const settled = await Promise.allSettled([one(1), one(2)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(tries).toBe(1);
  });
});
