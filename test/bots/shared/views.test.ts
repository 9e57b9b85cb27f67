import { describe, expect, test } from 'vitest';
import { type Card, cardLimits } from '../../../bots/shared/card.ts';
import { COMMANDS, optionSummary } from '../../../bots/shared/commands.ts';
import { formOf, viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Money, Notice, NoticeKind, PersonView, Refusal } from '../../../core/index.ts';
import { samples } from './samples/index.ts';
import { at, person } from './samples/kit.ts';
import { payment } from './samples/pay.ts';

const GBP = { code: 'GBP', exponent: 2 };
const pounds = (minor: number | bigint): Money => ({ minor: String(minor), asset: GBP });
const [alice, bob, carol] = [person('Alice'), person('Bob'), person('Carol')];
const here = { platform: 'slack', tenant: 'T1', private: false } as const;
const view = (notice: Notice, locale = 'en-GB') => viewOf(notice, locale, here);
const linesOf = (card: Card) => card.lines.map(spansText);

describe('the payment card', () => {
  test('is pending first, and the receipt after', () => {
    const pending = view(payment({ state: 'authorized' }));
    expect([pending.title, pending.tone]).toEqual(['Alice is paying Bob £5.00', 'pending']);
    const receipt = view(payment());
    expect([receipt.title, receipt.tone]).toEqual(['Alice paid Bob £5.00', 'good']);
    expect(linesOf(receipt)).toEqual(['Alice → Bob', '“lunch”']);
    expect(spansText(receipt.context!)).toBe('K7Q2M · paid · 22\u00a0Nov\u00a02025');
    expect(receipt.fallback).toBe('Alice paid Bob £5.00. “lunch”. K7Q2M, paid, 22\u00a0Nov\u00a02025.');
  });

  test('speaks German, with German numbers', () => {
    const card = view(payment(), 'de-DE');
    expect(card.title).toBe('Alice hat Bob 5,00\u00a0£ gesendet');
    expect(spansText(card.context!)).toBe('K7Q2M · bezahlt · 22.\u00a0Nov.\u00a02025');
    expect(view(payment(), 'fr-FR').title).toBe('Alice paid Bob 5,00\u00a0£GB');
  });

  test('pings those who are paid, and nobody else', () => {
    const spans = view(payment()).lines.flat();
    expect(spans.filter((span) => span.type === 'person').map(({ name, notify }) => [name, notify])).toEqual([
      ['Alice', undefined],
      ['Bob', true],
    ]);
  });

  test('says who claims it and when it returns', () => {
    const card = view(
      payment({
        state: 'claimable',
        lines: [{ payee: person('@carol', 'telegram'), amount: pounds(500), state: 'claimable' }],
        returns_at: '2025-12-06T21:05:00.000Z',
        actions: [
          { action: 'claim', intent: 'i_1', amount: pounds(500) },
          { action: 'take_back', intent: 'i_2' },
        ],
      }),
    );
    expect(card.title).toBe('Alice has £5.00 for @carol');
    expect(linesOf(card).at(-1)).toBe('Waiting for @carol to claim it. It returns on 6\u00a0Dec\u00a02025.');
    expect(card.buttons.map(({ label, press }) => [label, press])).toEqual([
      ['Claim £5.00', { intent: 'i_1' }],
      ['Take back', { intent: 'i_2' }],
    ]);
  });

  test('says why it did not go through to the payer only: a group hears nothing of an account', () => {
    const reason = { code: 'insufficient_funds', needed: pounds(500), available: pounds(123) } as const;
    const voided = payment({ state: 'voided', reason });
    const inGroup = view(voided);
    expect(inGroup.title).toBe('Alice did not pay Bob £5.00');
    expect(JSON.stringify(inGroup)).not.toMatch(/1\.23|enough/);
    expect(linesOf(viewOf(voided, 'en-GB', { ...here, private: true })).at(-1)).toBe(
      'There is not enough in your account',
    );
  });

  test('row 22: carries the stable id of somebody who cannot be mentioned here', () => {
    const card = view(payment({ payer: person('Alice', 'discord', '42') }));
    expect(spansText(card.context!)).toBe('K7Q2M · paid · 22\u00a0Nov\u00a02025 · Alice: discord::42');
  });

  test('calls people what they are called where it is seen', () => {
    const linked: PersonView = {
      id: 'per_linked',
      name: 'Erin on Telegram',
      identities: [
        { platform: 'telegram', tenant: '', user: '42', name: 'Erin on Telegram' },
        { platform: 'slack', tenant: 'T2', user: 'U2', name: 'Of another team' },
        { platform: 'slack', tenant: 'T1', user: 'U1', name: 'Alice' },
      ],
    };
    const notice = payment({ payer: linked });
    const card = view(notice);
    expect([card.title, linesOf(card)[0]]).toEqual(['Alice paid Bob £5.00', 'Alice → Bob']);
    const onTelegram = viewOf(notice, 'en-GB', { ...here, platform: 'telegram', tenant: '' });
    expect(onTelegram.title).toBe('Erin on Telegram paid Bob £5.00');
    const onDiscord = viewOf(notice, 'en-GB', { ...here, platform: 'discord', tenant: '' });
    expect(onDiscord.title).toBe('Erin on Telegram paid Bob £5.00');
    expect(spansText(onDiscord.context!)).toContain('Erin on Telegram: telegram::42');
    expect(view(payment({ lines: [{ ...payment().lines[0]!, payee: linked }] })).title).toBe(
      'Alice paid Alice £5.00',
    );
  });

  test('names two payees, counts more, and gives each a field', () => {
    const line = (payee: PersonView, state: 'settled' | 'claimable' = 'settled') => ({
      payee,
      amount: pounds(250),
      state,
    });
    expect(view(payment({ lines: [line(bob), line(carol)] })).title).toBe('Alice paid Bob and Carol £5.00');
    const card = view(
      payment({
        lines: [line(bob), line(carol), line(person('Dave'), 'claimable')],
        state: 'mixed',
        total: pounds(750),
      }),
    );
    expect(card.title).toBe('Alice sent 3 people £7.50');
    expect(card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`)).toEqual([
      'Bob: £2.50 · paid',
      'Carol: £2.50 · paid',
      'Dave: £2.50 · waiting to be claimed',
    ]);
    expect(card.fallback).toContain('Bob, Carol and Dave');
  });

  test('sums up what does not fit of twenty payees', () => {
    const many = Array.from({ length: 20 }, (_, n) => person(`P${n}`));
    const card = view(
      payment({
        lines: many.map((payee) => ({ payee, amount: pounds(100), state: 'settled' })),
        total: pounds(2000),
      }),
    );
    expect(card.title).toBe('Alice paid 20 people £20.00');
    expect(card.fields).toHaveLength(10);
    expect(card.fields.at(-1)).toEqual({ label: 'and 11 more', value: [{ type: 'bold', text: '£11.00' }] });
    expect(linesOf(card)[0]).toMatch(/P9 and 10 more$/);
  });
});

describe('forms write money as their reader does', () => {
  const part = {
    form: 'request_part',
    intent: 'i',
    reference: 'req_7KQ2M9XDA4',
    remaining: pounds(123456),
  } as const;
  const fieldOf = (locale: string, total = pounds(123456)) =>
    formOf({ form: 'pin', intent: 'i', total }, locale).form.fields[0]!.label;

  test('the PIN, which is asked for before a payment', () => {
    expect(fieldOf('en-GB')).toBe('PIN, to pay £1,234.56');
    expect(fieldOf('de-DE')).toBe('PIN, um 1.234,56\u00a0£ zu zahlen');
    expect(fieldOf('de-DE', { minor: '9'.repeat(33), asset: { code: 'WEIRDTOKEN', exponent: 18 } })).toBe(
      'Deine PIN',
    );
  });

  test('a part of a request', () => {
    expect(formOf(part, 'de-DE').form.fields[0]).toMatchObject({ placeholder: '≤ 1.234,56\u00a0£' });
  });
});

describe('the other cards', () => {
  const held = {
    balance: pounds(10000),
    held: pounds(500),
    available: pounds(9500),
    spendable: pounds(9500),
  };
  const clear = {
    balance: pounds(10000),
    held: pounds(0),
    available: pounds(10000),
    spendable: pounds(10000),
  };

  test('a balance is one sentence, until something is on its way out', () => {
    const quietCard = view({
      kind: 'balance',
      savings: [],
      interest: [],
      balances: [clear],
      person: alice,
      frozen: false,
    });
    expect([quietCard.title, quietCard.fields]).toEqual(['You have £100.00', []]);
    const card = view({
      kind: 'balance',
      savings: [],
      interest: [],
      balances: [held],
      person: alice,
      frozen: true,
    });
    expect(card.fields.map(({ label, value }) => `${label} ${spansText(value)}`)).toEqual([
      'Available £95.00',
      'On its way out £5.00',
    ]);
    expect(linesOf(card)).toEqual([
      'Your account is frozen: no money can leave it. Please ask the operator.',
    ]);
  });

  test('a history line says when, whom, how much and which way', () => {
    const card = view({
      kind: 'history',
      person: alice,
      lines: [
        {
          at,
          reference: 'K7Q2M',
          amount: pounds(-500),
          balance: pounds(9500),
          counterparty: bob,
          code: 'pay',
          memo: 'lunch',
        },
        {
          at,
          reference: 'A1B2C',
          amount: pounds(10000),
          balance: pounds(10000),
          counterparty: null,
          code: 'fund',
          memo: null,
        },
      ],
    });
    expect(card.fields.map(({ label, value }) => `${label} | ${spansText(value)}`)).toEqual([
      '22\u00a0Nov · to Bob | −£5.00 · lunch · K7Q2M',
      '22\u00a0Nov · Cash desk | +£100.00 · A1B2C',
    ]);
  });

  test('help has every command of the person under one heading, and says how a single one is written', () => {
    const help = (about: string | null, operator: boolean, locale = 'en') =>
      view({ kind: 'help', commands: COMMANDS.map(({ name }) => name), operator, about }, locale);
    const named = (card: Card) => card.fields.flatMap(({ value }) => spansText(value).split(' ')).sort();
    const titles = (operator: boolean) =>
      COMMANDS.filter((spec) => operator || !spec.operator).map(({ name }) => `/${name}`);
    expect(named(help(null, true))).toEqual(titles(true).sort());
    expect(named(help(null, false))).toEqual(titles(false).sort());
    const text = (card: Card) => [card.title, ...card.lines.map(spansText)];
    expect(text(help('pay', false))).toEqual([
      '/pay',
      'Pay somebody, here or in another chat',
      'Write it like this: /pay @bob 5 [GBP] [@carol … each|total] [for lunch]',
      'For example: /pay @bob 5 for lunch',
    ]);
    expect(help('tab', false, 'de').fields.map(({ label }) => label)).toContain('/tab add');
    expect(help('bank', false).title).toBe('What you can do');
    expect(help('bank fund', false).title).toBe('What you can do');
    expect(text(help('bank asset', true))[2]).toMatch(/^Write it like this: \/bank asset \[ACME /);
    expect(help('bank nonsense', true).title).toBe('/bank');
    expect(help('nonsense', false).title).toBe('What you can do');
    expect(text(help('nonsense', false))[1]).toBe('I do not know “nonsense”. These are the commands:');
    expect(text(help('unfug', false, 'de'))[1]).toBe('„unfug“ kenne ich nicht. Das sind die Befehle:');
  });

  test.each(['en', 'de'])(
    'help says in %s all that a command does, in whole lines, however much that is',
    (locale) => {
      for (const { name, subcommands = [] } of COMMANDS) {
        const notice = { kind: 'help', commands: COMMANDS.map(({ name }) => name), operator: true } as const;
        const card = view({ ...notice, about: name }, locale);
        const said = [...linesOf(card), ...card.fields.map(({ label }) => label)].join('\n');
        for (const sub of subcommands) {
          if (subcommands.length <= cardLimits.fields)
            expect(said.split('\n')).toContain(`/${name} ${sub.name}`);
          else
            expect(said.split('\n')).toContain(
              `/${name} ${sub.name} · ${optionSummary(sub.name, locale, name)}`,
            );
        }
      }
      const bank = view({ kind: 'help', commands: ['bank'], operator: true, about: 'bank' }, locale);
      expect(spansText(bank.context!)).toContain('/help bank fund');
    },
  );

  test('money from the bank is told in one way to the operator, in another to the person who has it', () => {
    const notice = {
      kind: 'bank_funded',
      person: bob,
      amount: pounds(500),
      balance: pounds(500),
      reference: 'R',
    } as const;
    expect(view(notice).title).toBe('Bob was given £5.00');
    const mine = viewOf(notice, 'en-GB', { ...here, private: true, reader: bob.identities[0]! });
    expect([mine.title, linesOf(mine)]).toEqual(['£5.00 is yours', ['You have £5.00 now.']]);
  });

  test('a refusal says what is the matter, and what to do', () => {
    const card = view({ kind: 'refusal', refusal: { code: 'amount_missing' }, command: 'pay' });
    expect([card.tone, card.title, linesOf(card)]).toEqual([
      'bad',
      'How much?',
      ['For example: /pay @bob 5 for lunch'],
    ]);
    const hint = (refusal: Refusal, command?: string) =>
      linesOf(view({ kind: 'refusal', refusal, ...(command && { command }) }))[0];
    expect(hint({ code: 'payment_missing' }, 'dispute')).toMatch(/: \/dispute pay_7KQ2M9XDA4 it never came$/);
    expect(hint({ code: 'payment_missing' }, 'refund')).toMatch(/: \/refund pay_7KQ2M9XDA4 3$/);
    expect(hint({ code: 'command_unknown', text: 'bank rob' }, 'bank')).toBe(
      'Type /help bank to see what it does.',
    );
    expect(hint({ code: 'command_unknown', text: 'rob' })).toBe('Type /help to see what I do.');
  });

  test('what was missed is told in one message', () => {
    const received: Notice = {
      kind: 'payment_received',
      reference: 'K7Q2M',
      payer: alice,
      amount: pounds(500),
      memo: 'lunch',
      balance: pounds(500),
      claimed: false,
    };
    const card = view({ kind: 'missed', notices: Array.from({ length: 12 }, () => received) });
    expect(card.title).toBe('While you were away');
    expect(card.fields).toHaveLength(10);
    expect(card.fields[0]).toEqual({
      label: 'Alice paid you £5.00',
      value: [{ type: 'text', text: '“lunch”' }],
    });
    expect(card.fields.at(-1)?.label).toBe('and 3 more');
  });
});

describe('row 20: every view keeps to the limits of the narrowest platform', () => {
  test.each(Object.keys(samples) as NoticeKind[])('%s', (kind) => {
    for (const notice of samples[kind]) {
      for (const locale of ['en-GB', 'de-AT', 'ar-EG', 'not a locale']) {
        const context = {
          platform: 'telegram',
          tenant: '',
          private: true,
          directUrl: 'https://t.me/tuppence_bot',
        } as const;
        expectWithinLimits(viewOf(notice, locale, context));
      }
    }
  });

  function expectWithinLimits(card: Card) {
    const longest = (units: number) => (text: string) => text.length <= units;
    expect(card.title).toSatisfy(longest(cardLimits.titleCharacters));
    expect(card.title.trim()).not.toBe('');
    expect(card.fallback).toSatisfy(longest(cardLimits.fallbackCharacters));
    expect(card.fallback.trim()).not.toBe('');
    expect(card.lines.length).toBeLessThanOrEqual(cardLimits.lines);
    expect(card.fields.length).toBeLessThanOrEqual(cardLimits.fields);
    expect(card.buttons.length).toBeLessThanOrEqual(cardLimits.buttons);
    for (const line of [...card.lines, card.context ?? []]) {
      expect(spansText(line)).toSatisfy(longest(cardLimits.lineCharacters));
    }
    for (const { label, value } of card.fields) {
      expect(label).toSatisfy(longest(cardLimits.fieldLabelCharacters));
      expect(spansText(value)).toSatisfy(longest(cardLimits.fieldValueCharacters));
      expect(spansText(value)).not.toBe('');
    }
    for (const button of card.buttons) {
      expect(button.label).toSatisfy(longest(cardLimits.buttonLabelCharacters));
      if ('intent' in button.press) expect(button.press.intent).toSatisfy(longest(cardLimits.intentBytes));
    }
    const everything = JSON.stringify(card);
    expect(everything).not.toMatch(/undefined|NaN|\[object|\bnull\b/);
    for (const line of card.lines) expect(spansText(line)).not.toBe(card.title);
    // A label that had to be cut is not begun anew beside it.
    for (const { label, value } of card.fields.filter(
      (field) => field.label.endsWith('…') && field.label !== '…',
    ))
      expect(spansText(value)).not.toContain(label.slice(0, -1));
    expect(new Set(card.buttons.map(({ label }) => label.trim()))).not.toContain('');
    expect(everything).not.toMatch(/\p{Cs}/u);
    const shown = [
      card.title,
      card.fallback,
      ...card.lines.map(spansText),
      ...card.fields.map(({ label }) => label),
    ];
    // The memo and the names came with a right-to-left override; money in Arabic brings its own marks, which belong there.
    expect(shown.join('')).not.toContain('\u202e');
  }
});

/** In a narrow column a date would be read wrong that is broken over two lines; what people typed is left as they typed it. */
test.each(['en-GB', 'de-DE'])('no date has a blank that a line may be broken at: %s', (locale) => {
  const broken = /\d{1,2}\.? (Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])\p{L}*\.? \d{4}/u;
  const { refusal: _typed, ...others } = samples;
  for (const notice of Object.values(others).flat() as Notice[]) {
    const { title, lines, fields, context } = view(notice, locale);
    const values = [...lines, ...fields.map(({ value }) => value), context ?? []].map(spansText);
    for (const text of [title, ...values]) expect(text, notice.kind).not.toMatch(broken);
  }
});
