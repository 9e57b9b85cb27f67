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

  describe('by crowds that say what they touch', () => {
    /** Items are lists of what they touch; batches are answered by their place in the order of departure. */
    const airport = () => {
      const batches: string[][] = [];
      const open: (() => void)[] = [];
      const carryOut = async (items: string[]) => {
        batches.push(items);
        await new Promise<void>((resolve) => (open[batches.indexOf(items)] = resolve));
        return items;
      };
      const one = batched(carryOut, 1_000, { touches: (item) => item.split(' ') });
      const departed = async (count: number) => {
        while (batches.length < count) await new Promise(setImmediate);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(batches.length).toBe(count);
      };
      return { batches, one, departed, land: (index: number) => open[index]!() };
    };
    const crowd = Array.from({ length: 40 }, (_, index) => `${index} ${index + 100}`);

    test('flies in two batches that touch nothing in common', async () => {
      const { batches, one, departed, land } = airport();
      const all = Promise.all(crowd.map(one));
      await departed(2);
      expect(batches.map(({ length }) => length)).toEqual([20, 20]);
      land(1);
      land(0);
      expect(await all).toEqual(crowd);
    });

    test('is one batch where all touch the same', async () => {
      const { batches, one, departed, land } = airport();
      const hot = crowd.map((item) => `hot ${item}`);
      const all = Promise.all(hot.map(one));
      await departed(1);
      expect(batches).toEqual([hot]);
      land(0);
      expect(await all).toEqual(hot);
    });

    test('is never overtaken: who touches what waits, or is under way, waits behind it', async () => {
      const { batches, one, departed, land } = airport();
      const first = crowd.map(one);
      await departed(2);
      const late = ['0 x', 'x y', 'free', 'y z'].map(one);
      land(1);
      await departed(3);
      // 0 is under way, x waits behind it, y behind x: only who touches none of it goes.
      expect(batches[2]).toEqual(['free']);
      land(0);
      await departed(4);
      expect(batches[3]).toEqual(['0 x', 'x y', 'y z']);
      land(2);
      land(3);
      await Promise.all([...first, ...late]);
    });

    test('waits where somebody touches what two batches do, and whoever comes after it', async () => {
      const { batches, one, departed, land } = airport();
      const all = [...crowd, '0 1', '0', '1', '2'].map(one);
      await departed(2);
      expect(batches.flat()).not.toContain('0 1');
      expect(batches.flat()).not.toContain('0');
      expect(batches.find((batch) => batch.includes('2 102'))).toContain('2');
      land(0);
      land(1);
      await departed(3);
      expect(batches[2]).toEqual(['0 1', '0', '1']);
      land(2);
      await Promise.all(all);
    });
  });
});
