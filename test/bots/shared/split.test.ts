/** `/split` as it is typed, filled in and pressed, and what everybody then sees. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Argument } from '../../../bots/shared/event.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import type { GrammarContext } from '../../../bots/shared/reading.ts';
import { parseSplit, parseSplitForm, type SplitCommand } from '../../../bots/shared/split/commands.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Identity, NoticeOf, Party, Platform, Result } from '../../../core/index.ts';
import { person } from './samples/kit.ts';
import { split } from './samples/split.ts';
import { idOf, mention, openStage, type Seen } from './stage.ts';

const speaker: Identity = { platform: 'slack', tenant: 'T1', user: 'U0' };
const GBP = { code: 'GBP', exponent: 2 };
const assets = [
  GBP,
  { code: 'EUR', exponent: 2 },
  { code: 'JPY', exponent: 0 },
  { code: 'KWD', exponent: 3 },
];
const context: GrammarContext = { speaker, locale: 'en-GB', assets, main: GBP, repliedTo: null };

/** `<a>` stands for a mention that the platform resolved. */
const args = (line: string): Argument[] =>
  line
    .split(/(<\w+>)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('<') ? mention('slack', part.slice(1, -1)) : { type: 'text', text: part },
    );

const nameOf = (party: Party): string =>
  party === 'me' ? 'me' : party.by === 'identity' ? party.identity.user : `@${party.handle}`;

/** A short form of what was understood, so that a table can hold it. */
function short(result: Result<SplitCommand>): string {
  if (!result.ok) return `no ${result.refusal.code}`;
  const command = result.value;
  if (command.verb === 'split_list') return 'list';
  if (command.verb === 'split_form') return ['form', ...command.who.map(nameOf)].join(' ');
  if (command.verb === 'split_which')
    return `which ${command.readings.map(({ minor }) => minor).join(' or ')}`;
  const { total, asset, memo, division, withMe } = command.bill;
  const who =
    division.mode === 'equal'
      ? division.who.map(nameOf)
      : division.mode === 'items'
        ? division.items.map(({ amount, who }) => `${amount}:${who.map(nameOf).join('+') || 'all'}`)
        : division.parts.map(({ who, weight }) => `${nameOf(who)}:${weight}`);
  const parts = [`${total} ${asset}`, division.mode, who.join(' '), memo, withMe ? null : 'without me'];
  return parts.filter((part) => part).join(' / ');
}

const read = (line: string, more: Partial<GrammarContext> = {}) =>
  short(parseSplit(tokens(args(line)), { ...context, ...more }));

describe('the grammar reads what people write', () => {
  test.each([
    ['60 dinner <a> <b>', '6000 GBP / equal / a b / dinner'],
    ['60 <a> <b> for dinner', '6000 GBP / equal / a b / dinner'],
    ['60 for dinner with <a> and <b>', '6000 GBP / equal / a b / dinner'],
    ['<a> <b> 60 dinner', '6000 GBP / equal / a b / dinner'],
    ['60 for 2 pizzas <a>', '6000 GBP / equal / a / 2 pizzas'],
    ['60 "2 pizzas" <a>', '6000 GBP / equal / a / 2 pizzas'],
    ['60 dinner <a>, <b> and @carol@telegram', '6000 GBP / equal / a b @carol / dinner'],
    ['60 dinner', '6000 GBP / equal / dinner'],
    ['60 <a> without me', '6000 GBP / equal / a / without me'],
    ['60 ohne mich <a> Abendessen', '6000 GBP / equal / a / Abendessen / without me'],
    ['60 EUR <a>', '6000 EUR / equal / a'],
    ['€60 <a>', '6000 EUR / equal / a'],
    ['60 euros total <a>', '6000 EUR / equal / a'],
    ['¥1000 <a>', '1000 JPY / equal / a'],
    ['1.234 KWD <a>', '1234 KWD / equal / a'],
    ['60 me <a> <b>', '6000 GBP / equal / me a b'],
    ['60 <a> x2 <b> x1', '6000 GBP / shares / a:2 b:1'],
    ['60 <a> 2x <b> me ×3', '6000 GBP / shares / a:2 b:1 me:3'],
    ['60 <a> 50% <b> 12.5 %', '6000 GBP / percent / a:5000 b:1250'],
    ['60 <a> 33,33% me', '6000 GBP / percent / a:3333'],
    ['60 <a> 10 <b> 20.50', '6000 GBP / exact / a:1000 b:2050'],
    ['60 EUR <a> 10 <b> €20', '6000 EUR / exact / a:1000 b:2000'],
    ['<a> 10 <b> 20', '3000 GBP / exact / a:1000 b:2000'],
    ['<a> 10 <b> 20 EUR taxi', '3000 EUR / exact / a:1000 b:2000 / taxi'],
    ['dinner items 12 pizza <a> me 8 wine <b>', '2000 GBP / items / 1200:a+me 800:b / dinner'],
    ['items 12 pizza <a>; 8.50 water all; tip 3; tax 1.50', '2500 GBP / items / 1200:a 850:all'],
    ['30 posten 12 Pizza <a> 8 Wein <b> ich', '3000 GBP / items / 1200:a 800:b+me'],
    ['', 'form'],
    ['<a> <b>', 'form a b'],
    ['list', 'list'],
    ['Liste', 'list'],
  ])('/split %s', (line, expected) => expect(read(line)).toBe(expected));

  test('row 4: by the locale of the person, and asks where that could be read in two ways', () => {
    expect(read('1.000 <a>')).toBe('which 100 or 100000');
    expect(read('15,38 <a>', { locale: 'de-DE' })).toBe('1538 GBP / equal / a');
    expect(read('$1,000 <a>')).toBe('no currency_unknown');
    expect(read('1,000 <a>')).toBe('100000 GBP / equal / a');
    expect(read('3000 <a> 1.000 <b> 20')).toBe('no amount_ambiguous');
    expect(read('items 1.000 pizza <a>')).toBe('no amount_ambiguous');
  });

  test.each([
    ['-60 <a>', 'no amount_not_positive'],
    ['0 <a>', 'no amount_not_positive'],
    ['-1k <a>', 'no amount_invalid'],
    ['-$5 <a>', 'no currency_unknown'],
    ['-£5 <a>', 'no amount_not_positive'],
    ['100abc <a>', 'no amount_invalid'],
    ['60 <a> -10', 'no split_mixed_or_refused'],
    ['60 <a> x0', 'no amount_invalid'],
    ['60 <a> -50x', 'no amount_invalid'],
    ['60 <a> 0%', 'no amount_not_positive'],
    ['60 <a> -50%', 'no amount_invalid'],
    ['60 <a> 0 <b> 10', 'no amount_not_positive'],
    ['60 <a> 10 <b> -10', 'no amount_not_positive'],
    ['items 0 pizza <a>', 'no amount_not_positive'],
    ['items -5 pizza <a>', 'no amount_not_positive'],
    ['items 5 pizza <a> tip -1', 'no amount_not_positive'],
    ['items 5 pizza <a> tip 10%', 'no amount_invalid'],
  ])('row 1: refuses /split %s', (line, expected) => {
    const found = read(line);
    if (expected === 'no split_mixed_or_refused') expect(found).toMatch(/^no /);
    else expect(found).toBe(expected);
  });

  test.each([
    ['1e3 <a>', 'no amount_invalid'],
    ['0x10 <a>', 'no amount_invalid'],
    ['NaN <a>', 'no split_unclear'],
    ['60 70 <a>', 'no amount_repeated'],
    ['60.001 <a>', 'no amount_too_many_decimals'],
    ['¥10.5 <a>', 'no amount_too_many_decimals'],
    ['60 <a> 10.001 <b> 5', 'no amount_too_many_decimals'],
    ['60 <a> 10 20', 'no amount_repeated'],
    ['60 <a> x2 x3', 'no amount_repeated'],
    ['60 <a> x2 <b> 50%', 'no split_mixed'],
    ['60 <a> 50% <b>', 'no split_mixed'],
    ['60 x2', 'no input_unexpected'],
    ['20 each <a> <b>', 'no input_unexpected'],
    ['50 cents <a>', 'no amount_invalid'],
    ['60 <a> 33.333%', 'no amount_invalid'],
    ['items 2 pizzas 12.50 <a>', 'no amount_repeated'],
    ['items 12 pizza', 'no split_unclear'],
    ['items pizza <a>', 'no split_unclear'],
    ['30 items 12 pizza <a> tip 3', 'no split_sum'],
    ['60 @everyone', 'no payee_unknown'],
    ['60 @carol@slak', 'no payee_unknown'],
    ['dinner', 'no split_unclear'],
  ])('row 2: refuses /split %s', (line, expected) => expect(read(line)).toBe(expected));

  test('row 3: digits of any script are read or refused, never taken for something else', () => {
    expect(read('٦٠ <a>')).toBe('6000 GBP / equal / a');
    expect(read('60 <a> ٥٠%')).toBe('no amount_invalid');
    expect(read('6\u200b0 <a>')).toMatch(/^no /);
  });

  test('whatever is typed is understood or refused, and no amount is there that was not written', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '60',
        '10',
        '<a>',
        '<b>',
        'me',
        'x2',
        '50%',
        'items',
        'for',
        'tip',
        'all',
        'EUR',
        'dinner',
        'without',
        ';',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replace(/\p{N}/gu, '')),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (words) => {
        const parsed = parseSplit(tokens(args(words.join(' '))), context);
        if (!parsed.ok || parsed.value.verb !== 'split') return;
        const { bill } = parsed.value;
        const tens = [...words.join(' ').matchAll(/60|10/g)].map(([text]) => BigInt(text) * 100n);
        const most = tens.reduce((sum, one) => sum + one, 0n);
        expect(BigInt(bill.total) <= most && BigInt(bill.total) % 1000n === 0n).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the form', () => {
  const fill = (values: Record<string, string | Argument[]>) =>
    short(
      parseSplitForm(
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            typeof value === 'string' ? args(value) : value,
          ]),
        ),
        context,
      ),
    );

  test('is read as if it had been typed', () => {
    expect(fill({ amount: '60', who: '<a><b>', memo: 'dinner at 8' })).toBe(
      '6000 GBP / equal / a b / dinner at 8',
    );
    expect(fill({ amount: '60', parts: '@bob x2\n@carol x1' })).toBe('6000 GBP / shares / @bob:2 @carol:1');
    expect(fill({ memo: 'lunch', parts: '12 pizza @bob me\n8 wine @carol\ntip 2' })).toBe(
      '2200 GBP / items / 1200:@bob+me 800:@carol / lunch',
    );
    expect(fill({ amount: '1.000', who: '<a>' })).toBe('which 100 or 100000');
  });

  test('row 1: refuses what is missing or no amount', () => {
    expect(fill({ amount: '', who: '<a>' })).toBe('no split_unclear');
    expect(fill({ amount: '   ', who: '<a>' })).toBe('no split_unclear');
    expect(fill({ amount: 'list' })).toBe('no split_unclear');
    expect(fill({ amount: '-5', who: '<a>' })).toBe('no amount_not_positive');
    expect(fill({ amount: '60', parts: '@bob x2\n@carol 50%' })).toBe('no split_mixed');
  });
});

const stage = await openStage();
const { handle, command, press, work, core } = stage;
const platforms: Platform[] = ['discord', 'slack', 'telegram'];

beforeEach(() => {
  for (const platform of platforms) {
    stage[platform].messages.length = 0;
    stage[platform].forms.length = 0;
    stage[platform].toasts.length = 0;
  }
});

let crowd = 0;
const someone = (platform: Platform, pounds = 0) => stage.person(platform, `p${++crowd}`, pounds);
const room = (platform: Platform): Seen[] =>
  stage[platform].messages.filter(({ where, only }) => where === 'C1' && only === null);
const alone = (who: Identity): Seen[] => stage[who.platform].messages.filter(({ only }) => only === who.user);
const titles = (messages: Seen[]): string[] => messages.map(({ card }) => card.title);
const sharesOn = ({ card }: Seen): string[] =>
  card.fields.map(({ label, value }) => `${label} ${spansText(value)}`);

describe.each(platforms)('on %s', (platform) => {
  test('one line opens a split, one tap pays a share, and the same card shows it until it closes itself', async () => {
    const [alice, bob, carol] = [
      await someone(platform),
      await someone(platform, 50),
      await someone(platform, 50),
    ];
    await handle(command(alice, `/split 60 dinner <${bob.user}> <${carol.user}>`));
    const [card] = room(platform);
    expect(card!.card.title).toBe(`${alice.user} splits £60.00`);
    expect(card!.card.lines.map(spansText)).toEqual([
      `${bob.user}, ${carol.user} → ${alice.user}`,
      '“dinner”',
      `${alice.user} paid the bill and has a share of it; the others pay ${alice.user} theirs.`,
      '0 of 2 have paid, £40.00 is still open.',
    ]);
    expect(card!.card.buttons.map(({ label }) => label)).toEqual([
      'Pay my share',
      'Join',
      'Leave',
      'Lock',
      'Call off',
    ]);

    await handle(press(bob, card!, 'Pay my share'));
    await work();
    expect(sharesOn(card!)).toEqual([
      `${alice.user} £20.00 · paid the bill`,
      `${bob.user} £20.00 · paid ✓`,
      `${carol.user} £20.00 · open`,
    ]);
    expect(card!.card.buttons.map(({ label }) => label)).toEqual(['Pay my share']);
    expect(titles(alone(bob))).toContain(`${bob.user} paid ${alice.user} £20.00`);

    await handle(press(carol, card!, 'Pay my share'));
    await work();
    expect(card!.card.title).toBe(`Everybody has paid ${alice.user}: £60.00 is split`);
    expect(card!.card.buttons).toEqual([]);
    expect(room(platform)).toHaveLength(1);
    expect([await stage.has(alice), await stage.has(bob), await stage.has(carol)]).toEqual([
      '40.00',
      '30.00',
      '30.00',
    ]);
  });

  test('row 12: a double tap, and the same event twice, pay once', async () => {
    const [alice, bob] = [await someone(platform), await someone(platform, 50)];
    await handle(command(alice, `/split 20 <${bob.user}>`));
    const [card] = room(platform);
    const [first, second] = [press(bob, card!, 'Pay'), press(bob, card!, 'Pay')];
    await Promise.all([handle(first), handle(second), handle(first)]);
    await work();
    expect(await stage.has(bob)).toBe('40.00');
  });

  test('row 13: a bystander is told privately that they are not in it', async () => {
    const [alice, bob, mallory] = [
      await someone(platform),
      await someone(platform),
      await someone(platform, 50),
    ];
    await handle(command(alice, `/split 20 <${bob.user}>`));
    const [card] = room(platform);
    for (const label of ['Pay', 'Lock', 'Call off']) await handle(press(mallory, card!, label));
    const told = [
      ...titles(alone(mallory)),
      ...stage[platform].toasts.filter((toast) => toast !== undefined),
    ];
    expect(told.join('\n')).toMatch(
      /You are not in this split(.|\n)*for somebody else(.|\n)*for somebody else/,
    );
    expect(card!.card.title).toBe(`${alice.user} splits £20.00`);
    expect(await stage.has(mallory)).toBe('50.00');
  });

  test('row 14: a split that was called off says so, and its buttons do nothing', async () => {
    const [alice, bob] = [await someone(platform), await someone(platform, 50)];
    await handle(command(alice, `/split 20 <${bob.user}>`));
    const [card] = room(platform);
    const late = press(bob, card!, 'Pay');
    await handle(press(alice, card!, 'Call off'));
    expect(card!.card.title).toBe(`${alice.user} called off the split of £20.00`);
    expect(card!.card.buttons).toEqual([]);
    await handle(late);
    await work();
    expect(await stage.has(bob)).toBe('50.00');
  });

  test('row 20: what it is for is text, whatever it says', async () => {
    const [alice, bob] = [await someone(platform), await someone(platform)];
    await handle(
      command(alice, `/split 20 <${bob.user}> for @everyone <!channel> **b** &lt;b&gt; \u202eevil`),
    );
    const [card] = room(platform);
    const memo = card!.card.lines[1]!;
    expect(memo.map(({ type }) => type)).toEqual(['text']);
    expect(spansText(memo)).not.toContain('\u202e');
  });

  test('an amount that can be read in two ways asks, and the button that is pressed opens it, once', async () => {
    const [alice, bob] = [await someone(platform), await someone(platform)];
    await handle(command(alice, `/split 1.000 <${bob.user}>`));
    const [question] = alone(alice);
    expect(question!.card.buttons.map(({ label }) => label)).toEqual(['£1.00', '£1,000.00']);
    const other = press(alice, question!, '£1,000.00');
    await handle(press(alice, question!, '£1.00'));
    await handle(other);
    expect(titles(room(platform)).filter((title) => title.includes('splits'))).toEqual([
      `${alice.user} splits £1.00`,
    ]);
  });
});

test('somebody in another chat has a card of their own, with their share to pay, and every card follows', async () => {
  const [alice, bob, carol] = [
    await someone('discord'),
    await someone('discord', 50),
    await someone('slack', 50),
  ];
  await core.people.seen({ identity: carol, name: carol.user, handle: 'carol' }, { ...stageDirect(carol) });
  await handle(command(alice, `/split 60 dinner <${bob.user}> @carol@slack`));
  await work();
  const [card] = room('discord');
  const [own] = alone(carol);
  expect(own!.where).toBe(`@${carol.user}`);
  expect(own!.card.lines.map(spansText)).toContain(`Your share is £20.00. ${alice.user} has paid the bill.`);
  expect(own!.card.buttons.map(({ label }) => label)).toEqual(['Pay £20.00', 'Leave']);
  await handle(press(carol, own!, 'Pay', { conversation: stageDirect(carol) }));
  await work();
  expect(own!.card.lines.map(spansText)).toContain('You have paid your share of £20.00.');
  expect(own!.card.buttons).toEqual([]);
  expect(sharesOn(card!)).toContain(`${carol.user} £20.00 · paid ✓`);
  await handle(press(bob, card!, 'Pay'));
  await work();
  expect(own!.card.title).toMatch(/Everybody has paid/);
});

const stageDirect = ({ platform, tenant, user }: Identity) =>
  ({ platform, tenant, community: '', channel: `D${user}`, kind: 'direct' }) as const;

describe('the menus', () => {
  test('/split alone opens a form, which opens the split; sent twice, one', async () => {
    const [alice, bob] = [await someone('slack'), await someone('slack')];
    await handle(command(alice, '/split'));
    const [form] = stage.slack.forms;
    expect(form!.fields.map(({ name }) => name)).toEqual(['amount', 'who', 'memo', 'parts']);
    const answer = stage.event(alice, {
      kind: 'form',
      intent: form!.intent,
      values: { amount: args('60'), who: [mention('slack', bob.user)], memo: args('dinner') },
    });
    await handle(answer);
    await handle({ ...answer, dedupeKey: `${answer.dedupeKey}-again` });
    expect(titles(room('slack'))).toEqual([`${alice.user} splits £60.00`]);
  });

  test('a message that is split fills in its words and its author', async () => {
    const [alice, bob] = [await someone('discord'), await someone('discord')];
    const target = {
      message: { platform: 'discord' as const, channel: 'C1', message: 'm1' },
      author: mention('discord', bob.user),
      text: 'the taxi\nwas 24 quid',
    };
    await handle(stage.event(alice, { kind: 'shortcut', name: 'split', target }));
    expect(stage.discord.forms[0]!.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'who', values: [bob.user] }),
        expect.objectContaining({ name: 'memo', value: 'the taxi was 24 quid' }),
      ]),
    );
  });

  test('where there are no forms, it says how a split is typed', async () => {
    const alice = await someone('telegram');
    await handle(command(alice, '/split'));
    expect(titles(alone(alice))).toEqual(['How much is the bill, and who shares it?']);
  });

  test('/split list shows privately what is open, with a button for each share', async () => {
    const [alice, bob] = [await someone('slack'), await someone('slack', 50)];
    await handle(command(bob, '/split list'));
    expect(titles(alone(bob))).toEqual(['No open splits']);
    await handle(command(alice, `/split 60 dinner <${bob.user}>`));
    await handle(command(bob, '/split list'));
    const list = alone(bob).at(-1)!;
    expect(sharesOn(list)).toEqual([
      expect.stringMatching(/^p\d+ · dinner £60\.00 · you owe £30\.00 · spl_/),
    ]);
    await handle(press(bob, list, `Pay ${alice.user} £30.00`));
    await work();
    expect(await stage.has(bob)).toBe('20.00');
    await handle(command(alice, '/split list'));
    expect(titles(alone(alice))).toContain('No open splits');
  });

  test('a line that is being typed may become the list', async () => {
    const questions = createQuestions({ core, log: stage.log });
    const asked = { kind: 'autocomplete', platform: 'discord', command: 'split', option: 'amount' } as const;
    const actor = { identity: idOf('discord', 'x'), name: 'x', locale: 'de' };
    const question = { ...asked, actor, conversation: stageDirect(actor.identity) };
    expect(await questions.autocomplete({ ...question, typed: '' })).toEqual([
      { label: 'Meine offenen Aufteilungen zeigen', value: 'list' },
    ]);
    expect(await questions.autocomplete({ ...question, typed: '6' })).toEqual([]);
  });
});

describe('in any chat, out of a line that is being typed', () => {
  const ask = (who: Identity, text: string) =>
    createQuestions({ core, log: stage.log }).inline({
      kind: 'inline',
      platform: 'telegram',
      actor: { identity: who, name: who.user, locale: 'en-GB' },
      text,
    });
  const sent = (who: Identity, text: string, result: string) =>
    stage.event(who, {
      kind: 'chosen',
      result,
      text,
      conversation: stageDirect(who),
      message: { platform: 'telegram', channel: 'inline', message: 'sent-card' },
    });

  test('a card is offered, and becomes the split by which whoever was there joins and pays', async () => {
    const [alice, bob] = [await someone('telegram'), await someone('telegram', 50)];
    const [offered] = await ask(alice, 'split 60 dinner');
    expect([offered!.title, offered!.description]).toEqual(['Split £60.00', 'dinner']);
    const card: Seen = { id: 'sent-card', where: 'elsewhere', only: null, card: offered!.card, edits: 0 };
    stage.telegram.messages.push(card);
    const chosen = sent(alice, 'split 60 dinner', offered!.id);
    await Promise.all([handle(chosen), handle(chosen)]);
    expect(card.card.buttons.map(({ label }) => label)).toEqual(['Join', 'Leave', 'Call off']);
    await handle(press(bob, card, 'Join'));
    await handle(press(bob, card, 'Pay my share'));
    await work();
    expect(card.card.title).toBe(`Everybody has paid ${alice.user}: £60.00 is split`);
    expect(await stage.has(bob)).toBe('20.00');
    expect(room('telegram')).toEqual([]);
  });

  test('row 4: what can be read in two ways is offered in both', async () => {
    const alice = await someone('telegram');
    expect((await ask(alice, 'split 1.000 dinner')).map(({ title }) => title)).toEqual([
      'Split £1.00',
      'Split £1,000.00',
    ]);
  });

  test('rows 1 and 2: nothing is offered for what is no amount, nor for another line', async () => {
    const alice = await someone('telegram');
    for (const line of ['split -60', 'split 0', 'split 1e3', 'split', 'split list', 'spit 60'])
      expect(await ask(alice, line)).toEqual([]);
  });
});

test('row 19: what was edited, forwarded or written by a bot never comes as a command, so that a bot named in one is refused', async () => {
  const alice = await someone('slack');
  const event = command(alice, '/split 60');
  event.args.push({ type: 'text', text: ' ' }, { ...mention('slack', 'robot'), isBot: true } as Argument);
  await handle(event);
  expect(titles(alone(alice))).toEqual(['robot is a bot, and bots hold no money']);
});

describe('the card', () => {
  const here = { platform: 'slack', tenant: 'T1', private: false } as const;
  const card = (more: Partial<NoticeOf<'split'>>, locale = 'en-GB') => viewOf(split(more), locale, here);

  test('speaks German, with German numbers', () => {
    const shown = card({}, 'de-DE');
    expect(shown.title).toBe('Alice teilt 60,00\u00a0£ auf');
    expect(shown.lines.map(spansText)).toEqual([
      'Bob, Carol → Alice',
      '„dinner“',
      'Alice hat die Rechnung bezahlt und trägt einen Teil davon; die anderen zahlen ihren an Alice.',
      '0 von 2 haben bezahlt, 40,00\u00a0£ sind noch offen.',
    ]);
    expect(spansText(shown.context!)).toBe(
      'spl_K7Q2M9XDA4 · zu gleichen Teilen · bis 22.\u00a0Dez.\u00a02025',
    );
  });

  test('says parts behind the names, as they were said', () => {
    const shares = split().shares.map((share, at) => ({ ...share, weight: ['1', '5000', '1250'][at]! }));
    expect(card({ mode: 'shares', shares }).fields.map(({ label }) => label)).toEqual([
      'Alice',
      'Bob ×5000',
      'Carol ×1250',
    ]);
    expect(card({ mode: 'percent', shares }).fields.map(({ label }) => label)).toEqual([
      'Alice 0.01%',
      'Bob 50%',
      'Carol 12.5%',
    ]);
  });

  test('pings those who owe something, and nobody else', () => {
    const [own, bobs, carols] = split().shares;
    const shown = card({ shares: [own!, { ...bobs!, state: 'paid' }, carols!] });
    const pinged = shown.lines.flat().filter((span) => span.type === 'person' && span.notify);
    expect(pinged.map((span) => 'name' in span && span.name)).toEqual(['Carol']);
  });

  test('row 22: carries the stable id of whoever paid the bill, where they cannot be mentioned', () => {
    expect(spansText(card({ owner: person('Alice', 'discord', '42') }).context!)).toMatch(
      /Alice: discord::42$/,
    );
  });
});
