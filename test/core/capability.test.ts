import { describe, expect, test } from 'vitest';
import { type Capability, collect, each } from '../../core/capability.ts';
import { putIntent, useIntent } from '../../core/intents/index.ts';
import { createIntents } from '../../core/intents/intents.ts';
import { addDelivery, nudge } from '../../core/outbox/index.ts';
import { ok } from '../../core/refusals.ts';
import { discord, granted, group, openWorld, refusalOf } from './world.ts';

const world = await openWorld();
const { sql, core, context } = world;

const schedule = { every_ms: 1_000, run: async () => 0 };
const capability = (name: string): Capability => ({ service: null, schedules: { [name]: schedule } });

describe('what capabilities register', () => {
  test('is found by its name, whichever capability it is of', () => {
    const all = collect('schedules', [capability('one'), { service: null }, capability('two')]);
    expect([...all.keys()]).toEqual(['one', 'two']);
  });

  test('has a name of its own, which the database takes', () => {
    expect(() => collect('schedules', [capability('one'), capability('one')])).toThrow(/Two capabilities/);
    expect(() => collect('schedules', [capability('One more')])).toThrow(/Not a name/);
  });

  test('is a bug to ask for where nobody registered it', async () => {
    await expect(core.outbox.handle('unheard_of', [1n])).rejects.toThrow(/topic unheard_of/);
    await expect(core.schedules.run('unheard_of')).rejects.toThrow(/schedule unheard_of/);
    await expect(context.noticeOf(sql, { kind: 'unheard_of', id: '1' })).rejects.toThrow(
      /subject unheard_of/,
    );
    const conversation = group('discord');
    const subject = { kind: 'unheard_of', id: '1' };
    const lost = await addDelivery(sql, { audience: 'conversation', conversation, subject, locale: 'en' });
    await core.deliveries.show({ show: () => Promise.reject(new Error('nothing to show')) }, lost);
    const [row] = await sql`select state, failure from delivery where id = ${lost}`;
    expect(row).toMatchObject({ state: 'due', failure: expect.stringContaining('unheard_of') });
  });
});

test('of several subjects of a topic, one that fails does not keep the others from being done', async () => {
  const done: bigint[] = [];
  const work = async (subject: bigint) => {
    if (subject === 1n) throw new Error('this one');
    done.push(subject);
  };
  await expect(each([1n, 2n, 3n], work)).rejects.toThrow('this one');
  expect(done).toEqual([2n, 3n]);
});

test('a subject that waits to be worked on is not asked for twice', async () => {
  expect(await nudge(sql, 'testing', [1n, 2n])).toBe(2);
  expect(await nudge(sql, 'testing', [2n, 3n])).toBe(1);
  await core.outbox.relay(100, async () => {});
  expect(await nudge(sql, 'testing', [2n])).toBe(1);
});

describe('a button', () => {
  const pressed: { subject: bigint | null; outcome: unknown; by: bigint }[] = [];
  const intents = createIntents(
    context,
    new Map([
      [
        'once',
        async ({ key, by, subject, outcome, origin }) => {
          pressed.push({ subject, outcome, by: by.id });
          await useIntent(context, sql, { key, by: origin.key, outcome: { done: 1 } });
          return ok({});
        },
      ],
      [
        'often',
        async ({ by, subject, outcome }) => {
          pressed.push({ subject, outcome, by: by.id });
          return ok({});
        },
      ],
    ]),
  );
  const origin = (key = world.key()) => ({ key, conversation: group('discord') });

  test('of nobody in particular may be pressed by anybody, and its capability is told who', async () => {
    const [alice, bob] = [await world.person(discord('a1')), await world.person(discord('b1'))];
    const key = await putIntent(context, sql, { kind: 'often', person: null, subject: 7n });
    pressed.length = 0;
    for (const who of [alice, bob, alice]) granted(await intents.press(key, who, origin()));
    expect(pressed.map(({ subject }) => subject)).toEqual([7n, 7n, 7n]);
    expect(new Set(pressed.map(({ by }) => by)).size).toBe(2);
  });

  test('row 12: that has been used up reaches its capability only for the event that used it', async () => {
    const alice = await world.person(discord('a2'));
    const key = await putIntent(context, sql, { kind: 'once', person: null });
    pressed.length = 0;
    const first = origin();
    granted(await intents.press(key, alice, first));
    expect(refusalOf(await intents.press(key, alice, origin()))).toBe('intent_used');
    granted(await intents.press(key, alice, first));
    expect(pressed.map(({ outcome }) => outcome)).toEqual([null, { done: 1 }]);
  });

  test('of a kind that no capability has, or that is a form, cannot be pressed', async () => {
    const alice = await world.person(discord('a3'));
    const key = await putIntent(context, sql, { kind: 'a_form', person: null });
    expect(refusalOf(await intents.press(key, alice, origin()))).toBe('intent_unknown');
  });
});
