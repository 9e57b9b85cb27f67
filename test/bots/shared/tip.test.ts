/** Tips in the conversation: what is typed, what a reaction leads to, and who sees what of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Argument, InboundEventOf } from '../../../bots/shared/event.ts';
import { parseBankTip, parseTip } from '../../../bots/shared/tip/commands.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import type { Identity, Platform, Who } from '../../../core/index.ts';
import { directOf, groupOf, idOf, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const stage = await openStage();
const { core, handle } = stage;
const chats: Record<Platform, RecordingPlatform> = {
  discord: stage.discord,
  slack: stage.slack,
  telegram: stage.telegram,
};
const platforms = ['discord', 'slack', 'telegram'] as const;

let crowd = 0;
const newcomer = (platform: Platform, pounds = 0): Promise<Identity> =>
  stage.person(platform, `P${++crowd}`, pounds);

let messages = 0;
/** A reaction, now, to a message of its own unless `more` says which. */
const reaction = (
  who: Identity,
  author: Identity,
  { emoji = '🪙', ...more }: Partial<InboundEventOf<'reaction'>> = {},
) => {
  const { reply: _, ...event } = stage.react(who, emoji, author, {
    at: new Date(Date.now() + ahead_ms).toISOString(),
    message: { platform: who.platform, channel: 'C1', message: `m${++messages}` },
    ...more,
  });
  return event;
};
let ahead_ms = 0;
const pass = (ms: number) => {
  ahead_ms += ms;
  stage.pass(ms);
};
const settle = async () => {
  pass(31_000);
  await core.schedules.run('tips');
  await stage.work();
};
/** What one person alone has seen, newest last. */
const aloneSees = ({ platform, user }: Identity): Seen[] =>
  chats[platform].messages.filter(({ only }) => only === user);
const tallies = (platform: Platform): Seen[] =>
  chats[platform].messages.filter(
    ({ only, card }) =>
      only === null && card.context?.some((span) => 'text' in span && span.text.startsWith('tal_')),
  );

beforeAll(async () => {
  for (const platform of platforms)
    await core.tip.setEmoji(null, groupOf(platform), '🪙', {
      minor: '10',
      asset: { code: 'GBP', exponent: 2 },
    });
  pass(1_000);
});

describe.each(platforms)('on %s', (platform) => {
  test('the first reaction explains itself to its giver alone, and moves nothing until a button is pressed', async () => {
    const [from, to] = [await newcomer(platform, 10), await newcomer(platform)];
    const put = reaction(from, to);
    await handle(put);
    await handle(put);
    await stage.work();
    const [explained, ...more] = aloneSees(from);
    expect(more).toEqual([]);
    expect(explained!.card.title).toBe(`Tip ${to.user} £0.10?`);
    expect(await stage.has(from)).toBe('10.00');
    expect(tallies(platform)).toEqual([]);
    await handle(reaction(from, to));
    await stage.work();
    expect(aloneSees(from)).toHaveLength(1);

    await handle(stage.press(from, explained!, 'Turn on, and tip £0.10'));
    await stage.work();
    expect(explained!.card.title).toBe('Tips are on');
    await settle();
    expect([await stage.has(from), await stage.has(to)]).toEqual(['9.90', '0.10']);
    expect(tallies(platform).map(({ card }) => card.title)).toEqual([`£0.10 in tips for ${to.user}`]);
  });

  test('a tip of whoever wants that is noted to them alone; undoing leaves nothing to see but a tally of none', async () => {
    const [from, to] = [await newcomer(platform, 10), await newcomer(platform)];
    await core.tip.turn(from, true);
    const put = reaction(from, to);
    await handle(put);
    await stage.work();
    const [note] = aloneSees(from);
    expect(note!.where).toBe(`@${from.user}`);
    expect(note!.card.title).toBe(`You tipped ${to.user} £0.10`);
    expect(note!.card.lines.flat()).toEqual([{ type: 'text', text: 'You can take it back for 30 seconds.' }]);
    const tally = tallies(platform).at(-1)!;
    expect(tally.card.title).toBe(`£0.10 in tips for ${to.user}`);
    await handle(stage.press(from, note!, 'Undo'));
    await stage.work();
    expect(tally.card.title).toBe(`No tips for ${to.user} here`);
    expect(note!.card.buttons).toEqual([]);
    expect(await stage.has(from)).toBe('10.00');
    await settle();
    expect(await stage.has(to)).toBe('0.00');
  });

  test('row 17: removed, added again, one’s own, a bot’s, a webhook’s, of nobody known, from before: one tip at most, or nothing', async () => {
    const [from, to] = [await newcomer(platform, 10), await newcomer(platform)];
    await core.tip.turn(from, true);
    const bot: Argument = { type: 'person', identity: to, name: 'Robot', isBot: true };
    const { author: _, ...ofNobody } = reaction(from, to);
    await handle(reaction(from, from));
    await handle(reaction(from, to, { author: bot }));
    await handle(ofNobody);
    await handle(reaction(from, to, { at: '2025-11-22T21:05:00.000Z' }));
    await handle(reaction(from, to, { conversation: directOf(platform, from.user) }));
    await stage.work();
    expect(aloneSees(from)).toEqual([]);
    const put = reaction(from, to);
    const again = (added: boolean) => ({
      ...put,
      added,
      dedupeKey: `again-${++messages}`,
      at: reaction(from, to).at,
    });
    for (const event of [put, again(false), again(true), again(true), again(false)]) await handle(event);
    await settle();
    expect(await stage.has(from)).toBe('10.00');
    const other = reaction(from, to);
    await handle(other);
    await settle();
    await handle({ ...other, added: false, dedupeKey: 'too-late' });
    await stage.work();
    expect([await stage.has(from), await stage.has(to)]).toEqual(['9.90', '0.10']);
    expect(aloneSees(from).flatMap(({ card }) => card.tone)).not.toContain('bad');
  });

  test('row 17: a message that was deleted meanwhile is nobody’s', async () => {
    const [from, to] = [await newcomer(platform, 10), await newcomer(platform)];
    await core.tip.turn(from, true);
    chats[platform].isGone = async () => true;
    await handle(reaction(from, to));
    delete chats[platform].isGone;
    await stage.work();
    expect(aloneSees(from)).toEqual([]);
    expect(await stage.has(from)).toBe('10.00');
  });

  test('a hundred people at once make one right tally, edited far less than a hundred times', async () => {
    const to = await newcomer(platform);
    const people = await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const identity = idOf(platform, `crowd${at}`);
        await core.people.seen({ identity, name: `Crowd ${at}` }, groupOf(platform));
        await core.bank.fund(null, { by: 'identity', identity }, 1_00n, 'GBP', `crowd-${platform}-${at}`);
        await core.tip.turn(identity, true);
        return identity;
      }),
    );
    const message = { platform, channel: 'C1', message: 'crowded' };
    await Promise.all(people.map((one) => handle(reaction(one, to, { message }))));
    // What is to be shown again within a second is shown once: nothing else shows it here.
    const shown = async () => {
      await stage.work();
      return tallies(platform).at(-1)?.card.title;
    };
    await expect.poll(shown, { timeout: 10_000, interval: 200 }).toBe(`£10.00 in tips for ${to.user}`);
    const tally = tallies(platform).at(-1)!;
    expect(tallies(platform).filter(({ card }) => card.title.includes(to.user))).toHaveLength(1);
    expect(tally.edits).toBeLessThan(15);
    expect(tally.card.fields).toEqual([{ label: '🪙 × 100', value: [{ type: 'bold', text: '£10.00' }] }]);
  });

  test('what is refused is said to the giver alone, where nobody else reads it', async () => {
    const [from, to] = [await newcomer(platform), await newcomer(platform)];
    await core.tip.turn(from, true);
    await handle(reaction(from, to));
    await handle(stage.command(from, `/tip <${to.user}> 1`));
    await stage.work();
    const before = chats[platform].messages.filter(({ only }) => only === null).map(({ card }) => card.title);
    expect(before.join()).not.toContain('not enough');
    expect(aloneSees(from).map(({ card }) => card.title)).toEqual(
      Array(2).fill('There is not enough in your account'),
    );
  });

  test('/tip pays, /tip in answer to a message pays its author, /tip alone says how it stands', async () => {
    const [from, to] = [await newcomer(platform, 10), await newcomer(platform)];
    await handle(stage.command(from, `/tip <${to.user}> 1`));
    const replyTo: Argument = { type: 'person', identity: to, name: to.user };
    const replyToMessage = { platform, channel: 'C1', message: `m${++messages}` };
    await handle(stage.command(from, '/tip 2', { replyTo, replyToMessage }));
    await handle(stage.command(from, '/tip', { replyTo, replyToMessage }));
    await settle();
    expect([await stage.has(from), await stage.has(to)]).toEqual(['6.90', '3.10']);
    const titles = tallies(platform).map(({ card }) => card.title);
    expect(titles).toContain(`${from.user} tipped ${to.user} £1.00`);
    expect(titles).toContain(`£2.10 in tips for ${to.user}`);
    await handle(stage.command(from, '/tip'));
    expect(aloneSees(from).at(-1)!.card.title).toBe('Your reactions are not tips');
    await handle(stage.command(from, '/tip on'));
    expect(aloneSees(from).at(-1)!.card.title).toBe('Tips are on');
    await handle(stage.command(from, '/tip off'));
    expect(aloneSees(from).at(-1)!.card.title).toBe('Tips are off');
  });
});

describe('what is typed', () => {
  const context = {
    speaker: idOf('slack', 'U1'),
    locale: 'en-GB',
    assets: core.assets.all,
    main: core.assets.main,
    repliedTo: null,
  };
  const bob: Argument = { type: 'person', identity: idOf('slack', 'BOB'), name: 'Bob' };
  const said = (text: string, repliedTo: Who | null = null) => {
    const parts = text
      .split('<bob>')
      .flatMap((part, at): Argument[] => [...(at > 0 ? [bob] : []), { type: 'text', text: part }]);
    const parsed = parseTip(tokens(parts), { ...context, repliedTo });
    return parsed.ok ? parsed.value.verb : parsed.refusal.code;
  };

  test.each([
    ['<bob> 1', 'tip'],
    ['1 <bob>', 'tip'],
    ['<bob> £1.50', 'tip'],
    ['<bob> 1 EUR', 'tip'],
    ['on', 'tip_turn'],
    ['AUS', 'tip_turn'],
    ['', 'tips'],
    ['<bob>', 'amount_missing'],
    ['1', 'payee_missing'],
    ['<bob> @carol 1', 'payees_too_many'],
    ['<bob> 1 for lunch', 'input_unexpected'],
    ['<bob> 1 each', 'input_unexpected'],
    ['<bob> 1 2', 'amount_repeated'],
    ['<bob> maybe', 'amount_invalid'],
  ])('/tip %s: %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  test.each(['0', '-1', '-£5', '-50x', '100abc', '-1k'])('row 1: %s is no tip', (amount) => {
    expect(['amount_not_positive', 'amount_invalid']).toContain(said(`<bob> ${amount}`));
  });

  test.each(['NaN', 'Infinity', '1e3', '0x10', '-0', '0.001'])('row 2: %s is no tip', (amount) => {
    expect(said(`<bob> ${amount}`)).toMatch(/^amount_|^input_/);
  });

  test('in answer to somebody it needs no name, and no amount', () => {
    const who: Who = { by: 'identity', identity: idOf('slack', 'BOB') };
    expect([said('1', who), said('', who)]).toEqual(['tip', 'tip_least']);
  });

  test.each([
    ['🪙 0.10', 'bank_tip'],
    [':coin: 0.10', 'bank_tip'],
    ['<:gold:123456> £1', 'bank_tip'],
    ['🪙 off', 'bank_tip'],
    ['', 'bank_tips'],
    ['🪙', 'amount_missing'],
    ['🪙 1.000', 'amount_ambiguous'],
    ['🪙 @bob 1', 'input_unexpected'],
    ['🪙 0.10 for luck', 'input_unexpected'],
  ])('/bank tip %s: %s', (text, expected) => {
    const parsed = parseBankTip(tokens([{ type: 'text', text }]), {
      ...context,
      locale: text.includes('1.000') ? null : 'en-GB',
    });
    expect(parsed.ok ? parsed.value.verb : parsed.refusal.code).toBe(expected);
  });
});

test('operators say what a reaction is worth, in the group; nobody else does', async () => {
  const boss = await stage.person('slack', 'BOSS');
  const somebody = await newcomer('slack');
  await handle(stage.command(somebody, '/bank tip 🍕 1'));
  expect(aloneSees(somebody).at(-1)!.card.title).toBe('Only the operator may do that');
  await handle(stage.command(boss, '/bank tip 🍕 1'));
  expect(
    aloneSees(boss)
      .at(-1)!
      .card.fields.map(({ label }) => label),
  ).toEqual(['🪙', '🍕']);
  await handle(stage.command(boss, '/bank tip 🍕 1', { conversation: directOf('slack', 'BOSS') }));
  expect(aloneSees(boss).at(-1)!.card.title).toBe('Reactions are worth something in a group');
  await handle(stage.command(boss, '/bank tip 🍕 off'));
  await handle(stage.command(boss, '/bank tip'));
  expect(
    aloneSees(boss)
      .at(-1)!
      .card.fields.map(({ label }) => label),
  ).toEqual(['🪙']);
});

test('the form of a message’s menu tips its author once, however often it is sent', async () => {
  const [from, to] = [await newcomer('slack', 10), await newcomer('slack')];
  const message = { platform: 'slack', channel: 'C1', message: `m${++messages}` } as const;
  const author: Argument = { type: 'person', identity: to, name: to.user };
  await handle(stage.event(from, { kind: 'shortcut', name: 'tip', target: { message, author } }));
  const form = stage.slack.forms.at(-1)!;
  const sent = (amount: string) =>
    stage.event(from, {
      kind: 'form',
      intent: form.intent,
      values: { amount: [{ type: 'text', text: amount }] },
    });
  await handle(sent('lots'));
  await Promise.all([handle(sent('1')), handle(sent('1'))]);
  await settle();
  expect([await stage.has(from), await stage.has(to)]).toEqual(['9.00', '1.00']);
  const robot: Argument = { ...author, isBot: true };
  await handle(stage.event(from, { kind: 'shortcut', name: 'tip', target: { message, author: robot } }));
  expect(aloneSees(from).at(-1)!.card.title).toContain('is a bot');
  await handle(stage.event(from, { kind: 'shortcut', name: 'tip', target: { message } }));
  expect(aloneSees(from).at(-1)!.card.title).toBe('Who is it for?');
});
