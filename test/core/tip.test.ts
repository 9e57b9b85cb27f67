/** Tips, from the reaction to the money: what makes one, what undoes it, who hears of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity, Notice, NoticeOf, TipReaction, TipRequest, Who } from '../../core/index.ts';
import { checkCaps, emojiOf, isBefore, mayUndo } from '../../core/tip/rules.ts';
import {
  by,
  directWith,
  discord,
  granted,
  group,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
} from './world.ts';

const world = await openWorld();
const { core, sql } = world;
const gbp = { code: 'GBP', exponent: 2 };

describe('an emoji is compared', () => {
  test.each([
    ['🪙', '🪙'],
    ['☕\ufe0f', '☕'],
    ['👍🏽', '👍'],
    ['👩‍🚀', '👩‍🚀'],
    ['🇩🇪', '🇩🇪'],
    ['1\ufe0f\u20e3', '1\u20e3'],
    [':Coin:', ':coin:'],
    [':+1::skin-tone-3:', ':+1:'],
    ['<:gold:123>', 'gold:123'],
    ['<a:gold:123>', 'gold:123'],
    ['gold:123', 'gold:123'],
    ['', null],
    ['coin', null],
    ['5', null],
    ['🪙🪙', null],
    ['a🪙', null],
    ['@everyone', null],
    ['\u202e🪙', null],
  ])('%j is %j', (text, emoji) => {
    expect(emojiOf(text)).toBe(emoji);
  });
});

describe('the rules', () => {
  const usage = { in_minute: 0, in_day: 0, amount_in_day: 0n };
  test('of how many, how much and how fast', () => {
    expect(refusalOf(checkCaps({ ...usage, in_minute: 9, in_day: 99 }, 50_00n, gbp))).toBe('ok');
    expect(refusalOf(checkCaps({ ...usage, in_minute: 10 }, 1n, gbp))).toBe('tip_limit');
    expect(refusalOf(checkCaps({ ...usage, in_day: 100 }, 1n, gbp))).toBe('tip_limit');
    expect(refusalOf(checkCaps({ ...usage, amount_in_day: 49_99n }, 2n, gbp))).toBe('tip_limit_amount');
  });

  test('of time: platforms tell it to the second', () => {
    const since = new Date('2026-03-01T12:00:00.900Z');
    expect(isBefore(new Date('2026-03-01T12:00:00Z'), since)).toBe(false);
    expect(isBefore(new Date('2026-03-01T11:59:59.999Z'), since)).toBe(true);
    const undo_until = new Date('2026-03-01T12:00:30Z');
    const [early, late] = [new Date('2026-03-01T12:00:30Z'), new Date('2026-03-01T12:00:30.001Z')];
    expect(mayUndo({ state: 'held', undo_until }, late, early)).toBe(true);
    expect(mayUndo({ state: 'held', undo_until }, early, late)).toBe(true);
    expect(mayUndo({ state: 'held', undo_until }, late, late)).toBe(false);
    expect(mayUndo({ state: 'settled', undo_until }, early, early)).toBe(false);
  });
});

let crowd = 0;
/** Somebody with ten pounds, whose reactions are tips. */
const tipper = async (amount = 10_00n): Promise<Identity> => {
  const person = await world.person(discord(`tipper${++crowd}`), amount);
  await core.tip.turn(person, true);
  return person;
};
const author = (): Promise<Identity> => world.person(discord(`author${++crowd}`));

let messages = 0;
/** A reaction to a message of its own, unless `more` says which. */
const reaction = (tipper: Identity, author: Identity, more: Partial<TipReaction> = {}): TipReaction => {
  const conversation = group(tipper.platform);
  return {
    tipper,
    author: by(author),
    emoji: '🪙',
    added: true,
    message: { platform: tipper.platform, channel: conversation.channel, message: `m${++messages}` },
    at: world.clock.now(),
    origin: { key: world.key(), conversation },
    conversation,
    ...more,
  };
};
const off = (added: TipReaction, more: Partial<TipReaction> = {}): TipReaction => ({
  ...added,
  added: false,
  at: world.clock.now(),
  origin: { ...added.origin, key: world.key() },
  ...more,
});
const settle = async () => {
  world.pass(31_000);
  await core.schedules.run('tips');
};
const told = async (identity: Identity, kind: Notice['kind']) =>
  (await world.notices(kind))
    .filter(({ lane }) => lane === `direct:${identity.platform}:${identity.tenant}:${identity.user}`)
    .map(({ notice }) => notice);
const cardOf = async <K extends 'tip_tally' | 'tip_note'>(kind: K, id: string) =>
  (await world.context.noticeOf(sql, { kind, id })) as NoticeOf<K>;
/** The tally of a message, and how often it was to be shown. */
const tallyOf = async ({ message }: Pick<TipReaction, 'message'>) => {
  const place = `${message.platform}:${message.platform === 'slack' ? 'T1' : ''}:${message.channel}:${message.message}`;
  const [row] = await sql<{ reference: string; cards: number; about: unknown }[]>`
    select reference, (select count(*)::int from delivery d where d.subject ->> 'id' = reference) as cards,
      (select about from delivery d where d.subject ->> 'id' = reference limit 1) as about
    from tip_target where place = ${place}`;
  if (!row) return null;
  const { lines, totals, people } = await cardOf('tip_tally', row.reference);
  return {
    cards: row.cards,
    about: row.about,
    people,
    totals: totals.map(shown),
    lines: lines.map(({ emoji, count }) => [emoji, count]),
  };
};
const noteOf = async (identity: Identity) => {
  const rows = await sql<{ note: string }[]>`
    select subject ->> 'id' as note from delivery where subject ->> 'kind' = 'tip_note' and person ->> 'user' = ${identity.user} order by id`;
  return Promise.all(rows.map(({ note }) => cardOf('tip_note', note)));
};

beforeAll(async () => {
  granted(await core.tip.setEmoji(operator, group('discord'), '🪙', { minor: '10', asset: gbp }));
  granted(await core.tip.setEmoji(operator, group('discord'), '☕', { minor: '300', asset: gbp }));
  world.pass(1_000);
});

describe('a reaction', () => {
  test('of somebody who wants that is a hold at once, and the author’s half a minute later', async () => {
    const [from, to] = [await tipper(), await author()];
    const put = reaction(from, to);
    expect(await core.tip.concerns(put)).toBe(true);
    await core.tip.react(put);
    expect([await world.balance(from), await world.available(from)]).toEqual(['10.00 GBP', '9.90 GBP']);
    expect(await world.balance(to)).toBe('0.00 GBP');
    await core.schedules.run('tips');
    expect(await world.balance(to)).toBe('0.00 GBP');
    await settle();
    expect([await world.balance(from), await world.balance(to)]).toEqual(['9.90 GBP', '0.10 GBP']);
    const [note] = await noteOf(from);
    expect(note!.lines.map(({ state, emoji }) => [state, emoji])).toEqual([['settled', '🪙']]);
    expect(note!.actions).toEqual([]);
    expect(await tallyOf(put)).toMatchObject({ cards: 1, totals: ['0.10 GBP'], about: put.message });
    const [line] = (await core.account.history(from, 1)).lines;
    expect(line).toMatchObject({ code: 'tip', memo: '🪙', counterparty: { name: to.user } });
    await world.proven();
  });

  test('taken off while it is a hold was none; taken off later changes nothing', async () => {
    const [from, to] = [await tipper(), await author()];
    const put = reaction(from, to);
    await core.tip.react(put);
    world.pass(29_000);
    expect(await core.tip.concerns(off(put))).toBe(true);
    await core.tip.react(off(put));
    expect(await world.available(from)).toBe('10.00 GBP');
    expect(await tallyOf(put)).toMatchObject({ cards: 1, people: 0, totals: [] });
    expect((await noteOf(from)).map(({ lines }) => lines[0]!.state)).toEqual(['undone']);

    const other = reaction(from, to);
    await core.tip.react(other);
    await settle();
    const before = (await world.deliveries()).map(({ wanted_revision }) => wanted_revision);
    await core.tip.react(off(other));
    expect([await world.balance(from), await world.balance(to)]).toEqual(['9.90 GBP', '0.10 GBP']);
    expect((await world.deliveries()).map(({ wanted_revision }) => wanted_revision)).toEqual(before);
    await world.proven();
  });

  test('row 17: added, removed, added is one tip at most, in whatever order we hear of it', async () => {
    const [from, to] = [await tipper(), await author()];
    const put = reaction(from, to);
    const again = () => ({ ...put, at: world.clock.now(), origin: { ...put.origin, key: world.key() } });
    await core.tip.react(put);
    await core.tip.react(again());
    world.pass(1_000);
    await core.tip.react(off(put));
    world.pass(1_000);
    await core.tip.react(again());
    await settle();
    await core.tip.react(again());
    await settle();
    expect(await world.balance(from)).toBe('10.00 GBP');

    // The taking off is heard of first.
    const late = reaction(from, to);
    world.pass(1_000);
    await core.tip.react(off(late));
    await core.tip.react(late);
    expect(await world.available(from)).toBe('10.00 GBP');
    // A real second one is the first that counts.
    world.pass(1_000);
    await core.tip.react({ ...late, at: world.clock.now(), origin: { ...late.origin, key: world.key() } });
    await settle();
    expect(await world.balance(to)).toBe('0.10 GBP');
    await world.proven();
  });

  test('row 17: put on and taken off at the same instant is a tip or none, never half of one', async () => {
    const [from, to] = [await tipper(), await author()];
    const puts = Array.from({ length: 10 }, () => reaction(from, to));
    const another = world.another();
    await Promise.all(
      puts.flatMap((put) => [core.tip.react(put), another.tip.react(off(put, { at: put.at }))]),
    );
    expect(await world.available(from)).toBe('10.00 GBP');
    await settle();
    expect(await world.balance(to)).toBe('0.00 GBP');
    await world.proven();
  });

  test('row 17: to oneself, to a bot, to nobody known, to a frozen author: nothing, and nothing is said', async () => {
    const [from, frozen] = [await tipper(), await author()];
    granted(await core.bank.freeze(null, by(frozen), true));
    const before = await world.deliveries();
    await core.tip.react(reaction(from, from));
    await core.tip.react(reaction(from, frozen));
    await core.tip.react(reaction(from, from, { author: { ...by(discord('robot')), isBot: true } as Who }));
    const { author: _, ...nobody } = reaction(from, from);
    await core.tip.react(nobody);
    expect(await world.available(from)).toBe('10.00 GBP');
    expect(await world.deliveries()).toHaveLength(before.length);
  });

  test('row 17: from before it was worth anything, or this much, or the tipper wanted it: nothing', async () => {
    const conversation = { ...group('discord'), community: 'G2' };
    const here = (put: TipReaction): TipReaction => ({
      ...put,
      conversation,
      origin: { ...put.origin, conversation },
    });
    const [from, to] = [await tipper(), await author()];
    const early = here(reaction(from, to));
    expect(await core.tip.concerns(early)).toBe(false);
    world.pass(5_000);
    granted(await core.tip.setEmoji(null, conversation, '🪙', { minor: '10', asset: gbp }));
    await core.tip.react(early);
    expect(await world.available(from)).toBe('10.00 GBP');
    const cheap = here(reaction(from, to));
    world.pass(5_000);
    granted(await core.tip.setEmoji(null, conversation, '🪙', { minor: '500', asset: gbp }));
    await core.tip.react(cheap);
    expect(await world.available(from)).toBe('10.00 GBP');
    await core.tip.turn(from, false);
    const unwanted = here(reaction(from, to));
    world.pass(5_000);
    await core.tip.turn(from, true);
    await core.tip.react(unwanted);
    expect(await world.available(from)).toBe('10.00 GBP');
    world.pass(5_000);
    granted(await core.tip.setEmoji(null, conversation, '🪙', null));
    await core.tip.react(here(reaction(from, to)));
    expect(await world.available(from)).toBe('10.00 GBP');
  });

  test('the same event, twice or by two processes at once, is one tip', async () => {
    const [from, to] = [await tipper(), await author()];
    const put = reaction(from, to);
    const another = world.another();
    await Promise.all([core, another, core, another].map(({ tip }) => tip.react(put)));
    await core.tip.react(put);
    expect(await world.available(from)).toBe('9.90 GBP');
    expect(await noteOf(from)).toHaveLength(1);
  });

  test('of a person in two chats that are linked counts once on a message', async () => {
    const [from, to] = [await tipper(), await author()];
    const second = await world.person(discord(`second${++crowd}`));
    const { code } = granted(await core.people.linkCode(from));
    granted(await core.people.link(second, code, world.key()));
    const put = reaction(from, to);
    await core.tip.react(put);
    await core.tip.react({ ...put, tipper: second, origin: { ...put.origin, key: world.key() } });
    await settle();
    expect(await world.balance(to)).toBe('0.10 GBP');
    await core.tip.react(reaction(second, from));
    expect(await world.available(from)).toBe('9.90 GBP');
  });

  test('with another emoji, or on another message, is another tip; a note of a while ago is left as it is', async () => {
    const [from, to] = [await tipper(), await author()];
    const put = reaction(from, to);
    await core.tip.react(put);
    await core.tip.react({ ...put, emoji: '☕\ufe0f', origin: { ...put.origin, key: world.key() } });
    await core.tip.react(reaction(from, to));
    expect(await tallyOf(put)).toMatchObject({
      cards: 1,
      people: 1,
      lines: [
        ['🪙', 1],
        ['☕', 1],
      ],
      totals: ['3.10 GBP'],
    });
    const [note, ...more] = await noteOf(from);
    expect([note!.lines.length, note!.actions.length, more.length]).toEqual([3, 3, 0]);
    world.pass(11 * 60_000);
    await core.tip.react(reaction(from, to));
    expect((await noteOf(from)).map(({ lines }) => lines.length)).toEqual([3, 1]);
  });
});

describe('the first reaction of somebody', () => {
  const explained = (identity: Identity) =>
    told(identity, 'tip_explained') as Promise<NoticeOf<'tip_explained'>[]>;

  test('is explained, once in a life, and moves nothing until it is turned on', async () => {
    const [from, to] = [await world.person(discord('first'), 10_00n), await author()];
    const put = reaction(from, to);
    const another = world.another();
    await Promise.all([core.tip.react(put), another.tip.react(put), core.tip.react(reaction(from, to))]);
    expect(await explained(from)).toHaveLength(1);
    await settle();
    expect([await world.available(from), await tallyOf(put)]).toEqual(['10.00 GBP', null]);

    const [notice] = await explained(from);
    const on = notice!.actions.find(({ action }) => action === 'tip_on')!;
    const origin = () => ({ key: world.key(), conversation: directWith(from) });
    expect(refusalOf(await core.intents.press(on.intent, to, origin()))).toBe('intent_not_yours');
    granted(await core.intents.press(on.intent, from, origin()));
    expect(await world.available(from)).toBe('10.00 GBP');
    await core.tip.react(reaction(from, to));
    expect(await world.available(from)).toBe('9.90 GBP');
    await core.tip.turn(from, false);
    await core.tip.react(reaction(from, to));
    expect(await world.available(from)).toBe('9.90 GBP');
    expect(await explained(from)).toHaveLength(1);
  });

  test('is a tip by the button that says so, once, unless it was taken off meanwhile', async () => {
    const [from, other, to] = [
      await world.person(discord('eager'), 10_00n),
      await world.person(discord('wavering'), 10_00n),
      await author(),
    ];
    const origin = () => ({ key: world.key(), conversation: directWith(from) });
    const press = async (identity: Identity) => {
      const [notice] = await explained(identity);
      const { intent } = notice!.actions.find(({ action }) => action === 'tip_on_now')!;
      granted(await core.intents.press(intent, identity, origin()));
    };
    await core.tip.react(reaction(from, to));
    await press(from);
    await press(from);
    const wavering = reaction(other, to);
    await core.tip.react(wavering);
    world.pass(1_000);
    await core.tip.react(off(wavering));
    await press(other);
    await settle();
    expect([await world.balance(from), await world.balance(other), await world.balance(to)]).toEqual([
      '9.90 GBP',
      '10.00 GBP',
      '0.10 GBP',
    ]);
  });
});

describe('taking back by the button', () => {
  const undo = async (identity: Identity) => (await noteOf(identity)).at(-1)!.actions.at(-1)!.intent;
  const origin = (key = world.key()) => ({ key, conversation: group('discord') });

  test('row 24: has the effect of one, and the same press the same answer', async () => {
    const [from, to] = [await tipper(), await author()];
    await core.tip.react(reaction(from, to));
    const intent = await undo(from);
    const key = world.key();
    expect(refusalOf(await core.intents.press(intent, to, origin()))).toBe('intent_not_yours');
    const first = await core.intents.press(intent, from, origin(key));
    expect(granted(first)).toMatchObject({ toast: { kind: 'tip_undone', amount: { minor: '10' } } });
    expect(await core.intents.press(intent, from, origin(key))).toEqual(first);
    expect(refusalOf(await core.intents.press(intent, from, origin()))).toBe('intent_used');
    expect(await world.available(from)).toBe('10.00 GBP');
  });

  test('is over after half a minute, and moves nothing', async () => {
    const [from, to] = [await tipper(), await author()];
    await core.tip.react(reaction(from, to));
    const intent = await undo(from);
    world.pass(30_001);
    expect(refusalOf(await core.intents.press(intent, from, origin()))).toBe('intent_expired');
    await settle();
    expect(refusalOf(await core.intents.press(intent, from, origin()))).toBe('intent_expired');
    expect(await world.balance(to)).toBe('0.10 GBP');
  });

  test('row 16: racing the settling, exactly one wins', async () => {
    const [from, to] = [await tipper(), await author()];
    await Promise.all(Array.from({ length: 6 }, () => core.tip.react(reaction(from, to))));
    const intents = (await noteOf(from)).flatMap(({ actions }) => actions.map(({ intent }) => intent));
    world.pass(30_000);
    const another = world.another();
    const undone = Promise.all(intents.map((intent) => core.intents.press(intent, from, origin())));
    await another.schedules.run('tips');
    const back = (await undone).filter(({ ok }) => ok).length;
    await settle();
    expect(await world.balance(to)).toBe(`0.${60 - 10 * back} GBP`.replace('0.0 ', '0.00 '));
    await world.proven();
  });
});

describe('what is too much', () => {
  test('a minute, a day and their money are counted for each person, also when all comes at once', async () => {
    const [from, to] = [await tipper(100_00n), await author()];
    const another = world.another();
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => (at % 2 ? core : another).tip.react(reaction(from, to))),
    );
    await settle();
    expect(await world.balance(to)).toBe('1.00 GBP');
    const refusals = (await told(from, 'refusal')) as NoticeOf<'refusal'>[];
    expect(refusals.map(({ refusal }) => refusal.code)).toEqual(['tip_limit']);

    world.pass(60_000);
    await Promise.all(Array.from({ length: 10 }, () => core.tip.react(reaction(from, to, { emoji: '☕' }))));
    world.pass(61_000);
    await Promise.all(Array.from({ length: 10 }, () => core.tip.react(reaction(from, to, { emoji: '☕' }))));
    await settle();
    expect(await world.balance(to)).toBe('49.00 GBP');
    world.pass(86_400_000);
    await core.tip.react(reaction(from, to, { emoji: '☕' }));
    await settle();
    expect(await world.balance(to)).toBe('52.00 GBP');
    await world.proven();
  });

  test('row 6: more than one has is refused, in private, and nothing shows', async () => {
    const [from, to] = [await tipper(25n), await author()];
    const puts = Array.from({ length: 5 }, () => reaction(from, to));
    await Promise.all(puts.map((put) => core.tip.react(put)));
    await settle();
    expect([await world.balance(from), await world.balance(to)]).toEqual(['0.05 GBP', '0.20 GBP']);
    const refusals = (await told(from, 'refusal')) as NoticeOf<'refusal'>[];
    expect(refusals.map(({ refusal }) => refusal.code)).toEqual(['insufficient_funds']);
    const tallies = await Promise.all(puts.map(tallyOf));
    expect(tallies.filter((tally) => tally?.cards === 1)).toHaveLength(2);
    await world.proven();
  });
});

describe('a hundred people at once', () => {
  test('make one tally of a message, which is right', async () => {
    const to = await author();
    const people = await Promise.all(Array.from({ length: 100 }, () => tipper(1_00n)));
    const one = reaction(to, to);
    const another = world.another();
    await Promise.all(
      people.map((from, at) =>
        (at % 2 ? core : another).tip.react({
          ...one,
          tipper: from,
          author: by(to),
          origin: { ...one.origin, key: world.key() },
        }),
      ),
    );
    expect(await tallyOf(one)).toMatchObject({
      cards: 1,
      people: 100,
      totals: ['10.00 GBP'],
      lines: [['🪙', 100]],
    });
    await settle();
    expect(await world.balance(to)).toBe('10.00 GBP');
    await world.proven();
  });
});

describe('an author', () => {
  test('is told by a message of all tips in a while, not by one for each', async () => {
    const [from, other, to] = [await tipper(), await tipper(), await author()];
    for (const one of [from, other, from]) await core.tip.react(reaction(one, to));
    await settle();
    await core.schedules.run('tips_told');
    expect(await told(to, 'tips_received')).toEqual([]);
    world.pass(60_000);
    await Promise.all([core.schedules.run('tips_told'), world.another().schedules.run('tips_told')]);
    const [first, ...more] = (await told(to, 'tips_received')) as NoticeOf<'tips_received'>[];
    expect(more).toEqual([]);
    expect([first!.count, first!.people, first!.totals.map(shown), first!.balances.map(shown)]).toEqual([
      3,
      2,
      ['0.30 GBP'],
      ['0.30 GBP'],
    ]);
    await core.tip.react(reaction(from, to));
    await settle();
    world.pass(120_000);
    await core.schedules.run('tips_told');
    expect(await told(to, 'tips_received')).toHaveLength(1);
    world.pass(10 * 60_000);
    await core.schedules.run('tips_told');
    expect(await told(to, 'tips_received')).toHaveLength(2);
  });

  test('who has never come finds the tips at their first word, and else they return', async () => {
    const from = await tipper();
    const [comes, stays] = [discord('comes'), discord('stays')];
    for (const one of [comes, stays]) await core.tip.react(reaction(from, one));
    await settle();
    await world.proven();
    expect(await world.balance(from)).toBe('9.80 GBP');
    world.pass(60_000);
    await core.schedules.run('tips_told');
    const [waits] = (await told(comes, 'tips_received')) as NoticeOf<'tips_received'>[];
    expect(waits!.returns_at).toBeDefined();
    expect((await world.seen(comes)).claimed.map(shown)).toEqual(['0.10 GBP']);
    expect(await world.balance(comes)).toBe('0.10 GBP');
    world.pass(15 * 86_400_000);
    await core.schedules.run('tips');
    expect(await world.balance(from)).toBe('9.90 GBP');
    expect((await core.account.history(from, 1)).lines[0]).toMatchObject({ code: 'tip_return' });
    expect((await world.seen(stays)).claimed).toEqual([]);
    await world.proven();
  });

  test('a tip of somebody frozen waits for its author until they may pay again', async () => {
    const [from, comes] = [await tipper(), discord('patient')];
    await core.tip.react(reaction(from, comes));
    await settle();
    granted(await core.bank.freeze(null, { by: 'identity', identity: from }, true));
    expect((await world.seen(comes)).claimed).toEqual([]);
    granted(await core.bank.freeze(null, { by: 'identity', identity: from }, false));
    expect((await world.seen(comes)).claimed.map(shown)).toEqual(['0.10 GBP']);
    await world.proven();
  });

  test('who comes between the tip and its settling has it when it settles', async () => {
    const [from, comes] = [await tipper(), discord('quick')];
    await core.tip.react(reaction(from, comes));
    await world.seen(comes);
    await settle();
    expect(await world.balance(comes)).toBe('0.10 GBP');
    await world.proven();
  });

  test('who is frozen before it settles gets nothing, and the tipper has it back', async () => {
    const [from, to] = [await tipper(), await author()];
    await core.tip.react(reaction(from, to));
    granted(await core.bank.freeze(null, by(to), true));
    await settle();
    expect([await world.available(from), await world.balance(to)]).toEqual(['10.00 GBP', '0.00 GBP']);
    expect((await noteOf(from))[0]!.lines[0]!.state).toBe('voided');
    await world.proven();
  });
});

describe('whoever wants to be asked', () => {
  const pin = '739154';
  const guarded = async () => {
    const [from, to] = [await tipper(100_00n), await author()];
    granted(await core.protection.setPin(from, pin, { pin: null }));
    granted(await core.protection.change(from, { ask_above: '0', pin_above: '0' }, pin));
    return { from, to };
  };
  const request = (tipper: Identity, author: Identity, amount = 50_00n): TipRequest => ({
    ...{ tipper, author: by(author), amount, asset: 'GBP' },
    origin: { key: world.key(), conversation: group('discord') },
  });
  const press = (who: Identity) => ({ key: world.key(), conversation: directWith(who) });

  test('is asked before a tip that they typed, and gives it once with the PIN', async () => {
    const { from, to } = await guarded();
    const asked = request(from, to);
    const { confirm } = granted(await core.tip.ask(asked)) as { confirm: NoticeOf<'confirm_spending'> };
    expect(confirm).toMatchObject({ payees: [{ identities: [to] }], total: { minor: '5000' }, pin: true });
    expect(confirm.reasons).toEqual(['amount']);
    expect(await world.available(from)).toBe('100.00 GBP');
    const { intent } = confirm.actions.find(({ action }) => action === 'confirm')!;
    expect(granted(await core.intents.press(intent, from, press(from)))).toMatchObject({
      form: { form: 'pin' },
    });
    const given = granted(await core.protection.confirm(from, intent, pin, press(from)));
    expect(given).toMatchObject({ in_place: { state: 'confirmed' }, show: {} });
    expect(granted(await core.tip.ask(asked))).toMatchObject({ confirm: { state: 'confirmed' } });
    await settle();
    expect([await world.balance(from), await world.balance(to)]).toEqual(['50.00 GBP', '50.00 GBP']);
    await world.proven();
  });

  test('tips nothing by a reaction, and is told why', async () => {
    const { from, to } = await guarded();
    await core.tip.react(reaction(from, to));
    await core.tip.react(reaction(from, to));
    expect(await world.available(from)).toBe('100.00 GBP');
    expect(await told(from, 'refusal')).toMatchObject([{ refusal: { code: 'tip_by_command' } }]);
  });

  describe('of another currency', async () => {
    const eur = { code: 'EUR', exponent: 2 };
    beforeAll(async () => {
      granted(await core.tip.setEmoji(operator, group('discord'), '🥐', { minor: '100', asset: eur }));
      world.pass(1_000);
    });

    test('by a reaction, asks them; their yes is the tip, once', async () => {
      const [from, to] = [await tipper(), await author()];
      await world.fund(from, 5_00n, 'EUR');
      const put = reaction(from, to, { emoji: '🥐' });
      await Promise.all([core.tip.react(put), world.another().tip.react(put)]);
      await core.tip.react(put);
      const asked = (await told(from, 'confirm_spending')) as NoticeOf<'confirm_spending'>[];
      expect(asked).toMatchObject([
        { payees: [{ identities: [to] }], total: { minor: '100', asset: eur }, reasons: ['currency'] },
      ]);
      const euros = async (who: Identity) =>
        (await core.account.balance(who)).balances.map(({ balance }) => shown(balance)).join();
      expect(await euros(from)).toContain('5.00 EUR');
      const { intent } = asked[0]!.actions.find(({ action }) => action === 'confirm')!;
      const presses = await Promise.all([1, 2].map(() => core.intents.press(intent, from, press(from))));
      expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
      await settle();
      expect(await euros(from)).toContain('4.00 EUR');
      expect(await euros(to)).toContain('1.00 EUR');
      expect(await tallyOf(put)).toMatchObject({ people: 1, totals: ['1.00 EUR'] });
      await world.proven();
    });

    test('of which they have too little is refused with what they have, and nothing is asked', async () => {
      const [from, to] = [await tipper(), await author()];
      const put = reaction(from, to, { emoji: '🥐' });
      await core.tip.react(put);
      expect(await told(from, 'confirm_spending')).toEqual([]);
      expect(await told(from, 'refusal')).toMatchObject([
        {
          refusal: {
            code: 'tip_other_currency',
            author: to.user,
            amount: { minor: '100', asset: eur },
            available: { minor: '0', asset: eur },
            changes: false,
          },
        },
      ]);
      const typed = await core.tip.ask({ ...request(from, to, 1_00n), asset: 'EUR' });
      expect(refusalOf(typed)).toBe('tip_other_currency');
      expect(await world.available(from)).toBe('10.00 GBP');
    });

    test('of somebody whose money has gone before they say yes is refused in the place of the question', async () => {
      const [from, to] = [await tipper(), await author()];
      await world.fund(from, 1_00n, 'EUR');
      await core.tip.react(reaction(from, to, { emoji: '🥐' }));
      const [asked] = (await told(from, 'confirm_spending')) as NoticeOf<'confirm_spending'>[];
      await world.pay(from, to, 50n, { asset: 'EUR' });
      const { intent } = asked!.actions.find(({ action }) => action === 'confirm')!;
      expect(granted(await core.intents.press(intent, from, press(from)))).toMatchObject({
        in_place: { refusal: { code: 'insufficient_funds' } },
      });
      await world.proven();
    });
  });

  test('only about much is not asked about a tip of every day, to somebody new, too', async () => {
    const [from, to] = [await tipper(100_00n), await author()];
    expect(granted(await core.tip.ask(request(from, to)))).toHaveProperty('given');
  });
});

describe('a command', () => {
  const request = (tipper: Identity, author: Identity, more: Partial<TipRequest> = {}): TipRequest => ({
    tipper,
    author: by(author),
    amount: 1_00n,
    asset: 'GBP',
    origin: { key: world.key(), conversation: group('discord') },
    ...more,
  });

  test('tips without having been turned on, once for an event, and can be undone', async () => {
    const [from, to] = [await world.person(discord('typist'), 10_00n), await author()];
    const asked = request(from, to);
    const [one, two] = await Promise.all([core.tip.tip(asked), world.another().tip.tip(asked)]);
    expect(granted(two)).toEqual(granted(one));
    expect(refusalOf(await core.tip.tip({ ...asked, amount: 2_00n }))).toBe('idempotency_key_reused');
    expect(await world.available(from)).toBe('9.00 GBP');
    const [note] = await noteOf(from);
    const origin = { key: world.key(), conversation: group('discord') };
    granted(await core.intents.press(note!.actions[0]!.intent, from, origin));
    expect(await world.available(from)).toBe('10.00 GBP');
  });

  test('refuses what is no tip', async () => {
    const [from, to] = [await world.person(discord('typist2'), 100_00n), await author()];
    const refused = async (more: Partial<TipRequest>, whom = to) =>
      refusalOf(await core.tip.tip(request(from, whom, more)));
    expect(await refused({ amount: 0n })).toBe('amount_not_positive');
    expect(await refused({ amount: -1_00n })).toBe('amount_not_positive');
    expect(await refused({ asset: 'QQQ' })).toBe('currency_unknown');
    expect(await refused({ amount: 50_01n })).toBe('tip_limit_amount');
    expect(await refused({}, from)).toBe('pay_self');
    expect(await refused({ author: { by: 'identity', identity: to, isBot: true } })).toBe('payee_is_bot');
    expect(await refused({ asset: 'EUR' })).toBe('insufficient_funds');
    expect(await world.available(from)).toBe('100.00 GBP');
  });

  test('in answer to a message joins its tally', async () => {
    const [from, other, to] = [await tipper(), await tipper(), await author()];
    const put = reaction(from, to);
    await core.tip.react(put);
    granted(await core.tip.tip(request(other, to, { message: put.message })));
    expect(await tallyOf(put)).toMatchObject({
      cards: 1,
      people: 2,
      totals: ['1.10 GBP'],
      lines: [
        ['🪙', 1],
        [null, 1],
      ],
    });
  });
});

describe('what emoji are worth', () => {
  const where = { ...group('slack'), community: 'G9' };
  const tenPence = { minor: '10', asset: gbp };
  const list = async () =>
    (await core.tip.emojis(where)).map(({ emoji, amount }) => `${emoji} ${shown(amount)}`);

  test('only operators say, in a community, within what a tip may be', async () => {
    const set = async (by: Identity | null, emoji = '🪙', amount = tenPence, place = where) =>
      refusalOf(await core.tip.setEmoji(by, place, emoji, amount));
    expect(await set(slack('anybody'))).toBe('not_operator');
    expect(await set(operator, 'coin')).toBe('tip_emoji_invalid');
    expect(await set(operator, '🪙', tenPence, directWith(slack('U1')) as typeof where)).toBe('tip_not_here');
    expect(await set(operator, '🪙', { minor: '5001', asset: gbp })).toBe('tip_limit_amount');
    expect(await set(operator, '🪙', { minor: '0', asset: gbp })).toBe('amount_not_positive');
    expect(await list()).toEqual([]);
  });

  test('is set, changed, listed and ended', async () => {
    granted(await core.tip.setEmoji(operator, where, ':coin:', tenPence));
    granted(await core.tip.setEmoji(operator, where, '☕\ufe0f', { minor: '300', asset: gbp }));
    granted(await core.tip.setEmoji(operator, where, '☕', { minor: '250', asset: gbp }));
    expect(await list()).toEqual([':coin: 0.10 GBP', '☕ 2.50 GBP']);
    granted(await core.tip.setEmoji(operator, where, ':coin:', null));
    expect(await list()).toEqual(['☕ 2.50 GBP']);
  });
});

describe('who wrote what', () => {
  test('is kept where a reaction is worth something, survives a restart, and is forgotten after a month', async () => {
    const conversation = group('discord');
    const wrote = (message: string, place = conversation) =>
      core.tip.wrote({ conversation: place, message, author: discord('900'), name: 'Writer', isBot: false });
    await Promise.all([
      wrote('w1'),
      wrote('w1'),
      wrote('w2'),
      wrote('w3', { ...conversation, community: 'elsewhere' }),
    ]);
    const another = world.another();
    expect(await another.tip.authorOf(conversation, 'w1')).toEqual({
      author: discord('900'),
      name: 'Writer',
      isBot: false,
    });
    expect(await another.tip.authorOf(conversation, 'w3')).toBeNull();
    world.pass(31 * 86_400_000);
    await core.schedules.run('tips_forgotten');
    expect(await core.tip.authorOf(conversation, 'w1')).toBeNull();
  });
});

test('the whole way of a tip is found by its reference', async () => {
  const [from, to] = [await tipper(), await author()];
  await core.tip.react(reaction(from, to));
  await settle();
  const [line] = (await core.account.history(from, 1)).lines;
  const trace = await core.trace.find({ reference: line!.reference });
  const text = JSON.stringify(trace, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  for (const step of ['held', 'settled', 'tip_note', 'tip_tally', 'capture']) expect(text).toContain(step);
});
