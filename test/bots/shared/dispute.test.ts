/** What is wrong with a payment, from the payer's words to the operators' decision, with the real core. */
import { beforeEach, describe, expect, test } from 'vitest';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Identity, NoticeOf, Platform } from '../../../core/index.ts';
import { directOf, idOf, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { handle, command, press, event, work, has, slack, telegram, discord } = stage;
const platforms = { slack, telegram, discord };
const boss = idOf('slack', 'BOSS');

beforeEach(() => {
  for (const platform of Object.values(platforms)) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
  }
});

let crowd = 900;
const someone = (platform: Platform, pounds = 0) => {
  crowd += 1;
  return stage.person(platform, platform === 'slack' ? `U${crowd}` : String(crowd), pounds);
};

const textOf = ({ card }: Seen): string =>
  [card.title, ...card.lines.map(spansText), spansText(card.context ?? [])].join('\n');
const last = (who: Identity): Seen =>
  platforms[who.platform].messages.findLast(({ only }) => only === who.user)!;
const everybody = (platform: Platform): string =>
  platforms[platform].messages
    .filter(({ only }) => only === null)
    .map(textOf)
    .join('\n');
const labels = ({ card }: Seen): string[] => card.buttons.map(({ label }) => label);

/** One pays the other £5 in the group; the reference, and the card. */
async function paid(platform: Platform) {
  const [alice, bob] = [await someone(platform, 20), await someone(platform)];
  await handle(command(alice, `/pay <${bob.user}> 5 for lunch`));
  await work();
  const card = platforms[platform].messages.find(({ where, only }) => where === 'C1' && only === null)!;
  return { alice, bob, card, reference: /pay_\w+/.exec(spansText(card.card.context!))![0] };
}

/** … and says that something is wrong; the operator's card. */
async function disputed(platform: Platform, words = 'it was cold') {
  const payment = await paid(platform);
  await handle(command(payment.alice, `/dispute ${payment.reference} ${words}`));
  await work();
  const id = /dsp_\w+/.exec(textOf(last(boss)))![0];
  return { ...payment, id, atBank: last(boss) };
}

describe.each(['slack', 'telegram', 'discord'] as const)('on %s', (platform) => {
  test('a payer says what is wrong; only they and the bank hear of it', async () => {
    const { alice, bob, id, reference, atBank } = await disputed(platform);
    expect(textOf(last(alice))).toContain(
      `The bank knows: something is wrong with your £5.00 to ${bob.user}\nYou: “it was cold”\nYou will hear from it in our chat.\n${id} · ${reference} · open`,
    );
    expect(labels(last(alice))).toEqual(['Withdraw']);
    expect(atBank.where).toBe('@BOSS');
    expect(textOf(atBank)).toContain(
      `${alice.user} says that something is wrong with £5.00 to ${bob.user}\n${alice.user} → ${bob.user}\n“it was cold”\n${id} · ${reference} · open`,
    );
    expect(labels(atBank)).toEqual(['Refund £5.00', 'Ask', 'Reject']);
    expect(everybody(platform)).not.toMatch(/cold|wrong|dsp_/);
    expect(last(bob) ? textOf(last(bob)) : '').not.toContain('wrong');
  });

  test('the operator refunds it by the button, and everybody concerned is told', async () => {
    const { alice, bob, id, atBank } = await disputed(platform);
    await handle(press(boss, atBank, 'Refund £5.00', { conversation: directOf('slack', 'BOSS') }));
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['20.00', '0.00']);
    expect(textOf(last(alice))).toContain(
      `The bank returned £5.00 to you from ${bob.user}\nRefunded £5.00 of £5.00.\nWhat you told the bank (${id}) is settled with it.\nYou have £20.00 now.`,
    );
    expect(textOf(last(bob))).toContain(`The bank returned £5.00 from you to ${alice.user}`);
    expect(textOf(atBank)).toContain(`${alice.user} got money back from ${bob.user}`);
    expect(labels(atBank)).toEqual([]);
  });

  test('the payer withdraws it by the button, and the operator’s card says so', async () => {
    const { alice, atBank } = await disputed(platform);
    await handle(press(alice, last(alice), 'Withdraw', { conversation: directOf(platform, alice.user) }));
    await work();
    expect(textOf(last(alice))).toContain('You have withdrawn it');
    expect(textOf(atBank)).toContain('withdrawn');
    expect(labels(atBank)).toEqual([]);
  });

  test('row 13: nobody but an operator acts, whatever they press or type', async () => {
    const { alice, bob, id, atBank } = await disputed(platform);
    for (const who of [alice, bob]) {
      await handle(command(who, `/bank dispute ${id} refund`));
      expect(last(who).card.title).toBe('Only the operator may do that');
      await handle(command(who, '/bank disputes'));
      expect(last(who).card.title).toBe('Only the operator may do that');
      await handle(press(who, atBank, 'Refund', { conversation: directOf(platform, who.user) }));
    }
    const mine = platforms[platform].messages.find(
      ({ only, card }) => only === alice.user && card.title.startsWith('The bank knows'),
    )!;
    await handle(press(bob, mine, 'Withdraw', { conversation: directOf(platform, bob.user) }));
    await work();
    expect(await has(alice)).toBe('15.00');
    expect(labels(atBank)).toHaveLength(3);
  });

  test('row 20: words are text, wherever they are read', async () => {
    const words = '@everyone <!channel> **bold** <b >x</b> \u202eevil';
    const { alice, atBank } = await disputed(platform, words);
    const spans = [...atBank.card.lines, ...last(alice).card.lines].flat();
    expect(spans.filter(({ type }) => type === 'link')).toEqual([]);
    expect(spans.map(spansOf).join()).toContain('“@everyone <!channel> **bold** <b >x</b> evil”');
  });
});

const spansOf = (span: Parameters<typeof spansText>[0][number]): string => spansText([span]);

describe('the receipt’s button', () => {
  test.each(['slack', 'discord'] as const)('opens the form for the payer on %s', async (platform) => {
    const { alice, card } = await paid(platform);
    await handle(press(alice, card, 'Options'));
    const [form] = platforms[platform].forms;
    expect(form).toMatchObject({
      title: 'Something is wrong',
      fields: [{ name: 'reason', kind: 'multiline', required: true }],
    });
    const values = { reason: [{ type: 'text' as const, text: 'never came\nat all' }] };
    const answer = event(alice, { kind: 'form', intent: form!.intent, values });
    await Promise.all([handle(answer), handle(answer)]);
    await work();
    expect(textOf(last(alice))).toContain('You: “never came at all”');
    expect(slack.messages.filter(({ where }) => where === '@BOSS')).toHaveLength(1);
    await handle(press(alice, card, 'Options'));
    expect(platforms[platform].forms).toHaveLength(1);
    expect(textOf(last(alice))).toContain('The bank knows');
  });

  test('says how it is typed where there are no forms', async () => {
    const { alice, card, reference } = await paid('telegram');
    await handle(press(alice, card, 'Options'));
    expect(textOf(last(alice))).toContain(
      `What is wrong with it?\nType /dispute ${reference} and what is wrong.`,
    );
    expect(telegram.toasts).toEqual([undefined]);
  });

  test('asks whose part it is of several', async () => {
    const [alice, bob, carol] = [await someone('slack', 20), await someone('slack'), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> <${carol.user}> 5 each`));
    await work();
    const card = slack.messages.find(({ where }) => where === 'C1')!;
    await handle(press(alice, card, 'Options'));
    const [form] = slack.forms;
    expect(form!.fields[0]).toMatchObject({
      kind: 'select',
      options: [
        { value: '0', label: `${bob.user} · £5.00` },
        { value: '1', label: `${carol.user} · £5.00` },
      ],
    });
    const values = {
      payee: [{ type: 'text' as const, text: '1' }],
      reason: [{ type: 'text' as const, text: 'no' }],
    };
    await handle(event(alice, { kind: 'form', intent: form!.intent, values }));
    expect(last(alice).card.title).toContain(carol.user);
    const reference = /pay_\w+/.exec(everybody('slack'))![0];
    await handle(command(alice, `/dispute ${reference} <${bob.user}> no, either`));
    expect(last(alice).card.title).toContain(bob.user);
  });
});

describe('an operator', () => {
  test('asks in a form, the payer answers in one, and the answer rings the operators', async () => {
    const { alice, id, reference, atBank } = await disputed('discord');
    await handle(press(boss, atBank, 'Ask', { conversation: directOf('slack', 'BOSS') }));
    const [form] = slack.forms;
    expect(form!.title).toBe('Ask the payer');
    const word = (text: string) => ({ word: [{ type: 'text' as const, text }] });
    const cardsOf = (who: Identity, words: RegExp) =>
      platforms[who.platform].messages.filter((one) => one.only === who.user && words.test(textOf(one)));
    const by = ({ id: message }: Seen, { platform }: Identity) => ({
      message: { platform, channel: 'c', message },
    });
    const question = { kind: 'form', intent: form!.intent, values: word('Which dish?') } as const;
    await handle(event(boss, { ...question, ...by(atBank, boss) }));
    await work();
    // Their card says it, once.
    expect(cardsOf(boss, new RegExp(id))).toEqual([atBank]);
    expect(textOf(atBank)).toContain('The bank asked: “Which dish?”');
    expect(textOf(last(alice))).toContain(
      `You: “it was cold”\nThe bank: “Which dish?”\nAnswer by the button, or with /dispute ${reference} and your words.`,
    );
    const asked = last(alice);
    await handle(press(alice, asked, 'Answer', { conversation: directOf('discord', alice.user) }));
    const filled = { kind: 'form', intent: discord.forms[0]!.intent, values: word('The soup') } as const;
    const answer = event(alice, { ...filled, ...by(asked, alice) });
    await handle(answer);
    await handle(answer);
    await work();
    const rings = last(boss);
    expect(textOf(rings)).toContain(`The bank asked: “Which dish?”\n${alice.user}: “The soup”`);
    expect(labels(rings)).toEqual(['Refund £5.00', 'Ask', 'Reject']);
    // The card from before says so in a line, and has no buttons.
    expect(textOf(atBank)).toBe(
      `${alice.user} has answered: it goes on in a newer message\n${id} · ${reference}`,
    );
    expect(labels(atBank)).toEqual([]);
    expect(cardsOf(boss, new RegExp(id))).toEqual([atBank, rings]);
    // The question is answered in its place, and asks for nothing any more.
    expect(last(alice)).toBe(asked);
    expect(labels(asked)).toEqual(['Withdraw']);
  });

  test('rejects with a word, by command or form, and the payer is told', async () => {
    const { alice, id, atBank } = await disputed('telegram');
    await handle(press(boss, atBank, 'Reject', { conversation: directOf('slack', 'BOSS') }));
    expect(slack.forms.map(({ title }) => title)).toEqual(['Reject']);
    await handle(command(boss, `/bank dispute ${id} reject`));
    expect(last(boss).card.title).toBe('Why? The payer will read it');
    await handle(command(boss, `/bank dispute ${id} reject It was warm.`));
    await work();
    expect(textOf(last(alice))).toContain('The bank leaves your £5.00 to');
    expect(textOf(last(alice))).toContain('The bank: “It was warm.”');
    // Beside the card, which says it all, in a line.
    expect(textOf(last(boss))).toBe(`I have told ${alice.user}\n${id}`);
    expect(textOf(atBank)).toContain('The bank: “It was warm.”');
    await handle(command(boss, `/bank dispute ${id} refund`));
    expect(last(boss).card.title).toBe('That has been decided already');
  });

  test('refunds a part by command, and rows 1 and 2: no amount that is none, or too much', async () => {
    const { alice, id } = await disputed('discord');
    for (const amount of ['0', '-1', '1e3', 'NaN', '5.01', '1.005', '2 EUR', 'some', '1.000']) {
      await handle(command(boss, `/bank dispute ${id} refund ${amount}`));
      expect(last(boss).card.tone, amount).toBe('bad');
    }
    expect(await has(alice)).toBe('15.00');
    await handle(command(boss, `/bank dispute ${id} refund 2`));
    expect(await has(alice)).toBe('17.00');
  });

  test('sees what is open, oldest first', async () => {
    await stage.database.owner`update dispute set state = 'withdrawn', ended_at = now() where state = 'open'`;
    const first = await disputed('discord');
    const { id } = await disputed('slack');
    await handle(command(boss, '/bank disputes'));
    const { card } = last(boss);
    expect(card.title).toBe('2 payments are disputed');
    expect(card.fields.map(({ label }) => label.split(' · ')[1])).toEqual([first.id, id]);
    expect(spansText(card.fields[0]!.value)).toBe(
      `£5.00 · ${first.alice.user} → ${first.bob.user} · it was cold`,
    );
    await handle(command(boss, `/bank dispute ${id}`));
    expect(labels(last(boss))).toEqual(['Refund £5.00', 'Ask', 'Reject']);
  });

  test('is told of what they mistyped', async () => {
    const lines: [string, string][] = [
      ['/bank dispute', 'Which payment?'],
      ['/bank dispute lunch', 'I do not know a dispute lunch'],
      ['/bank dispute dsp_0000000000', 'I do not know a dispute dsp_0000000000'],
      ['/bank dispute dsp_0000000000 perhaps', 'I did not understand “perhaps”'],
      ['/bank disputes all', 'I did not understand “all”'],
    ];
    for (const [line, title] of lines) {
      await handle(command(boss, line));
      expect(last(boss).card.title).toBe(title);
    }
  });
});

test('the cards are there in German', () => {
  const parties = { id: 'prs_1', name: 'Anna', identities: [] };
  const gbp = { minor: '500', asset: { code: 'GBP', exponent: 2 } };
  const notice: NoticeOf<'dispute_mine'> = {
    kind: 'dispute_mine',
    reference: 'dsp_1',
    payment: 'pay_1',
    position: 0,
    payer: parties,
    payee: { ...parties, name: 'Ben' },
    paid: gbp,
    refunded: { ...gbp, minor: '0' },
    state: 'open',
    steps: [{ step: 'opened', operator: null, words: 'nie angekommen', at: '2026-01-01T00:00:00.000Z' }],
    at: '2026-01-01T00:00:00.000Z',
    actions: [{ action: 'withdraw', intent: 'i' }],
  };
  const card = viewOf(notice, 'de-DE', { platform: 'slack', tenant: 'T1', private: true });
  expect([card.title, ...card.lines.map(spansText), card.buttons[0]!.label]).toEqual([
    'Die Bank weiß Bescheid: 5,00\u00a0£ an Ben',
    'Du: „nie angekommen“',
    'Du hörst von ihr in unserem Chat.',
    'Zurückziehen',
  ]);
});
