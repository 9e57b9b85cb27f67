/** Cheques: money on paper, from its writing to its one end. */
import { describe, expect, test } from 'vitest';
import {
  checkDigit,
  isChecked,
  newNumber,
  newSecret,
  readNumber,
  readSecret,
} from '../../core/cheque/number.ts';
import { type Cashing, lockedUntil, objection, validity } from '../../core/cheque/rules.ts';
import type { ChequeRequest, Core, Identity, NoticeOf, Result } from '../../core/index.ts';
import { monthsAfter } from '../../core/time-zone.ts';
import { tampered } from './tampered.ts';
import {
  by,
  discord,
  granted,
  group,
  handle,
  openWorld,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld();
const { core, sql, owner } = world;
const day_ms = 86_400_000;
const hour_ms = 3_600_000;

let serial = 0;
/** Somebody new with money. */
const writerWith = (amount: bigint): Promise<Identity> => world.person(discord(`writer${++serial}`), amount);
const stranger = (): Identity => slack(`bearer${++serial}`);

const request = (writer: Identity, more: Partial<ChequeRequest> = {}): ChequeRequest => ({
  writer,
  payee: null,
  amount: 20_00n,
  asset: 'GBP',
  memo: null,
  months: null,
  origin: { key: world.key(), conversation: group(writer.platform, writer.tenant) },
  ...more,
});

const paperOf = (result: Awaited<ReturnType<Core['cheque']['write']>>): NoticeOf<'cheque_paper'> => {
  const value = granted(result);
  if (!('written' in value)) throw new Error(`Asked: ${JSON.stringify(value)}`);
  return value.written;
};

/** An open cheque, with what is on its paper and below it. */
const written = async (writer: Identity, more: Partial<ChequeRequest> = {}) => {
  const paper = paperOf(await core.cheque.write(request(writer, more)));
  const intents = Object.fromEntries(paper.actions.map(({ action, intent }) => [action, intent]));
  return {
    ...paper,
    secret: paper.secret!,
    stop: intents.cheque_stop!,
    print: intents.cheque_print!,
  };
};

const cash = (
  casher: Identity,
  { reference, secret }: { reference: string; secret: string },
  key = world.key(),
  where: Core = core,
) => where.cheque.cash({ casher, number: reference, secret, key });

const press = (intent: string, who: Identity, key = world.key(), where: Core = core) =>
  where.intents.press(intent, who, { key, conversation: group(who.platform, who.tenant) });

const escrowed = async (): Promise<bigint> =>
  (await world.ledger.account(sql, { owner: 'system', asset: 'GBP', purpose: 'escrow_cheque' }))?.balance ??
  0n;

const stateOf = async (writer: Identity, reference: string): Promise<string> =>
  granted(await core.cheque.list(writer, reference)).cheques[0]!.state;

const toldAt = (result: Result<unknown>): string => refusalOf(result);

describe('the number', () => {
  test.each([
    // Published: https://en.wikipedia.org/wiki/Damm_algorithm
    ['572', '4'],
    ['', '0'],
  ])('has Damm’s check digit: of %s it is %s', (digits, digit) => {
    expect([checkDigit(digits), isChecked(digits + digit)]).toEqual([digit, true]);
  });

  test('tells every wrong digit and every two neighbours that were exchanged', () => {
    for (let times = 0; times < 20; times += 1) {
      const digits = newNumber().replace(/\D/g, '');
      for (let at = 0; at < digits.length; at += 1) {
        for (let digit = 0; digit < 10; digit += 1) {
          const slip = `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`;
          expect(readNumber(slip) === null).toBe(slip !== digits);
        }
        const exchanged = `${digits.slice(0, at)}${digits[at + 1] ?? ''}${digits[at]}${digits.slice(at + 2)}`;
        if (exchanged !== digits) expect(readNumber(exchanged)).toBeNull();
      }
    }
  });

  test.each<[string, string | null]>([
    ['TUP-1234-5678-901@', 'TUP-1234-5678-901@'],
    ['tup-1234-5678-901@', 'TUP-1234-5678-901@'],
    [' 1234 5678 901@ ', 'TUP-1234-5678-901@'],
    ['TUP 12345678901@', 'TUP-1234-5678-901@'],
    ['TUP–1234–5678–901@', 'TUP-1234-5678-901@'],
    ['１２３４５６７８９０１@', 'TUP-1234-5678-901@'],
    ['TUP-1235-5678-901@', null],
    ['TUP-2134-5678-901@', null],
    ['1234 5678 901', null],
    ['TUP-1234-5678-901@-0', null],
    ['', null],
    ['TUP', null],
    ['0x1234567890', null],
  ])('is read out of %j as %j, @ being its check digit', (text, number) => {
    const digit = checkDigit('12345678901');
    expect(readNumber(text.replace('@', digit))).toBe(number?.replace('@', digit) ?? null);
  });
});

describe('the secret', () => {
  test('has 140 random bits, and is read however it is typed', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(newSecret()).not.toBe(secret);
    const plain = secret.replaceAll('-', '');
    for (const typed of [secret, plain, secret.toLowerCase(), secret.replaceAll('-', ' '), ` ${secret} `])
      expect(readSecret(typed)).toBe(plain);
    expect(readSecret('OOOO-IIII-LLLL-oooo-iiii-llll-0000')).toBe('0000111111110000111111110000');
    for (const typed of ['', plain.slice(1), `${plain}0`, `U${plain.slice(1)}`, `é${plain.slice(1)}`])
      expect(readSecret(typed)).toBeNull();
  });
});

describe('the rules', () => {
  test.each([
    ['2026-03-01', 6, '2026-09-01'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
  ])('%s and %s months is %s', (day, months, then) => {
    expect(monthsAfter(day, months)).toBe(then);
  });

  test.each([
    ['UTC', '2026-03-01T23:30:00Z', '2026-03-01', '2026-09-01', '2026-09-02T00:00:00.000Z'],
    // By Berlin's clock it is the next day already; summer time has begun at its end.
    ['Europe/Berlin', '2026-03-01T23:30:00Z', '2026-03-02', '2026-09-02', '2026-09-02T22:00:00.000Z'],
  ])('a cheque is good until the end of its last day in %s', (zone, now, day, last_day, end) => {
    expect(validity(zone, new Date(now), 6)).toEqual({ day, last_day, expires_at: new Date(end) });
  });

  const now = new Date('2026-03-01T12:00:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  test.each<[string, Date[], number, string | null]>([
    ['none', [], 2, null],
    ['fewer than are allowed', [ago(5)], 2, null],
    ['as many as are allowed', [ago(50), ago(5)], 2, '2026-03-01T12:10:00.000Z'],
    ['more', [ago(55), ago(50), ago(5)], 2, '2026-03-01T12:10:00.000Z'],
  ])(
    'after %s wrong ones nobody may try until the oldest of them is an hour old',
    (_, tries, most, until) => {
      expect(lockedUntil(tries, most)?.toISOString() ?? null).toBe(until);
    },
  );

  const cheque = {
    state: 'open',
    expires_at: new Date(now.getTime() + 1),
    writer: 1n,
    payee: null,
    casher: null,
  } as const;
  const right: Cashing = {
    cheque,
    isSecretRight: true,
    casher: { id: 2n, frozen: false },
    writerFrozen: false,
    triesOfPerson: [],
    triesOfNumber: [],
  };
  test.each<[string, Partial<Cashing>, object | null]>([
    ['whoever bears it', {}, null],
    ['whom it is named to', { cheque: { ...cheque, payee: 2n } }, null],
    ['whom it is not named to', { cheque: { ...cheque, payee: 3n } }, { code: 'cheque_not_yours' }],
    ['its writer', { casher: { id: 1n, frozen: false } }, { code: 'cheque_own' }],
    ['whoever has another secret', { isSecretRight: false }, { code: 'cheque_wrong', left: 4 }],
    [
      'whoever has a number of nobody’s',
      { cheque: null, isSecretRight: false },
      { code: 'cheque_wrong', left: 4 },
    ],
    [
      'whoever guesses at a cashed one',
      { cheque: { ...cheque, state: 'cashed', casher: 3n }, isSecretRight: false },
      { code: 'cheque_wrong', left: 4 },
    ],
    [
      'whoever comes too late',
      { cheque: { ...cheque, state: 'cashed', casher: 3n } },
      { code: 'cheque_ended', state: 'cashed', yours: false },
    ],
    [
      'whoever cashed it',
      { cheque: { ...cheque, state: 'cashed', casher: 2n } },
      { code: 'cheque_ended', state: 'cashed', yours: true },
    ],
    [
      'whoever has a stopped one',
      { cheque: { ...cheque, state: 'stopped' } },
      { code: 'cheque_ended', state: 'stopped', yours: false },
    ],
    [
      'whoever comes after its last day',
      { cheque: { ...cheque, expires_at: now } },
      { code: 'cheque_ended', state: 'expired', yours: false },
    ],
    ['somebody frozen', { casher: { id: 2n, frozen: true } }, { code: 'account_frozen' }],
    ['anybody, of a frozen writer', { writerFrozen: true }, { code: 'claim_paused' }],
    [
      'whoever tried too often',
      { triesOfPerson: Array(10).fill(ago(30)) },
      { code: 'cheque_tries_exhausted', until: '2026-03-01T12:30:00.000Z', number: false },
    ],
    [
      'anybody, where too many tried',
      { triesOfNumber: Array(5).fill(ago(30)) },
      { code: 'cheque_tries_exhausted', until: '2026-03-01T12:30:00.000Z', number: true },
    ],
    [
      'whoever has one try left',
      { isSecretRight: false, triesOfNumber: Array(4).fill(ago(30)) },
      { code: 'cheque_wrong', left: 0 },
    ],
  ])('of %s', (_, more, refusal) => {
    expect(objection({ ...right, ...more }, now)).toEqual(refusal);
  });
});

describe('a cheque', () => {
  test('takes the money at once, and is cashed once by whoever has number and secret, on whatever platform', async () => {
    const writer = await writerWith(50_00n);
    const before = await escrowed();
    const paper = await written(writer, { memo: '  for\nthe <b>@everyone</b> ' });
    expect(paper).toMatchObject({
      day: '2026-03-01',
      last_day: '2026-09-01',
      memo: 'for the <b>@everyone</b>',
      payee: null,
    });
    expect([await world.balance(writer), (await escrowed()) - before, shown(paper.balance)]).toEqual([
      '30.00 GBP',
      20_00n,
      '30.00 GBP',
    ]);
    const bearer = stranger();
    expect(granted(await cash(bearer, paper, 'cash-once'))).toMatchObject({
      reference: paper.reference,
      amount: { minor: '2000' },
      balance: { minor: '2000' },
    });
    // The same event again hears the same, also when its secret is not known any more; another one hears that it is done.
    expect(
      granted(await core.cheque.cash({ casher: bearer, number: null, secret: null, key: 'cash-once' })),
    ).toMatchObject({ reference: paper.reference });
    expect(
      toldAt(await core.cheque.cash({ casher: stranger(), number: null, secret: null, key: 'cash-once' })),
    ).toBe('idempotency_key_reused');
    expect(await cash(bearer, paper)).toMatchObject({
      refusal: { code: 'cheque_ended', state: 'cashed', yours: true },
    });
    expect(await cash(stranger(), paper)).toMatchObject({
      refusal: { code: 'cheque_ended', state: 'cashed', yours: false },
    });
    expect([await world.balance(bearer), (await escrowed()) - before]).toEqual(['20.00 GBP', 0n]);
    expect((await world.notices('cheque_paid')).at(-1)).toMatchObject({
      notice: { reference: paper.reference, casher: { name: bearer.user } },
    });
    expect((await core.account.history(bearer, 5)).lines[0]).toMatchObject({
      reference: paper.reference,
      code: 'cheque_cash',
      counterparty: { name: writer.user },
    });
    expect((await core.account.history(writer, 5)).lines[0]).toMatchObject({
      reference: paper.reference,
      code: 'cheque',
      counterparty: null,
    });
    await world.proven();
  });

  test('is stored without its secret, of which only the hash is anywhere', async () => {
    const paper = await written(await writerWith(50_00n));
    const dump = await owner<{ row: string }[]>`
      select to_jsonb(c)::text as row from cheque c union all select to_jsonb(p)::text from cheque_paper p
      union all select to_jsonb(d)::text from delivery d union all select to_jsonb(i)::text from intent i`;
    const all = dump.map(({ row }) => row).join('\n');
    expect(all).toContain(paper.reference);
    for (const part of paper.secret.split('-')) expect(all).not.toContain(part);
  });

  test.each<[string, Partial<ChequeRequest>, string]>([
    ['row 1: nothing at all', { amount: 0n }, 'amount_not_positive'],
    ['row 1: less than nothing', { amount: -20_00n }, 'amount_not_positive'],
    ['row 5: more than anything', { amount: 10n ** 30n }, 'amount_too_large'],
    ['more than there is', { amount: 50_01n }, 'insufficient_funds'],
    ['a currency of nowhere', { asset: 'QQQ' }, 'currency_unknown'],
    ['what they have none of', { asset: 'EUR' }, 'insufficient_funds'],
    ['no months', { months: 0 }, 'cheque_months_invalid'],
    ['half a month', { months: 1.5 }, 'cheque_months_invalid'],
    ['years', { months: 13 }, 'cheque_months_invalid'],
    ['a novel', { memo: 'x'.repeat(201) }, 'memo_too_long'],
    ['a bot', { payee: { ...by(discord('robot')), isBot: true } as ChequeRequest['payee'] }, 'payee_is_bot'],
    ['nobody', { payee: handle('nobody-there', 'discord', '') }, 'payee_unknown'],
  ])('is not written for %s', async (_, more, refusal) => {
    const writer = await writerWith(50_00n);
    expect(toldAt(await core.cheque.write(request(writer, more)))).toBe(refusal);
    expect(await world.balance(writer)).toBe('50.00 GBP');
  });

  test('row 9: is not written to oneself', async () => {
    const writer = await writerWith(50_00n);
    expect(toldAt(await core.cheque.write(request(writer, { payee: by(writer) })))).toBe('pay_self');
    const paper = await written(writer);
    expect(toldAt(await cash(writer, paper))).toBe('cheque_own');
  });

  test('named to somebody is theirs alone, in any of their chats', async () => {
    const bob = await world.person(discord(`bob${++serial}`));
    const paper = await written(await writerWith(50_00n), { payee: by(bob), memo: 'rent' });
    expect(paper.payee).toMatchObject({ name: bob.user });
    expect(toldAt(await cash(stranger(), paper))).toBe('cheque_not_yours');
    const { code } = granted(await core.people.linkCode(bob));
    const other = telegram(String(7_000 + serial));
    await world.seen(other);
    granted(await core.people.link(other, code, world.key()));
    expect(granted(await cash(other, paper)).memo).toBe('rent');
    expect(await world.balance(bob)).toBe('20.00 GBP');
    await world.proven();
  });

  test('named to a handle waits for whoever first comes with it', async () => {
    const name = `waiting_${++serial}`;
    const writer = await world.person(telegram(String(8_000 + serial)), 50_00n);
    const paper = await written(writer, { payee: handle(name, 'telegram') });
    const [impostor, bearer] = [telegram(String(8_100 + serial)), telegram(String(8_200 + serial))];
    await world.seen(impostor, { handle: 'somebody_else' });
    expect(toldAt(await cash(impostor, paper))).toBe('cheque_not_yours');
    await world.seen(bearer, { handle: name });
    granted(await cash(bearer, paper));
    expect(await world.balance(bearer)).toBe('20.00 GBP');
    await world.proven();
  });

  test('row 9: that came to be named to its own writer moves nothing, and goes back', async () => {
    const [writer, bob] = [await writerWith(50_00n), await world.person(slack(`self${++serial}`))];
    const paper = await written(writer, { payee: by(bob) });
    const { code } = granted(await core.people.linkCode(writer));
    granted(await core.people.link(bob, code, world.key()));
    expect(toldAt(await cash(bob, paper))).toBe('cheque_own');
    granted(await core.cheque.stop(bob, paper.reference, world.key()));
    expect(await world.balance(writer)).toBe('50.00 GBP');
    await world.proven();
  });

  test('is stopped by its writer alone, once, by button or by number, and its paper is void', async () => {
    const writer = await writerWith(50_00n);
    const [one, two] = [await written(writer), await written(writer)];
    expect(toldAt(await press(one.stop, stranger()))).toBe('intent_not_yours');
    expect(toldAt(await core.cheque.stop(stranger(), one.reference, world.key()))).toBe('cheque_unknown');
    const stopped = granted(await press(one.stop, writer, 'stop-one'));
    expect(stopped.in_place).toMatchObject({
      kind: 'cheque_ended',
      state: 'stopped',
      amount: { minor: '2000' },
    });
    expect(granted(await press(one.stop, writer, 'stop-one'))).toEqual(stopped);
    expect(await press(one.stop, writer)).toMatchObject({
      refusal: { code: 'cheque_ended', state: 'stopped' },
    });
    granted(await core.cheque.stop(writer, two.reference.toLowerCase().replaceAll('-', ' '), 'stop-two'));
    granted(await core.cheque.stop(writer, two.reference, 'stop-two'));
    expect(await world.balance(writer)).toBe('50.00 GBP');
    expect(await cash(stranger(), one)).toMatchObject({
      refusal: { code: 'cheque_ended', state: 'stopped' },
    });
    await world.proven();
  });

  test('whose time is over goes back, also to a writer who is frozen, and they are told', async () => {
    const [writer, frozen] = [await writerWith(50_00n), await writerWith(50_00n)];
    const [paper, other] = [await written(writer, { months: 1 }), await written(frozen, { months: 1 })];
    granted(await core.bank.freeze(null, by(frozen), true));
    world.pass(31 * day_ms);
    // The last day is not over yet.
    expect(await core.cheque.expireDue(10)).toBe(0);
    world.pass(12 * hour_ms);
    expect(toldAt(await cash(stranger(), paper))).toBe('cheque_ended');
    expect(await core.cheque.expireDue(10)).toBe(2);
    expect(await core.cheque.expireDue(10)).toBe(0);
    expect([await world.balance(writer), await world.balance(frozen)]).toEqual(['50.00 GBP', '50.00 GBP']);
    expect((await world.notices('cheque_ended')).map(({ notice }) => notice)).toEqual([
      expect.objectContaining({
        reference: paper.reference,
        state: 'expired',
        balance: expect.objectContaining({ minor: '5000' }),
      }),
      expect.objectContaining({ reference: other.reference, state: 'expired' }),
    ]);
    expect(await cash(stranger(), paper)).toMatchObject({ refusal: { state: 'expired' } });
    await world.proven();
  });

  test('of a frozen writer waits, and nobody frozen cashes one', async () => {
    const writer = await writerWith(50_00n);
    const paper = await written(writer);
    const bearer = await world.person(stranger());
    granted(await core.bank.freeze(null, by(bearer), true));
    expect(toldAt(await cash(bearer, paper))).toBe('account_frozen');
    granted(await core.bank.freeze(null, by(writer), true));
    expect(toldAt(await cash(stranger(), paper))).toBe('claim_paused');
    expect(toldAt(await core.cheque.write(request(writer)))).toBe('account_frozen');
    expect(toldAt(await core.cheque.write(request(await writerWith(50_00n), { payee: by(bearer) })))).toBe(
      'payee_frozen',
    );
    // Stopping moves it from nowhere else than back to them.
    granted(await core.bank.freeze(null, by(writer), false));
    granted(await cash(stranger(), paper));
    await world.proven();
  });

  test('is written once for each event, and each of its papers that may have been seen is good', async () => {
    const writer = await writerWith(50_00n);
    const asked = request(writer, { origin: { key: 'write-again', conversation: group('discord') } });
    const first = paperOf(await core.cheque.write(asked));
    const again = paperOf(await core.cheque.write(asked));
    expect([again.reference, again.secret === first.secret]).toEqual([first.reference, false]);
    expect(toldAt(await core.cheque.write({ ...asked, amount: 20_01n }))).toBe('idempotency_key_reused');
    expect(await world.balance(writer)).toBe('30.00 GBP');
    granted(await cash(stranger(), { ...first, secret: first.secret! }));
    expect(toldAt(await cash(stranger(), { ...again, secret: again.secret! }))).toBe('cheque_ended');
    // Cashed meanwhile, it has no paper any more.
    expect(paperOf(await core.cheque.write(asked))).toMatchObject({ secret: null, actions: [] });
    await world.proven();
  });

  test('is not printed anew by whoever holds its writer’s chat and not their PIN, where that is wanted for so much', async () => {
    const writer = await writerWith(500_00n);
    granted(await core.protection.change(writer, { ask_above: null }, null));
    const [large, small] = [await written(writer, { amount: 150_00n }), await written(writer)];
    const pin = '739154';
    granted(await core.protection.setPin(writer, pin, { pin: null }));
    const { form, private: wanted } = granted(await press(large.print, writer));
    expect(form).toMatchObject({ form: 'pin', total: { minor: '15000' } });
    expect(wanted).toMatchObject({ kind: 'pin_wanted' });
    // What is out stays good.
    expect(granted(await press(small.print, writer)).private).toMatchObject({ anew: true });
    const { intent } = form as { intent: string };
    const origin = { key: world.key(), conversation: group(writer.platform) };
    const given = granted(await core.protection.confirm(writer, intent, pin, origin));
    const printed = given.private as NoticeOf<'cheque_paper'>;
    expect(printed).toMatchObject({ reference: large.reference, anew: true });
    expect(toldAt(await cash(stranger(), large))).toBe('cheque_wrong');
    expect(toldAt(await cash(stranger(), { ...printed, secret: printed.secret! }))).toBe('ok');
    await world.proven();
  });

  test('is printed anew by its writer alone, and what was printed before is void', async () => {
    const writer = await writerWith(50_00n);
    const paper = await written(writer);
    expect(toldAt(await press(paper.print, stranger()))).toBe('intent_not_yours');
    const printed = granted(await press(paper.print, writer, 'print-1')).private as NoticeOf<'cheque_paper'>;
    expect(printed).toMatchObject({ reference: paper.reference, anew: true });
    expect(toldAt(await cash(stranger(), paper))).toBe('cheque_wrong');
    const later = granted(await press(paper.print, writer, 'print-2')).private as NoticeOf<'cheque_paper'>;
    // An event that comes again makes nothing void that came after it.
    expect(granted(await press(paper.print, writer, 'print-1')).private).toMatchObject({ secret: null });
    expect(toldAt(await cash(stranger(), { ...printed, secret: printed.secret! }))).toBe('cheque_wrong');
    granted(await cash(stranger(), { ...later, secret: later.secret! }));
    expect(await press(paper.print, writer)).toMatchObject({
      refusal: { code: 'cheque_ended', state: 'cashed' },
    });
    await world.proven();
  });

  test('is not guessed: wrong secrets shut a number for an hour, and whoever tries numbers, too', async () => {
    const paper = await written(await writerWith(50_00n));
    const wrong = () => ({ ...paper, secret: newSecret() });
    const guesser = stranger();
    const left = [];
    for (let times = 0; times < 4; times += 1) left.push(await cash(guesser, wrong()));
    expect(left.map((one) => !one.ok && 'left' in one.refusal && one.refusal.left)).toEqual([4, 3, 2, 1]);
    // The same event is the same try; what cannot be a secret, or a number, is none.
    await cash(guesser, wrong(), 'guess');
    await cash(guesser, wrong(), 'guess');
    expect(
      toldAt(
        await core.cheque.cash({
          casher: guesser,
          number: paper.reference,
          secret: 'short',
          key: world.key(),
        }),
      ),
    ).toBe('cheque_secret_invalid');
    expect(
      toldAt(await core.cheque.cash({ casher: guesser, number: 'TUP-1', secret: 'short', key: world.key() })),
    ).toBe('cheque_number_invalid');
    expect(await cash(stranger(), paper)).toMatchObject({
      refusal: { code: 'cheque_tries_exhausted', number: true },
    });
    for (let times = 0; times < 5; times += 1)
      expect(toldAt(await cash(guesser, { ...wrong(), reference: newNumber() }))).toBe('cheque_wrong');
    expect(await cash(guesser, { ...wrong(), reference: newNumber() })).toMatchObject({
      refusal: { code: 'cheque_tries_exhausted', number: false },
    });
    world.pass(hour_ms);
    granted(await cash(guesser, paper));
    await core.cheque.expireDue(10);
    expect(await sql`select id from cheque_try`).toEqual([]);
    await world.proven();
  });

  test('is one of a hundred that somebody has out, at most', async () => {
    const writer = await writerWith(200_00n);
    for (let times = 0; times < 100; times += 1) await written(writer, { amount: 1_00n });
    expect(toldAt(await core.cheque.write(request(writer)))).toBe('cheques_too_many');
    const listed = granted(await core.cheque.list(writer, null));
    expect([listed.cheques.length, listed.more, listed.actions.length]).toEqual([10, 90, 10]);
  });

  test('is one of a hundred, also where many are written at once, in two processes', async () => {
    const writer = await writerWith(200_00n);
    for (let times = 0; times < 96; times += 1) await written(writer, { amount: 1_00n });
    const processes = [core, world.another()];
    const all = Array.from({ length: 12 }, (_, at) =>
      processes[at % 2]!.cheque.write(request(writer, { amount: 1_00n })),
    );
    expect((await Promise.all(all)).map(toldAt).filter((told) => told === 'cheques_too_many')).toHaveLength(
      8,
    );
    const listed = granted(await core.cheque.list(writer, null));
    expect(listed.cheques.length + listed.more).toBe(100);
    await world.proven();
  });

  test('that needs a yes is written by its press, once, to whom the question showed', async () => {
    const writer = await writerWith(500_00n);
    const bob = await world.person(discord(`asked${++serial}`));
    const asked = request(writer, {
      payee: by(bob),
      amount: 300_00n,
      origin: { key: 'ask', conversation: group('discord') },
    });
    const result = granted(await core.cheque.write(asked));
    const question = ('confirm' in result ? result.confirm : null) as NoticeOf<'confirm_spending'>;
    expect(await world.balance(writer)).toBe('500.00 GBP');
    const yes = question.actions.find(({ action }) => action === 'confirm')!.intent;
    const paper = granted(await press(yes, writer, 'yes')).private as NoticeOf<'cheque_paper'>;
    expect(paper).toMatchObject({
      kind: 'cheque_paper',
      payee: { name: bob.user },
      amount: { minor: '30000' },
    });
    expect(granted(await press(yes, writer, 'yes')).private).toMatchObject({ reference: paper.reference });
    expect(toldAt(await press(yes, writer))).toBe('intent_used');
    expect(await world.balance(writer)).toBe('200.00 GBP');
    granted(await cash(bob, { ...paper, secret: paper.secret! }));
    await world.proven();
  });
});

test('who has cashed one is asked about no more as somebody new', async () => {
  const writer = await writerWith(500_00n);
  const bob = await world.person(discord(`known${++serial}`));
  const ask = () => core.cheque.write(request(writer, { payee: by(bob), amount: 30_00n }));
  expect(granted(await ask())).toHaveProperty('confirm');
  granted(await cash(bob, await written(writer)));
  expect(granted(await ask())).toHaveProperty('written');
});

test('the trace of one tells who wrote it, who had it, and where the money went, and no secret', async () => {
  const bob = await world.person(discord(`traced${++serial}`));
  const paper = await written(await writerWith(50_00n), { payee: by(bob) });
  const open = (await core.trace.find({ reference: paper.reference }))!;
  expect(open.steps.filter(({ step }) => step === 'transfer')).toHaveLength(1);
  granted(await cash(bob, paper));
  const trace = (await core.trace.find({ reference: paper.reference }))!;
  const states = trace.steps.flatMap((step) => (step.step === 'state' ? [step] : []));
  expect(states.map(({ state, facts }) => [state, facts.map(({ name }) => name)])).toEqual([
    ['written', ['from', 'amount', 'to']],
    ['cashed', ['to']],
  ]);
  expect(trace.steps.filter(({ step }) => step === 'transfer')).toHaveLength(2);
  expect(JSON.stringify(trace)).not.toContain(paper.secret);
});

describe('at the same instant', () => {
  const processes = [core, world.another(), world.another()];
  const where = (turn: number): Core => processes[turn % processes.length]!;

  test('of thirty who cash one cheque in three processes and on three platforms, one gets it', async () => {
    const before = await escrowed();
    const paper = await written(await writerWith(50_00n));
    const crowd = Array.from({ length: 10 }, () => [
      discord(`c${++serial}`),
      slack(`c${++serial}`),
      telegram(String(9_000 + ++serial)),
    ]).flat();
    const told = await Promise.all(crowd.map((who, turn) => cash(who, paper, world.key(), where(turn))));
    expect(told.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(told.filter(({ ok }) => !ok).map(toldAt))).toEqual(new Set(['cheque_ended']));
    const balances = await Promise.all(crowd.map(world.balance));
    expect(balances.filter((one) => one === '20.00 GBP')).toHaveLength(1);
    expect(await escrowed()).toBe(before);
    await world.proven();
  });

  test('one event in three processes cashes once, and all of them say so', async () => {
    const paper = await written(await writerWith(50_00n));
    const bearer = await world.person(stranger());
    const told = await Promise.all(processes.map((process) => cash(bearer, paper, 'cash-thrice', process)));
    expect(told.map(toldAt)).toEqual(['ok', 'ok', 'ok']);
    expect(await world.balance(bearer)).toBe('20.00 GBP');
    await world.proven();
  });

  test('one event in three processes writes once', async () => {
    const writer = await writerWith(50_00n);
    const asked = request(writer, { origin: { key: 'write-thrice', conversation: group('discord') } });
    const papers = (await Promise.all(processes.map((process) => process.cheque.write(asked)))).map(paperOf);
    expect(new Set(papers.map(({ reference }) => reference)).size).toBe(1);
    expect(await world.balance(writer)).toBe('30.00 GBP');
    granted(await cash(stranger(), { ...papers[1]!, secret: papers[1]!.secret! }));
    await world.proven();
  });

  test('of cashing, stopping and expiry exactly one wins, and everybody is told truly', async () => {
    const ends = new Map<string, number>();
    for (let times = 0; times < 12; times += 1) {
      const writer = await writerWith(50_00n);
      const paper = await written(writer, { months: 1 });
      const bearer = await world.person(stranger());
      // Half of them at the end of their last day.
      if (times % 2 === 0) world.pass(31 * day_ms + 12 * hour_ms);
      const [cashed, stopped] = await Promise.all([
        cash(bearer, paper, world.key(), where(0)),
        where(1).cheque.stop(writer, paper.reference, world.key()),
        where(2).cheque.expireDue(10),
      ]);
      const state = await stateOf(writer, paper.reference);
      ends.set(state, (ends.get(state) ?? 0) + 1);
      expect([cashed.ok, stopped.ok]).toEqual([state === 'cashed', state === 'stopped']);
      if (!cashed.ok && state === 'stopped')
        expect(['stopped', 'expired']).toContain('state' in cashed.refusal && cashed.refusal.state);
      if (!stopped.ok) expect(stopped.refusal).toMatchObject({ code: 'cheque_ended', state });
      expect([await world.balance(writer), await world.balance(bearer)]).toEqual(
        state === 'cashed' ? ['30.00 GBP', '20.00 GBP'] : ['50.00 GBP', '0.00 GBP'],
      );
    }
    expect([...ends.values()].reduce((sum, one) => sum + one, 0)).toBe(12);
    await world.proven();
  });

  test('a freeze of the writer comes before or after, never between', async () => {
    for (let times = 0; times < 8; times += 1) {
      const writer = await writerWith(50_00n);
      const paper = await written(writer);
      const bearer = await world.person(stranger());
      const [cashed] = await Promise.all([
        cash(bearer, paper, world.key(), where(1)),
        core.bank.freeze(null, by(writer), true),
      ]);
      expect(['ok', 'claim_paused']).toContain(toldAt(cashed));
      expect(await world.balance(bearer)).toBe(cashed.ok ? '20.00 GBP' : '0.00 GBP');
    }
    await world.proven();
  });

  test('guesses are counted one after the other', async () => {
    const paper = await written(await writerWith(50_00n));
    const told = await Promise.all(
      Array.from({ length: 12 }, (_, turn) =>
        cash(stranger(), { ...paper, secret: newSecret() }, world.key(), where(turn)),
      ),
    );
    expect(told.filter((one) => toldAt(one) === 'cheque_wrong')).toHaveLength(5);
    expect(told.filter((one) => toldAt(one) === 'cheque_tries_exhausted')).toHaveLength(7);
    world.pass(hour_ms);
  });
});

test.each([
  [
    'cheque_moved_its_money',
    'cheque',
    'set amount = amount + 1',
    /TUP-[\d-]+ \(written\): no transfer of 2001 GBP/,
  ],
  [
    'escrow_owes_what_it_holds',
    'cheque',
    "set amount = amount + 1 where state = 'open'",
    /escrow_cheque GBP/,
  ],
  [
    'cheque_moved_its_money',
    'cheque',
    "set casher = writer where state = 'cashed'",
    /TUP-[\d-]+ \(cashed\): no transfer of 2000 GBP to person/,
  ],
  [
    'cheques_have_one_end',
    'cheque',
    "set end_transfer = transfer where state = 'cashed'",
    /transfer \d+ \(cheque_cash\) is the end of no cheque/,
  ],
  [
    'cheques_have_one_end',
    'cheque',
    "set payee = writer where state = 'cashed'",
    /TUP-[\d-]+ was cashed by person \d+ and is named to person/,
  ],
])('the audit sees by %s when cheques were tampered with: %s %s', async (check, table, change, row) => {
  const writer = await writerWith(50_00n);
  granted(await cash(stranger(), await written(writer)));
  await written(writer);
  const found = await tampered(owner, 'cheque', table, change);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${check}: .*${row.source}`)));
  await world.proven();
});

test('what has ended does not begin anew, by any hand', async () => {
  const writer = await writerWith(50_00n);
  const paper = await written(writer);
  granted(await cash(stranger(), paper));
  await expect(
    owner`update cheque set state = 'open', casher = null, ended_key = null, ended_at = null, end_transfer = null where reference = ${paper.reference}`,
  ).rejects.toThrow(/immutable/);
  await expect(owner`update cheque set amount = 1`).rejects.toThrow(/immutable/);
  await expect(owner`delete from cheque_paper`).rejects.toThrow(/immutable/);
});
