/** Drops as they are typed, filled in, pressed and read. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { BankCommand } from '../../../bots/shared/bank/commands.ts';
import type { Card } from '../../../bots/shared/card.ts';
import { type DropCommand, parseDropForm } from '../../../bots/shared/drop/commands.ts';
import { type GrammarContext, parseCommand } from '../../../bots/shared/grammar.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type Identity, type Notice, type Result } from '../../../core/index.ts';
import { drop } from './samples/drop.ts';
import { person } from './samples/kit.ts';
import { directOf, idOf, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const context: GrammarContext = {
  speaker: idOf('slack', 'U0'),
  locale: 'en-GB',
  assets: [...ASSETS],
  main: findAsset('GBP')!,
  repliedTo: null,
};

const minutes = (ms: number) => `${ms / 60_000}min`;

/** A short form of what was understood, so that a table can hold it. */
function short(result: Result<DropCommand>): string {
  if (!result.ok) {
    const { code, text } = result.refusal as { code: string; text?: string };
    return `no ${code}${text === undefined ? '' : ` ${text}`}`;
  }
  const { value } = result;
  if (value.verb === 'drop_form') return 'form';
  const amounts = value.verb === 'drop' ? [value.amount] : value.readings;
  return [
    amounts.map(({ minor, asset }) => `${minor} ${asset.code}`).join(' or '),
    `for ${value.shares}`,
    value.mode,
    value.lasts_ms === null ? '' : minutes(value.lasts_ms),
    value.account_age_ms === 0 ? '' : `age ${minutes(value.account_age_ms)}`,
    value.memo === null ? '' : `“${value.memo}”`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const typed = (line: string, locale = 'en-GB') =>
  short(
    parseCommand('drop', line === '' ? [] : [{ type: 'text', text: line }], {
      ...context,
      locale,
    }) as Result<DropCommand>,
  );

describe('/drop', () => {
  test.each([
    ['', 'form'],
    ['20 for 10', '2000 GBP for 10 random'],
    ['20 for 10 random', '2000 GBP for 10 random'],
    ['20 10', '2000 GBP for 10 random'],
    ['20 10x even', '2000 GBP for 10 even'],
    ['€20 for 10 people equally', '2000 EUR for 10 even'],
    ['20 EUR for 10 even 2h', '2000 EUR for 10 even 120min'],
    ['20 random for 10 in 30 minutes', '2000 GBP for 10 random 30min'],
    ['20 for 10 for 2 hours', '2000 GBP for 10 random 120min'],
    ['20 for 10 for 2 hours of work', '2000 GBP for 10 random “2 hours of work”'],
    ['20 for 10 for the winners', '2000 GBP for 10 random “the winners”'],
    ['20 for 10 even 1d for 3 pizzas', '2000 GBP for 10 even 1440min “3 pizzas”'],
    ['20 for 10 "for everybody" 2h', '2000 GBP for 10 random 120min “for everybody”'],
    ['20 for 10 age 30 days even', '2000 GBP for 10 even age 43200min'],
    ['20 for 10 random 2h age 7d for luck', '2000 GBP for 10 random 120min age 10080min “luck”'],
    ['20 for 10 for random acts', '2000 GBP for 10 random “random acts”'],
    // Row 20: text, whatever it says.
    ['20 for 10 for <!channel> *you*', '2000 GBP for 10 random “<!channel> *you*”'],
    // Row 4.
    ['1.000 for 10', '100 GBP or 100000 GBP for 10 random'],
    // Row 5.
    ['JPY 100 for 7', '100 JPY for 7 random'],
  ])('understands %s', (line, expected) => {
    expect(typed(line)).toBe(expected);
  });

  test.each([
    ['20 für 10 zufällig', '2000 GBP for 10 random'],
    ['15,38 für 4 gleich binnen 2 Stunden für Kuchen', '1538 GBP for 4 even 120min “Kuchen”'],
    ['20 unter 5 Leuten', 'no drop_unexpected Leuten'],
    ['20 für 5 Personen alter 2 Tage', '2000 GBP for 5 random age 2880min'],
    // Row 4: read by the person's own locale.
    ['1.000 für 10', '100000 GBP for 10 random'],
  ])('understands German: %s', (line, expected) => {
    expect(typed(line, 'de-DE')).toBe(expected);
  });

  test.each([
    ['for 10', 'no drop_incomplete'],
    ['20', 'no drop_incomplete'],
    ['20 random', 'no drop_incomplete'],
    ['20 for everybody', 'no drop_incomplete'],
    ['twenty for 10', 'no drop_unexpected twenty'],
    ['20 @bob for 10', 'no drop_unexpected 20 @bob'],
    ['20 for 10 pizzas', 'no drop_unexpected pizzas'],
    ['20 for 10 5', 'no drop_unexpected 5'],
    ['20 for 10 random even', 'no drop_unexpected even'],
    ['20 for 10 2h 3h', 'no drop_unexpected 3h'],
    ['20 for 10 age soon', 'no drop_unexpected age'],
    // Row 1, in the amount and in the number of people.
    ['-20 for 10', 'no amount_not_positive -20'],
    ['0 for 10', 'no amount_not_positive 0'],
    ['100abc for 10', 'no amount_invalid 100abc'],
    ['20 for -10', 'no drop_shares_invalid -10'],
    ['20 for 0', 'no drop_shares_invalid 0'],
    ['20 -1k', 'no drop_shares_invalid -1k'],
    ['20 for 10abc', 'no drop_shares_invalid 10abc'],
    // Row 2.
    ['1e3 for 10', 'no amount_invalid 1e3'],
    ['0x10 for 10', 'no amount_invalid 0x10'],
    ['20.005 for 10', 'no amount_too_many_decimals 20.005'],
    ['20 for 2.5', 'no drop_shares_invalid 2.5'],
    ['20 for 1e1', 'no drop_shares_invalid 1e1'],
    ['NaN for 10', 'no drop_unexpected NaN'],
    ['20 for 9999999999', 'no drop_shares_invalid 9999999999'],
    // Row 3: digits of another script are no number of people.
    ['20 for ١٠', 'no drop_shares_invalid ١٠'],
    // Row 4.
    ['1 000 for 10', 'no drop_shares_invalid 000'],
    ['20 XYZ for 10', 'no currency_unknown XYZ'],
  ])('refuses %s', (line, expected) => {
    expect(typed(line)).toBe(expected);
  });

  const filledIn = (values: Record<string, string>) =>
    short(
      parseDropForm(
        Object.fromEntries(
          Object.entries(values).map(([name, text]) => [name, text ? [{ type: 'text', text }] : []]),
        ),
        context,
      ),
    );

  test.each<[Record<string, string>, string]>([
    [{ amount: '20', people: '10', shares: 'random', duration: '', memo: '' }, '2000 GBP for 10 random'],
    [
      { amount: '€20', people: '10', shares: 'even', duration: '2 hours', memo: '5 a day' },
      '2000 EUR for 10 even 120min “5 a day”',
    ],
    [{ amount: '20 for 5', people: '10', shares: 'even' }, 'no drop_unexpected 5'],
    [{ amount: '20', people: '10 5', shares: 'even' }, 'no drop_shares_invalid 10 5'],
    [{ amount: '20', people: '-1', shares: 'even' }, 'no drop_shares_invalid -1'],
    [{ amount: '20', people: '10', shares: 'even', duration: 'soon' }, 'no drop_unexpected soon'],
    [{ amount: '20', people: '10', shares: 'even', duration: '2h 3h' }, 'no drop_unexpected 2h 3h'],
    [{ amount: '-20', people: '10', shares: 'even' }, 'no amount_not_positive -20'],
  ])('as a form: %j', (values, expected) => {
    expect(filledIn(values)).toBe(expected);
  });
});

describe('/bank drop', () => {
  const bank = (line: string) => {
    const result = parseCommand(
      'bank',
      [{ type: 'text', text: `drop ${line}` }],
      context,
    ) as Result<BankCommand>;
    return result.ok ? result.value : result.refusal;
  };
  const day_ms = 86_400_000;

  test.each([
    ['', {}],
    [
      'account 7d member 1 day daily 20',
      { account_age_ms: 7 * day_ms, member_age_ms: day_ms, claims_a_day: 20 },
    ],
    ['daily off', { claims_a_day: null }],
    ['member aus account off', { member_age_ms: 0, account_age_ms: 0 }],
  ])('understands “%s”', (line, rules) => {
    expect(bank(line)).toEqual({ verb: 'bank_drop', ...rules });
  });

  test.each([
    'account',
    'account soon',
    'daily 0',
    'daily -1',
    'daily 2.5',
    'member 1d member 2d',
    'everything',
  ])('refuses “%s”', (line) => {
    expect(bank(line)).toMatchObject({ code: 'drop_unexpected' });
  });
});

const stage = await openStage();
const { slack, telegram, discord, handle, command, press, event, work, has } = stage;

let count = 0;
const someone = (platform: 'slack' | 'telegram' | 'discord', pounds = 0): Promise<Identity> => {
  count += 1;
  return stage.person(platform, platform === 'telegram' ? `${count}` : `p${count}`, pounds);
};

beforeEach(() => {
  for (const platform of [slack, telegram, discord]) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
  }
});

const titles = ({ messages }: RecordingPlatform) => messages.map(({ card }) => card.title);
const linesOf = (card: Card) => card.lines.map(spansText);
const fieldsOf = (card: Card) => card.fields.map(({ label, value }) => `${label} ${spansText(value)}`);

describe('in a conversation', () => {
  test('a drop is one card for everybody, edited as it is taken; each claimer hears in private what is theirs', async () => {
    const alice = await someone('slack', 100);
    await handle(command(alice, '/drop 20 for 2 even 2h for the winners'));
    const [card] = slack.messages as [Seen];
    expect(card).toMatchObject({ where: 'C1', only: null });
    expect(card.card.title).toBe(`🧧 ${alice.user} is giving away £20.00`);
    expect(card.card.buttons.map(({ label }) => label)).toEqual(['Take a share', 'Take back']);
    expect(await has(alice)).toBe('80.00');

    const [bob, carol, late] = [await someone('slack'), await someone('slack'), await someone('slack')];
    await handle(press(bob, card, 'Take'));
    await work();
    expect(linesOf(card.card)[2]).toMatch(/^1 of 2 taken, £10\.00 left\. Open until /);
    const button = press(late, card, 'Take');
    await handle(press(carol, card, 'Take'));
    await handle(button);
    await work();
    expect(slack.toasts).toEqual([
      '£10.00 is yours',
      '£10.00 is yours',
      'All 2 shares are gone: others were faster. Better luck next time!',
    ]);
    expect(slack.messages).toHaveLength(1);
    expect(card.card).toMatchObject({ title: `${alice.user} gave away £20.00`, buttons: [] });
    expect(fieldsOf(card.card)).toEqual([`${bob.user} £10.00`, `${carol.user} £10.00`]);
    expect([await has(bob), await has(carol), await has(late)]).toEqual(['10.00', '10.00', '0.00']);
  });

  test('row 12: a command and a press that are handled again do nothing again', async () => {
    const [alice, bob] = [await someone('discord', 100), await someone('discord')];
    const once = command(alice, '/drop 20 for 2 even');
    await Promise.all([handle(once), handle(once)]);
    await handle(once, { number: 2, last: false });
    expect(discord.messages).toHaveLength(1);
    const taken = press(bob, discord.messages[0]!, 'Take');
    await Promise.all([handle(taken), handle(taken)]);
    await handle(press(bob, discord.messages[0]!, 'Take'));
    expect(discord.toasts).toEqual([
      '£10.00 is yours',
      '£10.00 is yours',
      'You have your share already: £10.00',
    ]);
    expect([await has(alice), await has(bob)]).toEqual(['80.00', '10.00']);
  });

  test('the giver takes back what is left, and nobody else does', async () => {
    const [alice, bob] = [await someone('telegram', 100), await someone('telegram')];
    await handle(command(alice, '/drop 20 for 4 even'));
    const [card] = telegram.messages as [Seen];
    const late = press(bob, card, 'Take a share');
    // Row 13.
    await handle(press(bob, card, 'Take back'));
    await handle(press(alice, card, 'Take a share'));
    await handle(press(alice, card, 'Take back'));
    // Row 14.
    await handle(late);
    expect(telegram.toasts).toEqual([
      'That button is for somebody else',
      'This one is from you. Leave it to the others. What nobody takes comes back to you.',
      '£20.00 is back with you',
      expect.stringMatching(/no longer/),
    ]);
    await work();
    expect(card.card).toMatchObject({ title: `${alice.user} took £20.00 back`, buttons: [] });
    expect(await has(alice)).toBe('100.00');
  });

  test('what nobody took in time comes back, and the giver is told', async () => {
    const alice = await someone('slack', 100);
    await handle(command(alice, '/drop 20 for 4 even 1min'));
    await handle(press(await someone('slack'), slack.messages[0]!, 'Take'));
    stage.pass(60_000);
    await stage.core.schedules.run('expire_drops');
    await work();
    const told = slack.messages.find(({ where }) => where === `@${alice.user}`)!;
    expect([told.card.title, ...linesOf(told.card)]).toEqual([
      '£15.00 of your drop is back with you',
      'Taken in time: 1 of 4 shares.',
      'You have £95.00 now.',
    ]);
    expect(linesOf(slack.messages[0]!.card)[1]).toBe(
      `Time is up: 1 of 4 taken, £15.00 went back to ${alice.user}.`,
    );
  });

  test('/drop alone opens a form, which gives once however often it is sent; where there are none, it is said how to type it', async () => {
    const alice = await someone('slack', 100);
    await handle(command(alice, '/drop'));
    const [form] = slack.forms;
    const texts = { amount: '20', people: '4', shares: 'even', memo: 'luck' };
    const values = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, [{ type: 'text' as const, text }]]),
    );
    const filledIn = () => event(alice, { kind: 'form', intent: form!.intent, values });
    await handle(filledIn());
    await handle(filledIn());
    expect(titles(slack)).toEqual([`🧧 ${alice.user} is giving away £20.00`]);
    expect(await has(alice)).toBe('80.00');
    // Row 13.
    await handle(event(await someone('slack'), { kind: 'form', intent: form!.intent, values }));
    expect(titles(slack).at(-1)).toBe('That button is for somebody else');

    const dave = await someone('telegram', 100);
    await handle(command(dave, '/drop'));
    expect(telegram.messages[0]).toMatchObject({
      only: dave.user,
      card: { title: 'How much, and for how many people?' },
    });
  });

  test('row 4: an amount that can be read in two ways asks, and what is pressed first gives, once', async () => {
    const alice = await someone('slack', 100);
    await handle(command(alice, '/drop 1.000 for 2 even'));
    const [question] = slack.messages as [Seen];
    expect(question).toMatchObject({ only: alice.user, card: { title: 'Which amount do you mean?' } });
    const [thousand, one] = [press(alice, question, '£1,000.00'), press(alice, question, '£1.00')];
    await handle(one);
    await handle(one);
    await handle(thousand);
    expect(titles(slack)).toEqual([
      'Thank you, that is clear now.',
      `🧧 ${alice.user} is giving away £1.00`,
      'That has been done already',
    ]);
    expect(await has(alice)).toBe('99.00');
  });

  test.each([
    ['-5 for 10', 'An amount has to be more than nothing'],
    ['5 for 0', '“0” is not a number of people that I can give to'],
    ['5 for 101', '“101” is not a number of people that I can give to'],
    ['0.09 for 10', '£0.09 is too little for 10 people'],
    ['500 for 10', 'There is not enough in your account'],
    ['5 for 10 30 days', 'That is not how long a drop can be open'],
    ['5 for 10 pizzas', 'I did not understand “pizzas”'],
  ])('/drop %s is refused in private, kindly, and moves nothing', async (words, title) => {
    const alice = await someone('slack', 100);
    await handle(command(alice, `/drop ${words}`));
    expect(slack.messages).toMatchObject([{ where: 'C1', only: alice.user, card: { tone: 'bad', title } }]);
    expect(await has(alice)).toBe('100.00');
  });

  test('in a conversation of two is refused before a form is filled in for nothing', async () => {
    const alice = await someone('slack', 100);
    const conversation = directOf('slack', alice.user);
    await handle(command(alice, '/drop', { conversation }));
    await handle(command(alice, '/drop 20 for 10', { conversation }));
    expect(slack.forms).toEqual([]);
    expect(titles(slack)).toEqual(['There is nobody here to take it', 'There is nobody here to take it']);
  });

  test('row 23: an account that its platform says is new is kept out, in private, and so is who has had enough today', async () => {
    const boss = idOf('slack', 'BOSS');
    const alice = await someone('discord', 100);
    await handle(command(alice, '/drop 20 for 4 even'));
    const [card] = discord.messages as [Seen];
    const fresh = await someone('discord');
    const actor = {
      identity: fresh,
      name: 'fresh',
      accountSince: new Date(Date.now() - 86_400_000).toISOString(),
    };
    await handle(press(fresh, card, 'Take', { actor }));
    expect(discord.messages[1]).toMatchObject({
      only: fresh.user,
      card: { title: 'Your account is too new for this drop' },
    });
    await handle(command(boss, '/bank drop account 12h daily 1'));
    expect(linesOf(slack.messages[0]!.card)).toEqual([
      'Accounts that are at least 12 hours old, where the platform tells.',
      'Also people who have never spoken to me.',
      '1 share for each person within 24 hours at most.',
    ]);
    await handle(press(fresh, card, 'Take', { actor }));
    expect(discord.toasts.at(-1)).toBe('£5.00 is yours');
    await handle(command(alice, '/drop 20 for 4 even'));
    await handle(press(fresh, discord.messages.at(-1)!, 'Take', { actor }));
    expect(titles(discord).at(-1)).toBe('You have had your share of drops for today');
    // Row 13.
    await handle(command(fresh, '/bank drop daily off'));
    expect(titles(discord).at(-1)).toBe('Only the operator may do that');
    await handle(command(boss, '/bank drop account 7d daily 20'));
  });
});

describe.each(['discord', 'slack', 'telegram'] as const)('a crowd on %s', (platform) => {
  const chat = { discord, slack, telegram }[platform];
  const newcomer = (): Identity => idOf(platform, platform === 'telegram' ? String(++count) : `p${++count}`);
  /** What people were told in private, wherever their platform shows it. */
  const words = () =>
    [...chat.toasts, ...chat.messages.filter(({ only }) => only).map(({ card }) => card.title)].map(String);

  test('row 15: of sixty whom nobody knew, ten have one share each and the others hear kindly that all is gone', async () => {
    const alice = await someone(platform, 20);
    await handle(command(alice, '/drop 20 for 10'));
    const [card] = chat.messages as [Seen];
    const crowd = Array.from({ length: 60 }, newcomer);
    await Promise.all(crowd.map((who) => handle(press(who, card, 'Take'))));
    await work();
    expect(chat.toasts.filter((word) => word?.endsWith(' is yours'))).toHaveLength(10);
    expect(chat.toasts.filter((word) => word?.startsWith('All 10 shares are gone'))).toHaveLength(50);
    const pence = await Promise.all(crowd.map(async (who) => Math.round(Number(await has(who)) * 100)));
    expect(pence.filter((amount) => amount > 0)).toHaveLength(10);
    expect(pence.reduce((sum, amount) => sum + amount, 0)).toBe(20_00);
    expect(card.card).toMatchObject({ title: `${alice.user} gave away £20.00`, buttons: [] });
    expect(linesOf(card.card).at(-1)).toMatch(/^Best luck: /);
    expect(chat.messages).toHaveLength(1);
  });

  test('row 16: presses, the take-back and the end of time at one instant: one each, and the rest back once', async () => {
    const alice = await someone(platform, 20);
    await handle(command(alice, '/drop 20 for 20 even 1min'));
    const [card] = chat.messages as [Seen];
    const taking = Array.from({ length: 12 }, newcomer).map((who) => press(who, card, 'Take'));
    const back = press(alice, card, 'Take back');
    const early = taking.slice(0, 6).map((one) => handle(one));
    stage.pass(60_000);
    const late = [...taking.slice(6), back].map((one) => handle(one));
    await Promise.all([...early, ...late, stage.core.schedules.run('expire_drops')]);
    await work();
    const taken = chat.toasts.filter((word) => word === '£1.00 is yours').length;
    expect(await has(alice)).toBe((20 - taken).toFixed(2));
    expect(card.card.buttons).toEqual([]);
    expect(await stage.core.audit.verify()).toEqual([]);
  });

  test('row 23: a fresh account, and who was never here where that counts, are told in private', async () => {
    const boss = idOf('slack', 'BOSS');
    const alice = await someone(platform, 20);
    await handle(command(alice, '/drop 20 for 10'));
    const [card] = chat.messages as [Seen];
    await handle(command(boss, '/bank drop member 1d'));
    await handle(press(newcomer(), card, 'Take'));
    expect(words().some((word) => word.startsWith('You are too new here for this drop'))).toBe(true);
    await handle(command(boss, '/bank drop member off'));
    const who = newcomer();
    const actor = { identity: who, name: 'x', accountSince: new Date().toISOString() };
    await handle(press(who, card, 'Take', { actor }));
    expect(words().some((word) => word.startsWith('Your account is too new for this drop'))).toBe(true);
    expect(card.card.fields).toEqual([]);
  });
});

test('more than the giver wants to give unasked is asked about in private, and given once they confirm, once', async () => {
  const alice = await someone('slack', 300);
  await handle(command(alice, '/drop 150 for 2 even'));
  const [question] = slack.messages as [Seen];
  expect(question).toMatchObject({ only: alice.user });
  expect(await has(alice)).toBe('300.00');
  const yes = press(alice, question, 'Confirm');
  await Promise.all([handle(yes), handle(yes)]);
  await work();
  expect(titles(slack)).toContain(`🧧 ${alice.user} is giving away £150.00`);
  expect(await has(alice)).toBe('150.00');
  // Row 4, with both questions one after the other.
  slack.messages.length = 0;
  await handle(command(alice, '/drop 110.000 for 2 even'));
  await handle(press(alice, slack.messages[0]!, '£110.00'));
  await handle(press(alice, slack.messages.at(-1)!, 'Confirm'));
  expect(await has(alice)).toBe('40.00');
});

describe('out of an inline question', () => {
  const questions = createQuestions({ core: stage.core, log: stage.log });
  const ask = (who: Identity, text: string) =>
    questions.inline({
      kind: 'inline',
      platform: 'telegram',
      actor: { identity: who, name: 'Dave', locale: 'en-GB' },
      text,
    });
  let posted = 0;
  /** Sent into a chat that the bot does not know. */
  const send = async (who: Identity, text: string) => {
    const [result] = await ask(who, text);
    const message = { platform: 'telegram' as const, channel: 'inline', message: `inline${++posted}` };
    telegram.messages.push({ id: message.message, where: 'C9', only: null, card: result!.card, edits: 0 });
    const conversation = directOf('telegram', who.user);
    const chosen = event(who, { kind: 'chosen', result: result!.id, text, message, conversation });
    await handle(chosen);
    await handle(chosen);
    return telegram.messages.find(({ id }) => id === message.message)!;
  };

  test('a card is offered for what is a drop, and nothing for anything else', async () => {
    const dave = await someone('telegram');
    const [result, ...more] = await ask(dave, 'drop 20 10 even for tea');
    expect(more).toEqual([]);
    expect(result).toMatchObject({
      id: 'drop:0',
      title: 'Give away £20.00',
      description: 'To the first 10 who tap, in equal shares',
      card: { title: '🧧 Dave is about to give away £20.00', buttons: [{ label: 'One moment …' }] },
    });
    expect((await ask(dave, 'drop 1.000 10')).map(({ title }) => title)).toEqual([
      'Give away £1.00',
      'Give away £1,000.00',
    ]);
    // Rows 1 and 2.
    for (const text of [
      'drop',
      'drop 20',
      'drop -5 10',
      'drop 5 0',
      'drop 5 -1',
      'drop 1e3 10',
      'drop NaN 10',
      'pay 5 @bob',
      '',
    ])
      expect(await ask(dave, text)).toEqual([]);
  });

  test('row 12: once sent it is the drop of its sender, once, and the same message is edited', async () => {
    const [dave, erin] = [await someone('telegram', 50), await someone('telegram')];
    const card = await send(dave, 'drop 20 2 even for tea');
    expect(card.card.title).toBe(`🧧 ${dave.user} is giving away £20.00`);
    expect(await has(dave)).toBe('30.00');
    await handle(press(erin, card, 'Take', { conversation: directOf('telegram', erin.user) }));
    await work();
    expect(telegram.toasts).toEqual(['£10.00 is yours']);
    expect(fieldsOf(card.card)).toEqual([`${erin.user} £10.00`]);
    expect(telegram.messages.filter(({ only }) => only === null)).toHaveLength(1);
  });

  test('that cannot be given says so to all, and why to the sender alone', async () => {
    const dave = await someone('telegram', 5);
    const card = await send(dave, 'drop 20 2');
    expect(card.card).toMatchObject({ title: `🧧 ${dave.user} did not give away £20.00`, buttons: [] });
    expect(telegram.messages.at(-1)).toMatchObject({
      only: dave.user,
      card: { title: 'There is not enough in your account' },
    });
    expect(await has(dave)).toBe('5.00');
  });

  test('that is large waits for the word of its sender', async () => {
    const dave = await someone('telegram', 200);
    const card = await send(dave, 'drop 150 2 even');
    expect(card.card.title).toBe(`🧧 ${dave.user} is about to give away £150.00`);
    expect(await has(dave)).toBe('200.00');
    const conversation = directOf('telegram', dave.user);
    await handle(
      press(dave, telegram.messages.find(({ only }) => only === dave.user)!, 'Confirm', { conversation }),
    );
    await work();
    expect(card.card.title).toBe(`🧧 ${dave.user} is giving away £150.00`);
    expect(await has(dave)).toBe('50.00');
  });
});

describe('the card', () => {
  const view = (notice: Notice, locale = 'en-GB') =>
    viewOf(notice, locale, { platform: 'slack', tenant: 'T1', private: false });
  const [bob, carol, dave] = [person('Bob'), person('Carol'), person('Dave', 'discord', '42')];
  const pounds = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });
  const over = drop({
    state: 'emptied',
    left: pounds(0),
    shares: 3,
    actions: [],
    claims: [
      { person: bob, amount: pounds(312) },
      { person: carol, amount: pounds(1500), best: true },
      { person: dave, amount: pounds(188) },
    ],
  });

  test('says who gives, how, for what, how much is left and until when', () => {
    const card = view(drop());
    expect(linesOf(card)).toEqual([
      'Alice: for the first 4 who tap, in shares drawn by lot',
      '“the winners”',
      '1 of 4 taken, £15.00 left. Open until 23\u00a0Nov, 21:05\u00a0UTC.',
    ]);
    expect(fieldsOf(card)).toEqual(['Bob £5.00']);
    expect(spansText(card.context!)).toBe('drp_7KQ2M9XDA4 · open · 22\u00a0Nov\u00a02025');
    expect(card.fallback).toBe(
      '🧧 Alice is giving away £20.00. “the winners”. 1 of 4 taken, £15.00 left. Open until 23\u00a0Nov, 21:05\u00a0UTC. drp_7KQ2M9XDA4, open, 22\u00a0Nov\u00a02025.',
    );
  });

  test('says in the end whose luck was best', () => {
    const card = view(over);
    expect([card.title, ...linesOf(card).slice(2)]).toEqual([
      'Alice gave away £20.00',
      'All 3 shares have been taken.',
      'Best luck: Carol with £15.00',
    ]);
    expect(fieldsOf(card)).toEqual(['Bob £3.12', 'Carol £15.00 · best luck', 'Dave £1.88']);
  });

  test('speaks German', () => {
    const card = view(over, 'de-DE');
    expect([card.title, ...linesOf(card)]).toEqual([
      'Alice hat 20,00\u00a0£ regnen lassen',
      'Alice: für die ersten 3, die tippen, in ausgelosten Anteilen',
      '„the winners“',
      'Alle 3 Anteile sind vergeben.',
      'Das größte Glück: Carol mit 15,00\u00a0£',
    ]);
    expect(linesOf(view(drop(), 'de-DE'))[2]).toBe(
      '1 von 4 vergeben, 15,00\u00a0£ sind noch da. Offen bis 23.\u00a0Nov., 21:05\u00a0UTC.',
    );
  });

  test('says plainly that nobody came, or that one person was enough', () => {
    const none = drop({ state: 'expired', claims: [], left: pounds(2000), memo: null, actions: [] });
    const linesFor = (notice: Notice, locale?: string) => {
      const card = view(notice, locale);
      return [card.title, ...linesOf(card)];
    };
    expect(linesFor({ ...none, shares: 1 })).toEqual([
      'Nobody took Alice’s £20.00',
      'Alice: for the first who taps',
      'Time is up, and it went back to Alice.',
    ]);
    expect(linesFor({ ...none, state: 'cancelled' }, 'de-DE')).toEqual([
      'Alice hat 20,00\u00a0£ zurückgeholt',
      'Alice: für die ersten 4, die tippen, in ausgelosten Anteilen',
      'Bis dahin hat niemand zugegriffen.',
    ]);
  });

  test('sums up what does not fit of a hundred', () => {
    const claims = Array.from({ length: 100 }, (_, n) => ({ person: person(`P${n}`), amount: pounds(20) }));
    const card = view(drop({ claims, shares: 100 }));
    expect(card.fields).toHaveLength(10);
    expect(fieldsOf(card).at(-1)).toBe('and 91 more £18.20');
  });

  test('pings nobody: everybody here sees it anyway', () => {
    const spans = view(over).lines.flat();
    expect(spans.some((span) => span.type === 'person' && span.notify)).toBe(false);
  });
});
