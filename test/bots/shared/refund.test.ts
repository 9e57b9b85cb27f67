/** Refunds as people ask for them and read of them, with the real core. */
import { beforeEach, describe, expect, test } from 'vitest';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { type Identity, identityText, type Platform } from '../../../core/index.ts';
import { groupOf, idOf, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { handle, command, press, event, work, has, slack, telegram, discord } = stage;
const platforms = { slack, telegram, discord };

beforeEach(() => {
  for (const platform of Object.values(platforms)) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
  }
});

let crowd = 700;
/** With an id such as the platform gives. */
const someone = (platform: Platform, pounds = 0) => {
  crowd += 1;
  return stage.person(platform, platform === 'slack' ? `U${crowd}` : String(crowd), pounds);
};

/** One pays the other £5 in the group; the reference, and the card. */
async function paid(platform: Platform, pounds = 20) {
  const [alice, bob] = [await someone(platform, pounds), await someone(platform)];
  await handle(command(alice, `/pay <${bob.user}> 5 for lunch`));
  await work();
  const card = platforms[platform].messages.find(({ where, only }) => where === 'C1' && only === null)!;
  const reference = /pay_\w+/.exec(spansText(card.card.context!))![0];
  return { alice, bob, card, reference };
}

const textOf = ({ card }: Seen): string =>
  [card.title, ...card.lines.map(spansText), spansText(card.context ?? [])].join('\n');
/** What somebody alone was told last: in a group of Telegram a note says where. */
const last = (platform: Platform): Seen =>
  platforms[platform].messages.findLast(({ only }) => only !== null)!;
const told = (who: Identity): string[] =>
  platforms[who.platform].messages.filter(({ only }) => only === who.user).map(textOf);
const everybody = (platform: Platform): string =>
  platforms[platform].messages
    .filter(({ only }) => only === null)
    .map(textOf)
    .join('\n');

describe.each(['slack', 'telegram', 'discord'] as const)('on %s', (platform) => {
  test('a payee refunds a part by command, and both sides and the receipt say so', async () => {
    const { alice, bob, card, reference } = await paid(platform);
    await handle(command(bob, `/refund ${reference} 3`));
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['18.00', '2.00']);
    expect(told(bob).at(-1)).toContain(
      `You refunded ${alice.user} £3.00\nRefunded £3.00 of £5.00.\nYou have £2.00 now.`,
    );
    expect(told(alice).at(-1)).toContain(
      `${bob.user} refunded you £3.00\nRefunded £3.00 of £5.00.\nYou have £18.00 now.`,
    );
    expect(textOf(card)).toContain('“lunch”\nRefunded £3.00 of £5.00.');
    expect(everybody(platform)).not.toContain('You have');
  });

  test('rows 1 and 2: an amount that is none, or none to refund, is refused and moves nothing', async () => {
    const { alice, bob, reference } = await paid(platform);
    const amounts = [
      '0',
      '-1',
      '-£5',
      '1e3',
      '0x10',
      'NaN',
      '-0',
      '100abc',
      '3 4',
      '1.005',
      '5.01',
      '50 cents',
      '2 EUR',
      '3 please',
      '∞',
    ];
    for (const amount of amounts) {
      await handle(command(bob, `/refund ${reference} ${amount}`));
      expect(last(platform).card.tone, amount).toBe('bad');
    }
    expect([await has(alice), await has(bob)]).toEqual(['15.00', '5.00']);
    expect(everybody(platform)).not.toMatch(/refund/i);
  });

  test('row 3: digits of another script are read, and echoed', async () => {
    const { alice, bob, reference } = await paid(platform);
    await handle(command(bob, `/refund ${reference} ٣`));
    expect(last(platform).card.title).toBe(`You refunded ${alice.user} £3.00`);
  });

  test('row 12: the same command, handled twice at once, refunds once and says the same', async () => {
    const { alice, bob, reference } = await paid(platform);
    const line = command(bob, `/refund ${reference} 1`);
    await Promise.all([handle(line), handle(line)]);
    await handle(line);
    expect(await has(alice)).toBe('16.00');
    expect(new Set(told(bob).slice(-3)).size).toBe(1);
  });

  test('row 13: the receipt’s button does nothing for a bystander, who hears so alone', async () => {
    const { card } = await paid(platform);
    const mallory = await someone(platform);
    await handle(press(mallory, card, 'Options'));
    const words = 'That button is for somebody else';
    if (platform === 'telegram') expect(telegram.toasts).toEqual([words]);
    else expect([last(platform).card.title, last(platform).only]).toEqual([words, mallory.user]);
    expect(platforms[platform].forms).toEqual([]);
    expect(everybody(platform)).not.toContain('somebody else');
  });

  test('what is not a payment of theirs is refused kindly', async () => {
    const { alice, reference } = await paid(platform);
    const lines: [string, string][] = [
      ['/refund', 'Which payment?'],
      ['/refund lunch 3', 'I do not know a payment lunch of yours'],
      ['/refund pay_0000000000', 'I do not know a payment pay_0000000000 of yours'],
      [`/refund ${reference} 3`, 'Only whoever was paid can refund it'],
    ];
    for (const [line, title] of lines) {
      await handle(command(alice, line));
      expect(last(platform).card.title).toBe(title);
      expect(last(platform).only).toBe(alice.user);
    }
  });
});

describe('the receipt’s button', () => {
  test.each(['slack', 'discord'] as const)(
    'opens the form on %s, which refunds what is filled in',
    async (platform) => {
      const { alice, bob, card } = await paid(platform);
      await handle(press(bob, card, 'Options'));
      const [form] = platforms[platform].forms;
      expect(form).toMatchObject({
        title: 'Refund',
        fields: [{ name: 'amount', required: false, placeholder: 'all of it: £5.00' }],
      });
      const bad = event(bob, {
        kind: 'form',
        intent: form!.intent,
        values: { amount: [{ type: 'text', text: 'some' }] },
      });
      await handle(bad);
      expect(last(platform).card.tone).toBe('bad');
      const answer = event(bob, {
        kind: 'form',
        intent: form!.intent,
        values: { amount: [{ type: 'text', text: '2.50' }] },
      });
      await Promise.all([handle(answer), handle(answer)]);
      await work();
      expect([await has(alice), await has(bob)]).toEqual(['17.50', '2.50']);
      expect(textOf(card)).toContain('Refunded £2.50 of £5.00.');
    },
  );

  test('left empty, the form refunds all of it', async () => {
    const { alice, bob, card } = await paid('slack');
    await handle(press(bob, card, 'Options'));
    await handle(event(bob, { kind: 'form', intent: slack.forms[0]!.intent, values: {} }));
    expect([await has(alice), await has(bob)]).toEqual(['20.00', '0.00']);
  });

  test('offers a button for all of it where there are no forms, and says how a part is typed', async () => {
    const { alice, bob, card, reference } = await paid('telegram');
    await handle(press(bob, card, 'Options'));
    expect(telegram.toasts).toEqual([undefined]);
    const offer = telegram.messages.find(({ where }) => where === `@${bob.user}`)!;
    expect(textOf(offer)).toContain(
      `Refund ${alice.user}?\nYou were paid £5.00.\nA part of it: /refund ${reference}`,
    );
    const all = press(bob, offer, 'Refund £5.00');
    await handle(all);
    expect(textOf(offer)).toContain(`You refunded ${alice.user} £5.00`);
    expect(offer.card.buttons).toEqual([]);
    await handle({ ...all, dedupeKey: 'again' });
    expect(telegram.toasts.at(-1)).toMatch(/^That has been refunded already/);
    expect([await has(alice), await has(bob)]).toEqual(['20.00', '0.00']);
  });

  test('is there in German, too', async () => {
    const { bob, card } = await paid('telegram');
    const german = { actor: { identity: bob, name: bob.user, locale: 'de-DE' } };
    await handle(press(bob, card, 'Options', german));
    const offer = telegram.messages.find(({ where }) => where === `@${bob.user}`)!;
    expect(offer.card.buttons.map(({ label }) => label)).toEqual(['5,00\u00a0£ erstatten']);
  });
});

/** So much, or another currency, is asked about first. */
async function paidWhenAsked(payer: Identity, line: string): Promise<string> {
  await handle(command(payer, line));
  await handle(press(payer, last('slack'), 'Confirm'));
  await work();
  return /pay_\w+/.exec(everybody('slack'))![0];
}

describe('an amount', () => {
  test('that can be read in two ways asks which, as far as both can be', async () => {
    const [alice, bob] = [await someone('slack', 5000), await someone('slack')];
    const reference = await paidWhenAsked(alice, `/pay <${bob.user}> 3000`);
    await handle(command(bob, `/refund ${reference} 1.000`));
    expect(last('slack').card.buttons.map(({ label }) => label)).toEqual([
      'Refund £1.00',
      'Refund £1,000.00',
    ]);
    await handle(press(bob, last('slack'), 'Refund £1,000.00'));
    expect(await has(alice)).toBe('2000.00');
    await handle(press(bob, last('slack'), 'Confirm'));
    expect(await has(alice)).toBe('3000.00');
    expect(last('slack').card.title).toBe(`You refunded ${alice.user} £1,000.00`);
  });

  test('is in the payment’s currency unless it says another', async () => {
    const [alice, bob] = [await someone('slack'), await someone('slack')];
    await stage.core.bank.fund(null, { by: 'identity', identity: alice }, 1000n, 'JPY', 'yen');
    const reference = await paidWhenAsked(alice, `/pay <${bob.user}> 500 JPY`);
    await handle(command(bob, `/refund ${reference} 2.50`));
    expect(last('slack').card.title).toContain('too many decimals');
    await handle(command(bob, `/refund ${reference} 200`));
    await handle(press(bob, last('slack'), 'Confirm'));
    expect(last('slack').card.title).toBe(`You refunded ${alice.user} JP¥200`);
  });
});

test('the payee who does not see the receipt has its button on their note', async () => {
  const [alice, bob] = [await someone('discord', 20), await someone('slack')];
  await handle(command(alice, `/pay ${identityText(bob)} 5`));
  await work();
  const note = slack.messages.find(({ where }) => where === `@${bob.user}`)!;
  expect(note.card.title).toBe(`${alice.user} paid you £5.00`);
  await handle(
    press(bob, note, 'Options', { conversation: { ...groupOf('slack'), kind: 'direct', channel: 'D1' } }),
  );
  expect(slack.forms).toHaveLength(1);
});

describe('/bank refund', () => {
  const boss = idOf('slack', 'BOSS');

  test('orders it from the payee, who is told, as is the payer', async () => {
    const { alice, bob, reference } = await paid('telegram');
    await handle(command(boss, `/bank refund ${reference} 4`));
    expect(textOf(last('slack'))).toMatch(
      new RegExp(
        `^£4\\.00 went back from ${bob.user} to ${alice.user}\nRefunded £4\\.00 of £5\\.00\\.\n${reference} · `,
      ),
    );
    await work();
    expect(told(alice).at(-1)).toContain(`The bank returned £4.00 to you from ${bob.user}`);
    expect(told(bob).at(-1)).toContain(`The bank returned £4.00 from you to ${alice.user}`);
    expect([await has(alice), await has(bob)]).toEqual(['19.00', '1.00']);
  });

  test('row 13: is for operators', async () => {
    const { alice, reference } = await paid('slack');
    await handle(command(alice, `/bank refund ${reference}`));
    expect(last('slack').card.title).toBe('Only the operator may do that');
    expect(await has(alice)).toBe('15.00');
  });

  test('names whose part it is, by a mention or a name', async () => {
    const [alice, bob, carol] = [await someone('slack', 20), await someone('slack'), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> <${carol.user}> 5 each`));
    await work();
    const reference = /pay_\w+/.exec(everybody('slack'))![0];
    await handle(command(boss, `/bank refund ${reference}`));
    expect(last('slack').card.title).toBe(`Who of those who were paid by ${reference}?`);
    await handle(command(boss, `/bank refund ${reference} <${carol.user}> all`));
    expect([await has(bob), await has(carol)]).toEqual(['5.00', '0.00']);
    await handle(command(bob, `/refund ${reference} <${alice.user}> 1`));
    expect(last('slack').card.tone).toBe('bad');
  });
});
