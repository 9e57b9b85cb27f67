import { afterEach, describe, expect, test } from 'vitest';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Identity, Platform } from '../../../core/index.ts';
import { person as personView } from './samples/kit.ts';
import { request } from './samples/request.ts';
import { directOf, mention, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { slack, telegram, discord, handle, command, press, event, work, has, core, log } = stage;
const platforms = { slack, telegram, discord };

let crowd = 0;
const someone = (platform: Platform, pounds = 0) => {
  crowd += 1;
  return stage.person(platform, platform === 'telegram' ? String(8000 + crowd) : `U${crowd}`, pounds);
};

afterEach(() => {
  for (const platform of Object.values(platforms)) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
  }
});

const titles = (platform: Platform) => platforms[platform].messages.map(({ card }) => card.title);
const last = (platform: Platform): Seen => platforms[platform].messages.at(-1)!;
/** The request's card in the group. */
const cardOn = (platform: Platform): Seen =>
  platforms[platform].messages.find(({ only, card }) => only === null && card.title.includes('asks'))!;
const codeOf = ({ card }: Seen): string => /req_\w+/.exec(spansText(card.context!))![0];

describe('what is typed', () => {
  test.each<[string, string | RegExp]>([
    ['/request <BOB> 12 for taxi', /asks BOB for £12\.00$/],
    ['/request 12 <BOB> taxi home', /asks BOB for £12\.00$/],
    ['/request <BOB> €12', /asks BOB for €12\.00$/],
    ['/request <BOB> -5', 'An amount has to be more than nothing'],
    ['/request <BOB> 0', 'An amount has to be more than nothing'],
    ['/request <BOB> 1e3', /cannot read/i],
    ['/request <BOB> 100abc', /cannot read/i],
    ['/request <BOB> -1k', /./],
    ['/request <BOB> 5.005', /./],
    ['/request <BOB> NaN', /cannot read/i],
    ['/request <BOB> 5 6', 'Is it “5” or “6”?'],
    ['/request <BOB>  for taxi', 'Whom do you ask, and for how much?'],
    ['/request 12', 'Whom do you ask, and for how much?'],
    ['/request <BOB> <CAROL> 5', /each or total|for each/i],
    ['/request pay req_0000000000 5', 'You have no request req_0000000000'],
    ['/request remind req_0000000000', 'You have no request req_0000000000'],
    ['/requests req_0000000000', 'You have no request req_0000000000'],
    ['/requests nonsense', 'You have no request nonsense'],
    ['/request list', 'Your open requests'],
    ['/requests', 'Your open requests'],
  ])('%s', async (line, title) => {
    const alice = await someone('slack');
    for (const user of ['BOB', 'CAROL']) await stage.person('slack', user);
    await handle(command(alice, line));
    expect(titles('slack')).toHaveLength(1);
    if (typeof title === 'string') expect(titles('slack')[0]).toBe(title);
    else expect(titles('slack')[0]).toMatch(title);
    const isCard = titles('slack')[0]!.includes('asks');
    expect(last('slack').only).toBe(isCard ? null : alice.user);
    if (!isCard) expect((await core.request.list(alice)).owed).toEqual([]);
  });

  test('row 12: twice, as the same event, is one request', async () => {
    const [alice, bob] = [await someone('slack'), await someone('slack')];
    const typed = command(alice, `/request <${bob.user}> 3`);
    await Promise.all([handle(typed), handle(typed)]);
    await handle(typed);
    expect((await core.request.list(alice)).owed).toHaveLength(1);
    expect(slack.messages.filter(({ only }) => only === null)).toHaveLength(1);
  });

  test('an amount that can be read in two ways asks, and only the first answer counts', async () => {
    const [alice, bob] = [await someone('slack'), await someone('slack')];
    const german = { identity: alice, name: alice.user };
    await handle(command(alice, `/request <${bob.user}> 1.000`, { actor: german }));
    const question = last('slack');
    expect(question.card.title).toBe('Which amount do you mean?');
    const [one, other] = question.card.buttons.map(({ label }) => label);
    const presses = [press(alice, question, one!), press(alice, question, other!)];
    for (const pressed of presses) await handle(pressed);
    const { owed } = await core.request.list(alice);
    expect(owed).toMatchObject([{ remaining: { minor: '100' } }]);
  });

  test('row 9: from oneself is refused', async () => {
    const alice = await someone('slack');
    await handle(command(alice, `/request <${alice.user}> 5`));
    expect(titles('slack')).toEqual(['That is you']);
  });
});

describe.each(['discord', 'slack', 'telegram'] as const)('on %s', (platform) => {
  const asked = async (line = '12 for taxi') => {
    const [alice, bob] = [await someone(platform), await someone(platform, 50)];
    await handle(command(alice, `/request <${bob.user}> ${line}`));
    return { alice, bob, card: cardOn(platform) };
  };

  test('the card has its buttons, is paid by one, and becomes the receipt', async () => {
    const { alice, bob, card } = await asked();
    expect(card.card.buttons.map(({ label }) => label)).toEqual([
      'Pay £12.00',
      'Pay part',
      'Decline',
      'Cancel request',
    ]);
    await handle(press(bob, card, 'Pay £12.00'));
    await work();
    expect(card.card.title).toBe(`${bob.user} paid ${alice.user} £12.00`);
    expect([card.card.tone, card.card.buttons]).toEqual(['good', []]);
    expect([await has(alice), await has(bob)]).toEqual(['12.00', '38.00']);
    const others = platforms[platform].messages.filter((one) => one !== card);
    // The request's card is the receipt: all else is for one person alone.
    expect(others.filter(({ only }) => only === null)).toEqual([]);
  });

  test('row 12: a double tap on Pay pays once', async () => {
    const { alice, bob, card } = await asked();
    const tap = press(bob, card, 'Pay £12.00');
    await Promise.all([handle(tap), handle(press(bob, card, 'Pay £12.00')), handle(tap)]);
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['12.00', '38.00']);
  });

  test('row 13: a bystander is told so privately, and nothing moves', async () => {
    const { alice, card } = await asked();
    const eve = await someone(platform, 20);
    const before = platforms[platform].messages.length;
    for (const label of ['Pay £12.00', 'Pay part', 'Decline', 'Cancel'])
      await handle(press(eve, card, label));
    await work();
    for (const { only } of platforms[platform].messages.slice(before)) expect(only).toBe(eve.user);
    expect(platforms[platform].forms).toEqual([]);
    expect([await has(alice), await has(eve)]).toEqual(['0.00', '20.00']);
    expect(card.card.title).toContain('asks');
  });

  test('rows 1 and 2: a part that is no amount, or more than is left, is refused on every way', async () => {
    const { alice, bob, card } = await asked();
    await handle(press(bob, card, 'Pay part'));
    const form = platforms[platform].forms.at(-1);
    const code = codeOf(card);
    const say = (text: string) =>
      form
        ? handle(
            event(bob, {
              kind: 'form',
              intent: form.intent,
              values: { amount: text === '' ? [] : [{ type: 'text', text }] },
            }),
          )
        : handle(command(bob, `/request pay ${code} ${text}`));
    for (const text of [
      '-5',
      '0',
      '-0',
      '-$5',
      '-1k',
      '1e3',
      '0x10',
      'NaN',
      'Infinity',
      '100abc',
      '5 6',
      '5.001',
      '12.01',
      '5 EUR',
      '٠',
    ])
      await say(text);
    if (form) for (const text of ['', '   ']) await say(text);
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['0.00', '50.00']);
    expect(card.card.title).toContain('asks');

    await say('5');
    await say('5');
    await work();
    expect(await has(alice)).toBe(form ? '5.00' : '10.00');
    expect(card.card.lines.map(spansText)).toContain(`£${form ? '5' : '10'}.00 of £12.00 is paid.`);
    expect(card.card.buttons[0]!.label).toBe(form ? 'Pay £7.00' : 'Pay £2.00');
  });

  test('row 24: declined twice is declined once; the asker hears of it in their own chat', async () => {
    const { alice, bob, card } = await asked();
    await handle(press(bob, card, 'Decline'));
    await handle(press(bob, card, 'Decline'));
    await work();
    expect(card.card.title).toBe(`${bob.user} declined ${alice.user}’s request for £12.00`);
    const told = platforms[platform].messages.filter(({ where }) => where === `@${alice.user}`);
    expect(told.map((one) => one.card.title)).toEqual([`${bob.user} declined your request for £12.00`]);
  });

  test('row 14: what was cancelled says so and pays nothing', async () => {
    const { alice, bob, card } = await asked();
    const pay = press(bob, card, 'Pay £12.00');
    await handle(press(alice, card, 'Cancel request'));
    await work();
    expect(card.card.title).toBe(`${alice.user} no longer asks ${bob.user} for £12.00`);
    await handle(pay);
    await work();
    expect(await has(bob)).toBe('50.00');
  });

  test('row 20: the memo is text', async () => {
    const { card } = await asked('5 for @everyone <!channel> *hi* </b> [x](y)');
    expect(card.card.lines.map(spansText)).toContain('“@everyone <!channel> *hi* </b> [x](y)”');
    for (const span of card.card.lines[1]!) expect(span.type).toBe('text');
  });

  test('the list shows both sides, and opens one with all that may be done about it', async () => {
    const { alice, bob, card } = await asked();
    const code = codeOf(card);
    await handle(command(alice, '/requests', { conversation: directOf(platform, alice.user) }));
    const list = last(platform);
    expect(list.only).toBe(alice.user);
    expect(list.card.fields.map(({ label }) => label)).toEqual([`You asked ${bob.user}`]);
    await handle(press(alice, list, bob.user, { conversation: directOf(platform, alice.user) }));
    const opened = last(platform);
    expect(opened.card.title).toBe(`You asked ${bob.user} for £12.00`);
    await handle(press(alice, opened, 'Remind', { conversation: directOf(platform, alice.user) }));
    await handle(command(alice, `/request remind ${code}`));
    await work();
    const reminders = platforms[platform].messages.filter(({ card }) => card.title.includes('reminds you'));
    expect(reminders.map(({ where }) => where)).toEqual([`@${bob.user}`]);
    expect(titles(platform)).toContain('You have reminded them today');
    await handle(press(bob, reminders[0]!, 'Pay £12.00', { conversation: directOf(platform, bob.user) }));
    await work();
    expect(reminders[0]!.card.title).toBe(`You paid ${alice.user} £12.00`);
  });
});

test('somebody in another chat gets a card of their own there, and the asker keeps theirs', async () => {
  const [alice, dave] = [await someone('discord'), await someone('telegram', 20)];
  await handle(command(alice, `/request telegram::${dave.user} 7 for tea`));
  await work();
  const own = telegram.messages.find(({ where }) => where === `@${dave.user}`)!;
  expect(own.card.title).toBe(`${alice.user} asks you for £7.00`);
  expect(own.card.buttons.map(({ label }) => label)).toEqual(['Pay £7.00', 'Pay part', 'Decline']);
  const card = cardOn('discord');
  expect(card.card.buttons.map(({ label }) => label)).toEqual(['Remind', 'Cancel request']);
  await handle(press(dave, own, 'Pay £7.00', { conversation: directOf('telegram', dave.user) }));
  await work();
  expect(own.card.title).toBe(`You paid ${alice.user} £7.00`);
  expect(card.card.title).toBe(`${dave.user} paid ${alice.user} £7.00`);
});

describe('the form', () => {
  const fill = (who: Identity, intent: string, amount: string, split = '') =>
    event(who, {
      kind: 'form',
      intent,
      values: {
        who: ['BOB', 'CAROL'].slice(0, split === '' ? 1 : 2).map((user) => mention('slack', user)),
        amount: [{ type: 'text', text: amount }],
        split: split === '' ? [] : [{ type: 'text', text: split }],
        memo: [{ type: 'text', text: 'taxi' }],
      },
    });

  test('opens from the menu, and from the bare command, and asks once however often it is sent', async () => {
    const alice = await someone('slack');
    await handle(event(alice, { kind: 'shortcut', name: 'request' }));
    await handle(command(alice, '/request <BOB>'));
    expect(slack.forms.map(({ title }) => title)).toEqual(['Request money', 'Request money']);
    expect(slack.forms[1]!.fields[0]).toMatchObject({ values: ['BOB'] });
    const filled = fill(alice, slack.forms[0]!.intent, '10', 'total');
    await handle(filled);
    await handle(fill(alice, slack.forms[0]!.intent, '10', 'total'));
    expect((await core.request.list(alice)).owed).toHaveLength(1);
    expect(cardOn('slack').card.fields.map(({ value }) => spansText(value))).toEqual([
      '£5.00 · open',
      '£5.00 · open',
    ]);
  });

  test('rows 1 and 2: refuses what is no amount', async () => {
    const alice = await someone('slack');
    for (const amount of ['-5', '0', 'NaN', '1e3', '100abc', '5 6', '', ' ']) {
      await handle(event(alice, { kind: 'shortcut', name: 'request' }));
      await handle(fill(alice, slack.forms.at(-1)!.intent, amount));
    }
    expect((await core.request.list(alice)).owed).toEqual([]);
  });

  test('where there are none, says how it is typed', async () => {
    const dave = await someone('telegram');
    await handle(command(dave, '/request', { conversation: directOf('telegram', dave.user) }));
    expect(last('telegram').card.title).toBe('Whom do you ask, and for how much?');
    const erin = await someone('telegram', 5);
    await handle(command(dave, `/request <${erin.user}> 5`));
    const card = cardOn('telegram');
    await handle(press(erin, card, 'Pay part'));
    expect(telegram.toasts.at(-1)).toBe(
      `How much of £5.00? Type it like this: /request pay ${codeOf(card)} 5`,
    );
  });
});

describe('out of an inline question', () => {
  const questions = createQuestions({ core, log });
  const actor = (identity: Identity) => ({ identity, name: 'Dave', locale: 'en-GB' });
  const ask = (who: Identity, text: string) =>
    questions.inline({ kind: 'inline', platform: 'telegram', actor: actor(who), text });

  test('a card is offered for an amount alone, and nothing for anything else', async () => {
    const dave = await someone('telegram');
    const [result, ...more] = await ask(dave, 'request 5 for tea');
    expect(more).toEqual([]);
    expect(result).toMatchObject({
      title: 'Ask for £5.00',
      description: 'tea',
      card: { title: 'Dave asks for £5.00' },
    });
    expect(result!.card.buttons).toHaveLength(1);
    expect((await ask(dave, 'request 1.000')).map(({ title }) => title)).toEqual([
      'Ask for £1.00',
      'Ask for £1,000.00',
    ]);
    for (const text of [
      'request',
      'request -5',
      'request 0',
      'request 1e3',
      'request NaN',
      'request 5 6',
      'lend 5',
      '',
    ])
      expect(await ask(dave, text)).toEqual([]);
  });

  test('once sent it may be paid by the first who taps and is not the asker; the same message is edited', async () => {
    const [dave, erin, frank] = [
      await someone('telegram'),
      await someone('telegram', 20),
      await someone('telegram', 20),
    ];
    const [result] = await ask(dave, 'request 5 tea');
    const message = { platform: 'telegram' as const, channel: 'inline', message: 'm7' };
    telegram.messages.push({ id: 'm7', where: 'C1', only: null, card: result!.card, edits: 0 });
    const sent = event(dave, { kind: 'chosen', result: result!.id, text: 'request 5 tea', message });
    await handle(sent);
    await handle(sent);
    const card = telegram.messages.find(({ id }) => id === 'm7')!;
    expect(card.card.buttons.map(({ label }) => label)).toEqual(['Pay £5.00', 'Pay part', 'Cancel request']);
    await handle(press(dave, card, 'Pay £5.00'));
    expect(await has(dave)).toBe('0.00');
    const [first, second] = [press(erin, card, 'Pay £5.00'), press(frank, card, 'Pay £5.00')];
    await handle(first);
    await handle(second);
    await work();
    expect([await has(dave), await has(erin), await has(frank)]).toEqual(['5.00', '15.00', '20.00']);
    expect(card.card.title).toBe(`${erin.user} paid ${dave.user} £5.00`);
  });
});

test('codes are suggested to who has them', async () => {
  const [alice, bob] = [await someone('discord'), await someone('discord')];
  await handle(command(alice, `/request <${bob.user}> 5 for tea`));
  const code = codeOf(cardOn('discord'));
  const questions = createQuestions({ core, log });
  const suggested = await questions.autocomplete({
    kind: 'autocomplete',
    platform: 'discord',
    actor: { identity: bob, name: bob.user },
    conversation: directOf('discord', bob.user),
    command: 'requests',
    option: 'reference',
    typed: '',
  });
  expect(suggested).toEqual([{ label: `${code} ${alice.user} tea`, value: code }]);
});

describe('the card', () => {
  const here = { platform: 'slack', tenant: 'T1', private: false } as const;

  test('speaks German', () => {
    const card = viewOf(request(), 'de-DE', here);
    expect(card.title).toBe('Alice bittet Bob um 12,00\u00a0£');
    expect(card.lines.map(spansText)).toEqual(['Bob → Alice', '„taxi“']);
    expect(spansText(card.context!)).toBe('req_7KQ2M9XDA4 · offen · bis 6.\u00a0Dez.\u00a02025');
    expect(viewOf(request({ to: 'payer' }), 'de-DE', here).title).toBe('Alice bittet dich um 12,00\u00a0£');
  });

  test('pings whoever has not paid yet, and nobody else', () => {
    const [line] = request().lines;
    const paid = { ...line!, payer: personView('Carol'), state: 'paid' as const };
    const { lines } = viewOf(request({ lines: [line!, paid] }), 'en-GB', here);
    const named = lines[0]!.flatMap((span) => (span.type === 'person' ? [[span.name, span.notify]] : []));
    expect(named).toEqual([
      ['Bob', true],
      ['Carol', undefined],
      ['Alice', undefined],
    ]);
  });

  test('row 22: carries the stable id of somebody who cannot be mentioned here', () => {
    const card = viewOf(request({ asker: personView('Alice', 'discord', '42') }), 'en-GB', here);
    expect(spansText(card.context!)).toContain('Alice: discord::42');
  });

  test('to the payer does not mention themselves', () => {
    const card = viewOf(request({ to: 'payer', reminder: true }), 'en-GB', { ...here, private: true });
    expect(card.title).toBe('Alice reminds you of £12.00');
    expect(card.lines.map(spansText)).toEqual(['“taxi”']);
  });
});

/** The last: the forms and questions of the others are of the machine's time. */
test.each(['discord', 'slack', 'telegram'] as const)(
  'row 14: on %s, what has expired says so to both sides and pays nothing',
  async (platform) => {
    const [alice, bob] = [await someone(platform), await someone(platform, 50)];
    await handle(command(alice, `/request <${bob.user}> 3`));
    const card = cardOn(platform);
    const late = press(bob, card, 'Pay £3.00');
    stage.pass(14 * 86_400_000);
    await core.schedules.run('request_expire');
    await work();
    expect(card.card.title).toBe(`${alice.user}’s request to ${bob.user} for £3.00 has expired`);
    const told = (who: Identity) =>
      platforms[platform].messages
        .filter(({ where }) => where === `@${who.user}`)
        .map((one) => one.card.title);
    expect(told(alice)).toContain(`Your request to ${bob.user} for £3.00 has expired`);
    expect(told(bob)).toContain(`${alice.user}’s request to you for £3.00 has expired`);
    await handle(late);
    await work();
    expect(await has(bob)).toBe('50.00');
  },
);
