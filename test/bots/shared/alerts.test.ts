/** `/alerts`: what people may type and fill in, what they are answered, and what they are told afterwards. */
import { beforeEach, describe, expect, test } from 'vitest';
import { parseAlerts, parseAlertsForm, parseTimesForm } from '../../../bots/shared/alerts/commands.ts';
import { readHours, readTime, timeText } from '../../../bots/shared/alerts/hours.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { AlertChange, Identity, Platform, Result } from '../../../core/index.ts';
import { ASSETS, findAsset } from '../../../core/index.ts';
import { directOf, groupOf, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { core, slack, telegram, discord, handle, command, event, press, work, person, messenger, log } = stage;

beforeEach(() => {
  for (const platform of [slack, telegram, discord]) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.next.length = 0;
    platform.unreachable.clear();
  }
});

let crowd = 0;
const someone = (platform: Platform = 'slack', pounds = 0): Promise<Identity> => {
  crowd += 1;
  return person(platform, platform === 'slack' ? `U${crowd}` : `70${crowd}`, pounds);
};

const contextIn = (locale: string | null) => ({
  speaker: { platform: 'slack' as const, tenant: 'T1', user: 'U1' },
  locale,
  assets: ASSETS,
  main: findAsset('GBP')!,
  repliedTo: null,
});
const gbp = { code: 'GBP', exponent: 2 };
const pence = (minor: number) => ({ minor: String(minor), asset: gbp });

describe('what is typed', () => {
  const parsed = (line: string, locale: string | null = 'en-GB') =>
    parseAlerts(tokens(line === '' ? [] : [{ type: 'text', text: line }]), contextIn(locale));
  const changeOf = (result: Result<unknown>) => (result.ok ? result.value : result.refusal);
  const sets = (change: AlertChange) => ({ verb: 'change', change });
  const kind = (name: string, setting: object) => sets({ kinds: { [name]: setting } });

  test.each([
    ['', { verb: 'form', form: 'alerts' }],
    ['times', { verb: 'form', form: 'alert_times' }],
    ['low 10', kind('low_balance', { on: true, threshold: pence(1000) })],
    ['LOW below £10.50', kind('low_balance', { on: true, threshold: pence(1050) })],
    ['low 10 digest', kind('low_balance', { on: true, threshold: pence(1000), digest: true })],
    ['low', kind('low_balance', { on: true })],
    ['low off', kind('low_balance', { on: false })],
    [
      'large from 10 EUR at once',
      kind('large_payment', {
        on: true,
        digest: false,
        threshold: { minor: '1000', asset: { code: 'EUR', exponent: 2 } },
      }),
    ],
    [
      'large 10 euros',
      kind('large_payment', { on: true, threshold: { minor: '1000', asset: { code: 'EUR', exponent: 2 } } }),
    ],
    ['incoming all', kind('incoming_money', { on: true, threshold: null })],
    ['incoming all in the digest', kind('incoming_money', { on: true, threshold: null, digest: true })],
    ['instalments off', kind('instalment_taken', { on: false })],
    ['raten gesammelt', kind('instalment_taken', { on: true, digest: true })],
    ['requests digest', kind('request_due', { on: true, digest: true })],
    ['guthaben unter 10', kind('low_balance', { on: true, threshold: pence(1000) })],
    ['eingang alles gesammelt', kind('incoming_money', { on: true, threshold: null, digest: true })],
    ['groß aus', kind('large_payment', { on: false })],
    ['quiet 22-7', sets({ quiet: { from: 1320, until: 420 } })],
    ['quiet 22:30 to 7:15', sets({ quiet: { from: 1350, until: 435 } })],
    ['ruhe 22 bis 7', sets({ quiet: { from: 1320, until: 420 } })],
    ['quiet off', sets({ quiet: null })],
    ['digest 18', sets({ digest_at: 1080 })],
    ['digest 6:30pm', sets({ digest_at: 1110 })],
    ['gesammelt 18 Uhr', sets({ digest_at: 1080 })],
    ['zone Europe/Berlin', sets({ zone: 'Europe/Berlin' })],
    ['zone new york', sets({ zone: 'America/New_York' })],
    ['zeitzone berlin', sets({ zone: 'Europe/Berlin' })],
  ])('%s', (line, expected) => {
    expect(changeOf(parsed(line))).toEqual(expected);
  });

  test.each([
    ['rows 1 and 2: low -5', 'amount_not_positive'],
    ['rows 1 and 2: low 0', 'amount_not_positive'],
    ['rows 1 and 2: low 1e3', 'amount_invalid'],
    ['rows 1 and 2: low 100abc', 'amount_invalid'],
    ['rows 1 and 2: low NaN', 'amount_invalid'],
    ['rows 1 and 2: low 5.001', 'amount_too_many_decimals'],
    ['rows 1 and 2: low 5 6', 'amount_invalid'],
    ['low 10 off', 'input_unexpected'],
    ['low all', 'input_unexpected'],
    ['incoming all 5', 'input_unexpected'],
    ['requests 5', 'input_unexpected'],
    ['quiet', 'hours_unclear'],
    ['quiet 22', 'hours_unclear'],
    ['quiet 7-7', 'hours_unclear'],
    ['quiet 22-25', 'hours_unclear'],
    ['digest', 'hours_unclear'],
    ['digest 18:60', 'hours_unclear'],
    ['digest 13pm', 'hours_unclear'],
    ['zone +02:00', 'zone_unknown'],
    ['zone atlantis', 'zone_unknown'],
    ['zone', 'zone_unknown'],
    ['everything', 'alert_unknown'],
  ])('%s is refused', (line, code) => {
    expect(changeOf(parsed(line.replace(/^rows.*: /, '')))).toMatchObject({ code });
  });

  test('row 4: an amount that can be read in two ways is asked about, and a locale decides what it can', () => {
    expect(changeOf(parsed('low 1.000', null))).toMatchObject({
      code: 'amount_ambiguous',
      one: pence(100),
      other: pence(100_000),
    });
    expect(changeOf(parsed('low 15,38', 'de-DE'))).toEqual(
      kind('low_balance', { on: true, threshold: pence(1538) }),
    );
  });
});

describe('hours', () => {
  test('are read as people write them', () => {
    expect(['0', '24', '12am', '12 pm', '7.05', '07:05', '23h'].map(readTime)).toEqual([
      0, 0, 0, 720, 425, 425, 1380,
    ]);
    expect(['', '25', '7:5', '-1', '7:60', '0am', '١٢', '7-8', '1e1'].map(readTime)).toEqual(
      Array(9).fill(null),
    );
    expect(readHours('10pm – 7am')).toEqual({ from: 1320, until: 420 });
    expect(readHours('22-7-8')).toBeNull();
  });

  test('are read as they are shown', () => {
    for (let time = 0; time < 1440; time += 1) expect(readTime(timeText(time))).toBe(time);
  });
});

describe('what is filled in', () => {
  const text = (value: string) => [{ type: 'text' as const, text: value }];

  test('is read as if it were typed, and an empty field turns its kind off', () => {
    const values = {
      low_balance: text('10'),
      large_payment: [],
      incoming_money: text('all digest'),
      request_due: text('off'),
      interest_posted: text('on'),
    };
    expect(parseAlertsForm(values, contextIn('en-GB'))).toEqual({
      ok: true,
      value: {
        kinds: {
          low_balance: { on: true, digest: false, threshold: pence(1000) },
          large_payment: { on: false, digest: false },
          incoming_money: { on: true, threshold: null, digest: true },
          request_due: { on: false, digest: false },
          interest_posted: { on: true, digest: false },
        },
      },
    });
  });

  test('as the form gave it, in any language, changes nothing', async () => {
    for (const locale of ['en-GB', 'de-DE', 'fr-FR', 'de-CH']) {
      const me = await someone();
      const change: AlertChange = {
        kinds: {
          low_balance: { on: true, threshold: pence(123_456), digest: true },
          incoming_money: { on: true, threshold: null },
          request_due: { on: true, digest: true },
        },
        quiet: { from: 1350, until: 415 },
        digest_at: 545,
        zone: 'Europe/Berlin',
      };
      await core.alerts.change(me, change, `set-${locale}`);
      const actor = { identity: me, name: me.user, locale };
      const before = await core.alerts.settings(me, 'toggles');
      for (const line of ['/alerts', '/alerts times']) {
        await handle(command(me, line, { actor }));
        const form = slack.forms.at(-1)!;
        const values = Object.fromEntries(
          form.fields.map((field) => [field.name, 'value' in field && field.value ? text(field.value) : []]),
        );
        await handle({ ...event(me, { kind: 'form', intent: form.intent, values }), actor });
      }
      const after = await core.alerts.settings(me, 'toggles');
      const bare = ({ alerts, quiet, digest_at, zone }: typeof after) => ({
        alerts: alerts.map(({ toggle: _, ...setting }) => setting),
        quiet,
        digest_at,
        zone,
      });
      expect([locale, bare(after)]).toEqual([locale, bare(before)]);
    }
  });

  test('of the hours stays as it was where it is empty, but for the quiet ones', () => {
    const context = contextIn('en-GB');
    expect(parseTimesForm({ quiet: [], digest: [], zone: [] }, context)).toEqual({
      ok: true,
      value: { quiet: null },
    });
    expect(parseTimesForm({ quiet: text('x'), digest: [], zone: [] }, context)).toMatchObject({ ok: false });
  });

  test('beside the hours is kept with them', async () => {
    const me = await someone();
    await handle(command(me, '/alerts times'));
    const { intent, fields } = slack.forms[0]!;
    for (const { name } of fields.filter(({ kind }) => kind === 'select')) {
      await handle(event(me, { kind: 'form', intent, values: { [name]: text('off') } }));
      const { alerts } = await core.alerts.settings(me, 'toggles');
      expect(alerts.find(({ alert }) => alert === name)).toMatchObject({ alert: name, on: false });
    }
    expect(fields.map(({ name }) => name)).toContain('statement');
  });

  test('with a mistake is refused in private, and nothing is changed', async () => {
    const me = await someone();
    await handle(command(me, '/alerts'));
    const { intent } = slack.forms[0]!;
    const values = { low_balance: text('10'), large_payment: text('lots') };
    await handle(event(me, { kind: 'form', intent, values }));
    expect(slack.messages.map(({ only, card }) => [only, card.tone])).toEqual([[me.user, 'bad']]);
    expect((await core.alerts.settings(me, 'toggles')).alerts[0]!.on).toBe(false);
  });
});

const shown = ({ card }: Seen): string[] => [
  card.title,
  ...card.lines.map(spansText),
  ...card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
  ...(card.context ? [spansText(card.context)] : []),
  ...card.buttons.map(({ label }) => `[${label}]`),
];

describe('the answer', () => {
  test('says in words how everything is set, with the ways to change it that the chat has', async () => {
    const [anna, dora] = [await someone('slack'), await someone('telegram')];
    await handle({
      ...command(anna, '/alerts low 10'),
      actor: { identity: anna, name: 'Anna', locale: 'en-GB', timeZone: 'Europe/London' },
    });
    expect(shown(slack.messages[0]!)).toEqual([
      'Your alerts',
      'Low balance: below £10.00 · at once',
      'Large payments: off',
      'Money for you: of any amount · at once',
      'Requests, loans and renewals: each of them · at once',
      'Interest that is posted: every month · at once',
      'Instalments that are taken: each of them · at once',
      'Monthly statement: on the first of each month · at once',
      'Quiet hours: none',
      'Digest: at 18:00',
      'By the clock of Europe/London',
      '[Change]',
      '[Hours]',
    ]);
    await handle({
      ...command(dora, '/alerts ruhe 22-7'),
      actor: { identity: dora, name: 'Dora', locale: 'de-DE' },
    });
    expect(shown(telegram.messages[0]!)).toEqual([
      'Deine Meldungen',
      'Ich kenne deine Zeitzone nicht, die Zeiten sind UTC. Wo bist du? /alerts zone Europe/Berlin',
      'Wenig Guthaben: aus',
      'Große Zahlungen: aus',
      'Geld für dich: jeder Betrag · sofort',
      'Anfragen, Raten und Abos: jede · sofort',
      'Zinsen, die gebucht werden: jeden Monat · sofort',
      'Raten, die abgebucht werden: jede · sofort',
      'Kontoauszug: am Ersten jedes Monats · sofort',
      'Ruhezeit: von 22:00 bis 07:00; danach melde ich mich',
      'Gesammeltes: um 18:00 Uhr',
      '/alerts guthaben 10 · /alerts eingang 5 gesammelt · /alerts ruhe 22-7 · /alerts gesammelt 18 · /alerts zone Europe/Berlin',
      '[Wenig Guthaben: einschalten]',
      '[Große Zahlungen: einschalten]',
      '[Geld für dich: ausschalten]',
      '[Anfragen, Raten und Abos: ausschalten]',
      '[Zinsen, die gebucht werden: ausschalten]',
    ]);
  });

  test('is private, also where it was asked for in a group', async () => {
    for (const me of [await someone('slack'), await someone('discord'), await someone('telegram')])
      await handle(command(me, '/alerts low 10'));
    const all = [slack, discord, telegram].flatMap(({ messages }) => messages);
    const telling = all.filter(({ card }) => JSON.stringify(card).includes('10.00'));
    expect(telling.map(({ only }) => only === null)).toEqual([false, false, false]);
  });

  test('row 13: its buttons are its owner’s, and a forged one is nobody’s', async () => {
    const [dora, other] = [await someone('telegram'), await someone('telegram')];
    await handle(command(dora, '/alerts', { conversation: directOf('telegram', dora.user) }));
    const [card] = telegram.messages;
    await handle(press(other, card!, 'Low balance: turn on'));
    await handle(event(dora, { kind: 'action', intent: 'x'.repeat(22) }));
    expect((await core.alerts.settings(dora, 'toggles')).alerts[0]!.on).toBe(false);
  });

  test('row 12: a button that is pressed twice, or comes twice, turns once', async () => {
    const dora = await someone('telegram');
    await handle(command(dora, '/alerts', { conversation: directOf('telegram', dora.user) }));
    const [card] = telegram.messages;
    const once = press(dora, card!, 'Low balance: turn on');
    const again = press(dora, card!, 'Low balance: turn on');
    await Promise.all([handle(once), handle(once), handle(again)]);
    expect((await core.alerts.settings(dora, 'toggles')).alerts[0]!.on).toBe(true);
    expect(telegram.messages).toHaveLength(1);
    expect(shown(telegram.messages[0]!)).toContain('Low balance: below £10.00 · at once');
  });
});

test('time zones are suggested from the second letter on', async () => {
  const questions = createQuestions({ core, log });
  const me = await someone('discord');
  const ask = async (typed: string) => {
    const actor = { identity: me, name: 'me' };
    const where = { platform: 'discord' as const, actor, conversation: groupOf('discord') };
    const asked = { kind: 'autocomplete' as const, command: 'alerts', option: 'value', typed, ...where };
    return (await questions.autocomplete(asked)).map(({ value }) => value);
  };
  expect(await ask('europe/ber')).toEqual(['Europe/Berlin']);
  expect(await ask('tokyo')).toEqual(['Asia/Tokyo']);
  expect((await ask('america')).length).toBe(25);
  for (const nothing of ['', 'e', '10', '22-7']) expect(await ask(nothing)).toEqual([]);
});

test('several alerts in one message have a line each, also where a title is too long to stand above it', () => {
  const payer = { id: 'prs_1', name: 'Maximilian Alexander von Hohenberg', identities: [] };
  const one = {
    reference: 'pay_1',
    payer,
    amount: pence(500),
    balance: pence(900),
    memo: 'tea',
    claimed: false,
  };
  const alerts = [
    { kind: 'payment_received' as const, ...one, payer: { ...payer, name: 'Bob' } },
    { kind: 'payment_received' as const, ...one },
    { kind: 'alert_low_balance' as const, balance: pence(900), threshold: pence(1000), reference: 'pay_2' },
  ];
  const place = { platform: 'slack' as const, tenant: 'T1', private: true };
  const { title, lines, fields } = viewOf({ kind: 'alerts', notices: alerts }, 'en-GB', place);
  expect(title).toBe('What you wanted to hear of');
  expect(lines.map(spansText)).toEqual(['You have £9.00 now.']);
  expect(fields.map(({ value }) => spansText(value))).toEqual([
    '“tea”',
    'Maximilian Alexander von Hohenb… paid you £5.00',
    'That is below £10.00, as you wanted to be told.',
  ]);
});

describe('what could not be delivered', () => {
  const away = async (platform: 'slack' | 'telegram', payments: number) => {
    const [payer, me] = [await someone('discord', 100), await someone(platform)];
    const there = { slack, telegram }[platform];
    there.unreachable.add(me.user);
    for (let count = 1; count <= payments; count += 1) {
      await handle(
        command(payer, `/pay ${platform}:${me.tenant}:${me.user} 0.${String(count).padStart(2, '0')}`),
      );
      await work();
    }
    there.messages.length = 0;
    return { me, there };
  };
  const missedIn = (messages: readonly Seen[]) =>
    messages.filter(({ card }) => card.title === 'While you were away').map(({ card }) => card.fields.length);

  test('is shown at the next command, all of it, in as many messages as it takes', async () => {
    const { me, there } = await away('slack', 12);
    await handle(command(me, '/balance'));
    expect(missedIn(there.messages)).toEqual([10, 2]);
    await handle(command(me, '/balance'));
    expect(missedIn(there.messages)).toEqual([10, 2]);
  });

  test('waits for a place where only they see it', async () => {
    const { me, there } = await away('telegram', 1);
    await handle(command(me, '/balance'));
    expect(missedIn(there.messages)).toEqual([]);
    there.unreachable.clear();
    await handle(command(me, '/balance', { conversation: directOf('telegram', me.user) }));
    expect(missedIn(there.messages)).toEqual([1]);
  });

  test('is kept when it cannot be shown even then', async () => {
    const { me, there } = await away('slack', 2);
    const gone = { status: 'unreachable', reason: 'left' } as const;
    there.next.push(gone, gone);
    await handle(command(me, '/balance'));
    expect(missedIn(there.messages)).toEqual([]);
    await handle(command(me, '/balance'));
    expect(missedIn(there.messages)).toEqual([2]);
  });

  test('is shown by the workers when the process that was to show it could not', async () => {
    const { me, there } = await away('slack', 1);
    there.next.push({ status: 'unknown', reason: 'reset' }, { status: 'unknown', reason: 'reset' });
    await handle(command(me, '/balance')).catch(() => {});
    await expect
      .poll(
        async () => {
          await core.deliveries.drain(messenger, `direct:slack:T1:${me.user}`);
          return missedIn(there.messages);
        },
        { timeout: 10_000 },
      )
      .toEqual([1]);
  });
});
