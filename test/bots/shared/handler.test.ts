import { beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../bots/shared/card.ts';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import { createHandler, TryLater } from '../../../bots/shared/handler.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { createCore, type Identity } from '../../../core/index.ts';
import { directOf, groupOf, idOf, mention, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const stage = await openStage();
const { slack, telegram, discord, handle, command, event, work, has } = stage;

let crowd = 0;
/** People of one test alone. */
const someone = (platform: 'slack' | 'telegram' | 'discord', pounds = 0): Promise<Identity> => {
  crowd += 1;
  return stage.person(platform, platform === 'telegram' ? `${crowd}` : `p${crowd}`, pounds);
};

beforeEach(() => {
  for (const platform of [slack, telegram, discord]) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
    platform.next.length = 0;
    platform.unreachable.clear();
  }
});

const titles = ({ messages }: RecordingPlatform) => messages.map(({ card }) => card.title);
const linesOf = (card: Card) => card.lines.map(spansText);
const intentOf = ({ card }: Seen, label: string): string => {
  const button = card.buttons.find((one) => one.label.startsWith(label))!;
  return 'intent' in button.press ? button.press.intent : '';
};

describe('/pay', () => {
  test('shows a pending card to everybody at once, which becomes the receipt in the same message', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> 5 for lunch`));
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({ where: 'C1', only: null });
    expect(titles(slack)).toEqual([`${alice.user} is paying ${bob.user} £5.00`]);
    await work();
    expect(slack.messages.filter(({ only }) => only === null)).toHaveLength(1);
    expect(titles(slack)).toContain(`${alice.user} paid ${bob.user} £5.00`);
    expect(titles(slack)).toContain(`You sent ${bob.user} £5.00`);
    expect([await has(alice), await has(bob)]).toEqual(['95.00', '5.00']);
  });

  test('row 12: handled three times, and twice at the same moment, moves the money once and shows one card', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('slack')];
    const once = command(alice, `/pay <${bob.user}> 5`);
    await Promise.all([handle(once), handle(once)]);
    await handle(once, { number: 2, last: false });
    await work();
    await handle(once, { number: 3, last: false });
    expect(slack.messages.filter(({ only }) => only === null)).toHaveLength(1);
    expect([await has(alice), await has(bob)]).toEqual(['95.00', '5.00']);
  });

  test('reaches somebody in another chat, who is told there', async () => {
    const [alice, bob] = [await someone('discord', 100), await someone('telegram')];
    await handle(event(bob, { kind: 'reachable', conversation: directOf('telegram', bob.user) }));
    await handle(command(alice, `/pay telegram::${bob.user} 5 for lunch`));
    await work();
    const told = telegram.messages.at(-1)!;
    expect([told.where, told.card.title, linesOf(told.card)[0]]).toEqual([
      `@${bob.user}`,
      `${alice.user} paid you £5.00`,
      '“lunch”',
    ]);
    expect(spansText(told.card.context!)).toContain(`discord::${alice.user}`);
  });

  test.each([
    ['5 for lunch', 'Who is it for?'],
    ['<X> 100abc', 'I cannot read “100abc” as an amount'],
    ['<X> -5', 'An amount has to be more than nothing'],
    ['<X> 5 7', 'Is it “5” or “7”?'],
    ['<X> <Y> 5', 'Is that for each of them, or in total?'],
    ['<X> 500', 'There is not enough in your account'],
    ['@nobody@discord 5', 'I do not know @nobody@discord'],
    ['@carol@slak 5', 'I do not know @carol@slak'],
    ['<ME> 5', 'That is you'],
  ])('/pay %s is refused in private, kindly, and moves nothing', async (words, title) => {
    const alice = await someone('slack', 100);
    await handle(command(alice, `/pay ${words.replace('ME', alice.user)}`));
    expect(slack.messages).toMatchObject([{ where: 'C1', only: alice.user, card: { tone: 'bad', title } }]);
    expect(await has(alice)).toBe('100.00');
  });

  test('pays the author of the message that it answers', async () => {
    const [alice, bob] = [await someone('telegram', 100), await someone('telegram')];
    await handle(
      command(alice, '/pay 5 thanks', { replyTo: { type: 'person', identity: bob, name: bob.user } }),
    );
    await work();
    expect(await has(bob)).toBe('5.00');
  });

  test('waits for somebody who has never been here, and finds them when they come', async () => {
    const alice = await someone('telegram', 100);
    crowd += 1;
    const newcomer = `new${crowd}`;
    await handle(command(alice, `/pay @${newcomer} 5`));
    await work();
    const waiting = telegram.messages.find(
      ({ card }) => card.title === `${alice.user} has £5.00 for @${newcomer}`,
    )!;
    expect(linesOf(waiting.card).at(-1)).toMatch(
      /^Waiting for @new\d+ to claim it\. It returns on \d+\s\w+\s\d{4}\.$/,
    );
    const actor = {
      identity: idOf('telegram', `id${crowd}`),
      name: 'New',
      handle: newcomer,
      locale: 'en-GB',
    };
    const conversation = directOf('telegram', `id${crowd}`);
    await handle({
      ...event(actor.identity, { kind: 'command', name: 'start', args: [], conversation }),
      actor,
    });
    expect(titles(telegram)).toContain('Welcome, New');
    await work();
    expect(titles(telegram)).toContain(`${alice.user} paid New £5.00`);
    expect(await has(actor.identity)).toBe('5.00');
  });
});

describe('an amount that can be read in two ways', () => {
  const ask = async () => {
    const [alice, bob] = [await someone('slack', 5000), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> 1.000 for rent`));
    const question = slack.messages.at(-1)!;
    expect(question).toMatchObject({ only: alice.user, card: { title: 'Which amount do you mean?' } });
    expect(await has(bob)).toBe('0.00');
    return { alice, bob, question };
  };

  test('row 4: asks in private, and pays what is pressed, where the command was given', async () => {
    const { alice, bob, question } = await ask();
    await handle(
      event(alice, {
        kind: 'action',
        intent: intentOf(question, '£1,000'),
        message: { platform: 'slack', channel: 'c', message: question.id },
      }),
    );
    // So much to somebody new is asked about once more, in the same place.
    expect(question.card.title).toBe(`Pay ${bob.user} £1,000.00?`);
    await handle(stage.press(alice, question, 'Confirm'));
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['4000.00', '1000.00']);
    expect(slack.messages.find(({ where, only }) => where === 'C1' && only === null)?.card.title).toBe(
      `${alice.user} paid ${bob.user} £1,000.00`,
    );
    expect(question.card).toMatchObject({ title: `Confirmed: £1,000.00 for ${bob.user}`, buttons: [] });
    expect(slack.toasts).toEqual([undefined, undefined]);
  });

  test('row 12: pays once, whatever is pressed after that', async () => {
    const { alice, bob, question } = await ask();
    const [small, large] = [intentOf(question, '£1.00'), intentOf(question, '£1,000')];
    const press = event(alice, { kind: 'action', intent: small });
    await Promise.all([handle(press), handle(press)]);
    await handle(event(alice, { kind: 'action', intent: small }));
    await handle(event(alice, { kind: 'action', intent: large }));
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['4999.00', '1.00']);
    expect(titles(slack)).toContain('That has been done already');
  });

  test('row 13: is pressed in vain by anybody else, and so is a made-up button', async () => {
    const { bob, question } = await ask();
    const mallory = await someone('slack', 100);
    await handle(event(mallory, { kind: 'action', intent: intentOf(question, '£1.00') }));
    await handle(event(mallory, { kind: 'action', intent: 'i_made_this_up' }));
    expect(titles(slack).slice(-2)).toEqual([
      'That button is for somebody else',
      'I do not know that button',
    ]);
    expect(slack.messages.at(-1)?.only).toBe(mallory.user);
    await work();
    expect(await has(bob)).toBe('0.00');
  });

  test('where nothing is shown to one person in place, a refused press is answered by the press itself', async () => {
    const mallory = await someone('telegram');
    await handle(event(mallory, { kind: 'action', intent: 'i_made_this_up' }));
    expect(telegram.toasts).toEqual(['I do not know that button. Please start again.']);
    expect(telegram.messages).toEqual([]);
  });
});

describe('row 14: a button whose time is over', () => {
  test('of a question that was not answered in time pays nothing and says so', async () => {
    const [alice, bob] = [await someone('slack', 5000), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> 1.000`));
    const intent = intentOf(slack.messages.at(-1)!, '£1,000');
    await stage.database.owner`update intent set expires_at = now() where key = ${intent}`;
    await handle(event(alice, { kind: 'action', intent }));
    expect(titles(slack).at(-1)).toBe('That is no longer possible');
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['5000.00', '0.00']);
  });

  test('is gone from the card of money that was taken back, and whoever still sees it hears so', async () => {
    const alice = await someone('slack', 100);
    await handle(command(alice, '/pay <LATECOMER> 4'));
    await work();
    const card = () => slack.messages.find(({ where, only }) => where === 'C1' && only === null)!;
    const [claim, back] = [intentOf(card(), 'Claim'), intentOf(card(), 'Take back')];
    await handle(event(alice, { kind: 'action', intent: back }));
    await work();
    expect(card().card.buttons).toEqual([]);
    expect(card().card.title).toContain('back');
    await handle(event(idOf('slack', 'LATECOMER'), { kind: 'action', intent: claim }));
    expect(slack.messages.at(-1)).toMatchObject({
      only: 'LATECOMER',
      card: { title: 'That is no longer possible' },
    });
    await work();
    expect([await has(alice), await has(idOf('slack', 'LATECOMER'))]).toEqual(['100.00', '0.00']);
  });
});

describe('row 5: a currency whose decimals are not two', () => {
  /** What is funded, what is paid of it, how that reads, what is left in minor units, and what is too fine. */
  const cases = [
    ['VND', '900719925474099', '900,719,925,474,098', '₫900,719,925,474,098', '1', '0.5'],
    ['KWD', '90071992547409.931', '90,071,992,547,409.930', 'KWD\u00a090,071,992,547,409.930', '1', '0.0005'],
  ] as const;
  test.each(cases)(
    '%s goes from the bank to a receipt as it was written',
    async (code, all, most, reads, rest, fine) => {
      const [alice, bob] = [await someone('slack'), await someone('slack')];
      await handle(command(idOf('slack', 'BOSS'), `/bank fund <${alice.user}> ${all} ${code}`));
      await handle(command(alice, `/pay <${bob.user}> ${most} ${code} for everything`));
      await handle(stage.press(alice, slack.messages.at(-1)!, 'Confirm'));
      await work();
      expect(titles(slack)).toContain(`${alice.user} paid ${bob.user} ${reads}`);
      await handle(command(alice, `/pay <${bob.user}> ${fine} ${code}`));
      await work();
      expect(titles(slack).at(-1)).toMatch(/decimals/);
      const minor = async (person: Identity) =>
        (await stage.core.account.balance(person)).balances.find(({ balance }) => balance.asset.code === code)
          ?.balance.minor;
      expect([await minor(alice), await minor(bob)]).toEqual([rest, most.replace(/\D/g, '')]);
    },
  );
});

describe('a shortcut', () => {
  const shortcut = (who: Identity, more: object) => event(who, { kind: 'shortcut', name: 'pay', ...more });

  test('opens what its name says, with the person whom the menu belongs to', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('slack')];
    await handle(shortcut(alice, { person: mention('slack', bob.user) }));
    expect(slack.forms).toMatchObject([{ fields: [{ name: 'who', values: [bob.user] }, {}, {}, {}] }]);
  });

  test('is also what a deep link leads to; where there are no forms, it is said how to type it', async () => {
    const alice = await someone('telegram', 100);
    await handle(command(alice, '/start pay'));
    expect(titles(telegram)).toContain('Who is it for?');
  });

  test('that nobody has is answered with what there is', async () => {
    const alice = await someone('slack');
    await handle(shortcut(alice, { name: 'unheard_of' }));
    expect(slack.messages.map(({ card }) => card.title)).toEqual(['What you can do']);
  });
});

test('a question that no capability answers gets nothing, at once', async () => {
  const questions = createQuestions({ core: stage.core, log: stage.log });
  const alice = await someone('discord');
  const actor = { identity: alice, name: 'Alice' };
  const asked = { platform: 'discord', actor, typed: 'g', conversation: groupOf('discord') } as const;
  for (const [command, option] of [
    ['pay', 'memo'],
    ['bank fund', 'amount'],
    ['unheard_of', 'of'],
  ] as const)
    expect(await questions.autocomplete({ kind: 'autocomplete', ...asked, command, option })).toEqual([]);
  expect(await questions.inline({ kind: 'inline', platform: 'telegram', actor, text: 'lend 5' })).toEqual([]);
});

describe('the pay form', () => {
  test('opens for /pay alone, with the person who was chosen, and pays once however often it is sent', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}>`));
    expect(slack.messages).toEqual([]);
    const [form] = slack.forms;
    expect(form?.fields).toMatchObject([
      { name: 'who', values: [bob.user] },
      { name: 'amount' },
      { name: 'split' },
      { name: 'memo' },
    ]);
    const filled = {
      kind: 'form' as const,
      intent: form!.intent,
      values: {
        who: [{ type: 'person' as const, identity: bob, name: 'bob' }],
        amount: [{ type: 'text' as const, text: '7.50' }],
        memo: [{ type: 'text' as const, text: 'tea for 2' }],
      },
    };
    await handle(event(alice, filled));
    await handle(event(alice, filled));
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['92.50', '7.50']);
    expect(slack.messages.filter(({ only }) => only === null)).toHaveLength(1);
  });

  test('keeps to the limits of the narrowest platform in both languages', async () => {
    const { formOf } = await import('../../../bots/shared/views/index.ts');
    for (const locale of ['en', 'de']) {
      const form = formOf({ form: 'pay', intent: 'i', payee: null }, locale).form;
      expect(form.title.length).toBeLessThanOrEqual(24);
      expect(form.submit.length).toBeLessThanOrEqual(24);
      expect(form.fields.length).toBeLessThanOrEqual(5);
      for (const { label } of form.fields) expect(label.length).toBeLessThanOrEqual(45);
    }
  });

  test('row 13: of somebody else is refused', async () => {
    const [alice, mallory] = [await someone('slack', 100), await someone('slack', 100)];
    await handle(command(alice, '/pay'));
    await handle(event(mallory, { kind: 'form', intent: slack.forms[0]!.intent, values: {} }));
    expect(titles(slack)).toEqual(['That button is for somebody else']);
  });

  test('is a hint where there are no forms', async () => {
    const alice = await someone('telegram', 100);
    await handle(command(alice, '/pay', { conversation: directOf('telegram', alice.user) }));
    expect(telegram.messages[0]?.card.title).toBe('Who is it for?');
  });
});

describe('private things are private', () => {
  test('a balance in a group is seen by one person only', async () => {
    const alice = await someone('slack', 100);
    await handle(command(alice, '/balance'));
    expect(slack.messages).toMatchObject([{ only: alice.user, card: { title: 'You have £100.00' } }]);
  });

  test('where that cannot be done in place, it goes to the direct conversation, and the group hears only that', async () => {
    const alice = await someone('telegram', 100);
    for (const line of ['/balance', '/history', '/pay nonsense']) {
      telegram.messages.length = 0;
      stage.pass(86_400_000);
      await handle(command(alice, line));
      const [answer, note] = telegram.messages;
      expect(answer).toMatchObject({ where: `@${alice.user}`, only: alice.user });
      expect(note).toMatchObject({
        where: 'C1',
        only: null,
        card: { title: 'I have answered you in private' },
      });
      expect(JSON.stringify(note)).not.toMatch(/£|nonsense/);
      expect(note?.card.buttons[0]?.press).toEqual({ url: 'https://t.me/tuppence_bot' });
      expect(telegram.messages).toHaveLength(2);
    }
  });

  test('the group hears it once a day of each person, whatever they ask, and each group by itself', async () => {
    const [alice, bob] = [await someone('telegram', 100), await someone('telegram', 100)];
    const inGroup = () => telegram.messages.filter(({ where }) => !where.startsWith('@'));
    for (const line of ['/balance', '/history', '/pay nonsense', '/pin 2580'])
      await handle(command(alice, line));
    expect(inGroup()).toHaveLength(1);
    // Each is answered all the same.
    expect(telegram.messages.filter(({ where }) => where === `@${alice.user}`)).toHaveLength(4);
    await handle(command(bob, '/balance'));
    await handle(command(alice, '/balance', { conversation: { ...groupOf('telegram'), channel: 'C2' } }));
    expect(inGroup().map(({ where }) => where)).toEqual(['C1', 'C1', 'C2']);
    stage.pass(86_400_000 - 60_000);
    await handle(command(bob, '/balance'));
    expect(inGroup()).toHaveLength(3);
    stage.pass(60_000);
    await handle(command(bob, '/balance'));
    expect(inGroup()).toHaveLength(4);
  });

  test('of two processes at the same moment one says it', async () => {
    const alice = await someone('telegram', 100);
    await Promise.all(['/balance', '/history', '/help'].map((line) => handle(command(alice, line))));
    expect(telegram.messages.filter(({ where }) => where === 'C1')).toHaveLength(1);
  });

  test('who cannot be written to hears so at once when that changes, and again after a few minutes', async () => {
    const alice = await someone('telegram', 100);
    const said = () => telegram.messages.filter(({ where }) => where === 'C1').map(({ card }) => card.title);
    await handle(command(alice, '/balance'));
    telegram.unreachable.add(alice.user);
    await handle(command(alice, '/balance'));
    await handle(command(alice, '/balance'));
    expect(said()).toEqual(['I have answered you in private', 'I cannot write to you yet']);
    stage.pass(10 * 60_000);
    await handle(command(alice, '/balance'));
    expect(said()).toHaveLength(3);
  });

  test('the note in the group is in the language that was chosen just now', async () => {
    const alice = await someone('telegram', 100);
    await handle(command(alice, '/language de'));
    expect(telegram.messages.map(({ card }) => card.title)).toEqual([
      'Ich spreche Deutsch mit dir',
      'Ich habe dir privat geantwortet',
    ]);
  });

  test('who cannot be written to is told where to go, and nothing else', async () => {
    const alice = await someone('telegram', 100);
    telegram.unreachable.add(alice.user);
    await handle(command(alice, '/balance'));
    expect(telegram.messages).toMatchObject([{ where: 'C1', card: { title: 'I cannot write to you yet' } }]);
    expect(JSON.stringify(telegram.messages)).not.toContain('£');
  });

  test('whether a direct message goes through is known from the last one, and what was kept goes out with the next that does', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('telegram')];
    const reachable = async () =>
      (await stage.core.people.seen({ identity: bob, name: 'bob' }, groupOf('telegram'))).reachable;
    await handle(event(bob, { kind: 'message', text: 'hi', conversation: directOf('telegram', bob.user) }));
    expect(await reachable()).toBe(true);
    telegram.unreachable.add(bob.user);
    await handle(command(alice, `/pay telegram::${bob.user} 5`));
    await work();
    expect(await reachable()).toBe(false);
    telegram.messages.length = 0;
    telegram.unreachable.clear();
    await handle(command(bob, '/balance'));
    expect(await reachable()).toBe(true);
    await work();
    expect(titles(telegram).filter((title) => title.includes('paid you £5.00'))).toHaveLength(1);
    telegram.unreachable.add(bob.user);
    await handle(command(bob, '/balance'));
    expect(await reachable()).toBe(false);
  });

  test('what could not be delivered is shown with the next answer, once', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('telegram')];
    telegram.unreachable.add(bob.user);
    await handle(event(bob, { kind: 'message', text: 'hi', conversation: directOf('telegram', bob.user) }));
    await handle(command(alice, `/pay telegram::${bob.user} 5`));
    await work();
    expect(telegram.messages).toEqual([]);
    await handle(command(bob, '/balance'));
    expect(titles(telegram)).toEqual(['I cannot write to you yet']);
    telegram.messages.length = 0;
    telegram.unreachable.clear();
    const conversation = directOf('telegram', bob.user);
    await handle(command(bob, '/balance', { conversation }));
    expect(titles(telegram)).toEqual(['You have £5.00', 'While you were away']);
    expect(telegram.messages[1]?.card.fields[0]?.label).toBe(`${alice.user} paid you £5.00`);
    await handle(command(bob, '/balance', { conversation }));
    expect(titles(telegram)).toEqual(['You have £5.00', 'While you were away', 'You have £5.00']);
  });
});

describe('the other commands', () => {
  test('/help and a direct message that is no command are answered with help; only operators see the bank', async () => {
    const alice = await someone('slack');
    await handle(command(alice, '/help'));
    await handle(
      event(alice, { kind: 'message', text: 'hello', conversation: directOf('slack', alice.user) }),
    );
    await handle(command(idOf('slack', 'BOSS'), '/help'));
    const labels = slack.messages.map(({ card }) =>
      card.fields.flatMap(({ value }) => spansText(value).split(' ')),
    );
    const listed = COMMANDS.filter(({ operator }) => !operator).map(({ name }) => `/${name}`);
    expect([...labels[0]!].sort()).toEqual(listed.sort());
    expect(labels[1]).toEqual(labels[0]);
    const words = slack.messages.map(({ card }) => card.fallback);
    expect(words.map((all) => all.includes('/bank'))).toEqual([false, false, true]);
  });

  test('/history tells the last payments', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> 5 for lunch`));
    await work();
    await handle(command(alice, '/history'));
    const { card } = slack.messages.at(-1)!;
    expect(card.title).toBe('Your last payments');
    expect(card.fields.map(({ value }) => spansText(value).slice(0, 15))).toEqual([
      '−£5.00 · lunch ',
      expect.stringContaining('+£100.00'),
    ]);
  });

  const codeOf = async (owner: Identity): Promise<string> => {
    await handle(command(owner, '/link'));
    return /code is (\S+)/.exec(slack.messages.at(-1)!.card.title)![1]!;
  };

  test('/link asks who has money whether both are them, and joins two chats into one person with one balance', async () => {
    const [onSlack, onTelegram] = [await someone('slack', 100), await someone('telegram', 10)];
    const code = await codeOf(onSlack);
    const conversation = directOf('telegram', onTelegram.user);
    await handle(command(onTelegram, `/link ${code}`, { conversation }));
    const question = telegram.messages.at(-1)!;
    expect(question.card.title).toBe(`Is ${onSlack.user} you, too?`);
    expect(linesOf(question.card)).toEqual([
      `This code was made by ${onSlack.user}, on Slack (slack:T1:${onSlack.user}).`,
      'From then on both chats share and spend one balance, your £10.00 included.',
      'Say yes only if both chats are yours. Otherwise whoever sent you here gets your money.',
    ]);
    expect([await has(onSlack), await has(onTelegram)]).toEqual(['100.00', '10.00']);
    const yes = { kind: 'action' as const, intent: intentOf(question, 'Yes, both are me') };
    await handle(event(onTelegram, { ...yes, conversation }));
    await work();
    expect(titles(slack).at(-1)).toBe(`${onTelegram.user} has joined your account`);
    expect(telegram.messages.at(-1)?.card).toMatchObject({ title: 'Your chats are linked' });
    expect([await has(onSlack), await has(onTelegram)]).toEqual(['110.00', '110.00']);
    await handle(
      command(onTelegram, '/link NOTACODE', { conversation: directOf('telegram', onTelegram.user) }),
    );
    expect(titles(telegram).at(-1)).toBe('That code is not right');
  });

  test('row 13: a link with a code in it that is tapped never joins by itself, not even who has nothing', async () => {
    const [eve, rich, poor] = [
      await someone('slack'),
      await someone('telegram', 1000),
      await someone('telegram'),
    ];
    for (const victim of [rich, poor]) {
      const code = (await codeOf(eve)).replace('-', '');
      await handle(
        command(victim, `/start link_${code}`, { conversation: directOf('telegram', victim.user) }),
      );
      expect(titles(telegram).at(-1)).toBe(`Is ${eve.user} you, too?`);
    }
    expect([await has(eve), await has(rich)]).toEqual(['0.00', '1000.00']);
  });

  test('row 13: /bank is for operators, and its words are for nobody else', async () => {
    const [alice, boss] = [await someone('slack'), idOf('slack', 'BOSS')];
    await handle(command(alice, `/bank fund <${alice.user}> 100`));
    await handle(command(alice, '/bank'));
    expect(titles(slack)).toEqual(['Only the operator may do that', 'Only the operator may do that']);
    const fund = command(boss, `/bank fund <${alice.user}> 100 GBP`);
    await handle(fund);
    await handle(fund, { number: 2, last: false });
    expect(await has(alice)).toBe('100.00');
    expect(slack.messages.at(-1)).toMatchObject({
      only: 'BOSS',
      card: { title: `${alice.user} was given £100.00` },
    });
    await handle(command(boss, `/bank freeze <${alice.user}>`));
    await handle(command(alice, '/pay <BOSS> 5'));
    expect(titles(slack).slice(-2)).toEqual([`${alice.user}’s account is frozen`, 'Your account is frozen']);
  });

  test('row 13: an operator who is one no more is refused, also when an old event comes again', async () => {
    const [alice, boss] = [await someone('slack'), idOf('slack', 'BOSS')];
    const fund = command(boss, `/bank fund <${alice.user}> 100 GBP`);
    await handle(fund);
    const { log, messenger } = stage;
    const core = createCore({ sql: stage.database.sql, asset: 'GBP', operators: [] });
    const handleNow = createHandler({ core, messenger, platforms: [slack, telegram, discord], log });
    await handleNow(fund, { number: 2, last: false });
    await handleNow(command(boss, `/bank freeze <${alice.user}>`));
    await handleNow(command(boss, '/help'));
    expect(titles(slack).slice(-3, -1)).toEqual(Array(2).fill('Only the operator may do that'));
    expect(slack.messages.at(-1)!.card.fallback).not.toContain('/bank');
    expect(await has(alice)).toBe('100.00');
  });

  test('a home that is opened shows the balance there, and a reaction does nothing', async () => {
    const alice = await someone('slack', 100);
    await handle(event(alice, { kind: 'home' }));
    expect(slack.messages).toMatchObject([
      { where: `home@${alice.user}`, card: { title: 'You have £100.00' } },
    ]);
    const message = { platform: 'slack' as const, channel: 'C1', message: 'm' };
    await handle(event(alice, { kind: 'reaction', emoji: 'coin', added: true, message }));
    expect(slack.messages).toHaveLength(1);
  });

  test('answers speak the language of the person', async () => {
    const alice = await someone('slack', 100);
    const german = command(alice, '/balance');
    german.actor.locale = 'de-DE';
    await handle(german);
    expect(titles(slack)).toEqual(['Du hast 100,00\u00a0£']);
  });
});

describe('when the platform misbehaves', () => {
  test('an answer that is rate limited is tried again after the wait of the platform', async () => {
    const alice = await someone('slack', 100);
    slack.next.push({ status: 'rate_limited', retry_after_ms: 3210, scope: 'conversation' });
    const balance = command(alice, '/balance');
    const failure = await handle(balance).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TryLater);
    expect((failure as TryLater).after_ms).toBe(3210);
    await handle(balance, { number: 2, last: false });
    expect(titles(slack)).toEqual(['You have £100.00']);
  });

  test('what waited for a person is told even when the answer has to wait', async () => {
    const [alice, bob] = [await someone('slack', 100), await someone('slack', 100)];
    slack.unreachable.add(bob.user);
    await handle(command(alice, `/pay <${bob.user}> 5`, { conversation: directOf('slack', alice.user) }));
    await work();
    slack.messages.length = 0;
    const limited = { status: 'rate_limited', retry_after_ms: 1, scope: 'conversation' } as const;
    slack.next.push(limited, limited);
    const balance = command(bob, '/balance');
    await expect(handle(balance)).rejects.toBeInstanceOf(TryLater);
    await handle(balance, { number: 2, last: false });
    await work();
    expect(titles(slack).sort()).toEqual(['While you were away', 'You have £105.00']);
  });

  test('an answer whose fate is unknown is looked for before it is shown again', async () => {
    const alice = await someone('slack', 100);
    slack.next.push('lost');
    const balance = command(alice, '/balance');
    await expect(handle(balance)).rejects.toBeInstanceOf(TryLater);
    await handle(balance, { number: 2, last: false });
    expect(titles(slack)).toEqual(['You have £100.00']);
  });

  test('an answer by an expired way is shown without it, and a forbidden one goes to the direct conversation', async () => {
    const alice = await someone('slack', 100);
    slack.next.push({ status: 'expired', reason: 'token' });
    await handle(command(alice, '/balance'));
    slack.next.push({ status: 'forbidden', reason: 'not in channel' });
    await handle(command(alice, '/balance'));
    expect(slack.messages.map(({ where }) => where)).toEqual(['C1', `@${alice.user}`]);
  });

  test('when it breaks at the last try, the person hears that their money is safe', async () => {
    const alice = await someone('slack', 100);
    const broken = { ...stage.core, account: { balance: () => Promise.reject(new Error('no database')) } };
    const { createHandler } = await import('../../../bots/shared/handler.ts');
    const parts = { core: broken as never, messenger: stage.messenger, platforms: [slack], log: stage.log };
    const failing = createHandler(parts);
    const balance = command(alice, '/balance');
    await expect(failing(balance, { number: 9, last: false })).rejects.toThrow('no database');
    expect(slack.messages).toEqual([]);
    await expect(failing(balance, { number: 10, last: true })).rejects.toThrow('no database');
    expect(slack.messages).toMatchObject([
      { only: alice.user, card: { title: 'Sorry, that did not work just now' } },
    ]);
  });

  test('people on a platform that is not connected are unreachable, not an error', async () => {
    const { createMessenger } = await import('../../../bots/shared/messenger.ts');
    const result = await createMessenger([slack], stage.core).show({
      id: 'x',
      audience: 'direct',
      person: idOf('telegram', '42'),
      conversation: groupOf('slack'),
      notice: { kind: 'answered_privately', reachable: true },
      locale: 'en',
    });
    expect(result.status).toBe('unreachable');
  });
});
