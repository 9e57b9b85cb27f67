/** The judge is judged: histories that could have happened pass, and each kind of impossible one is named. */
import { expect, test } from 'vitest';
import { type Asked, type Booked, flawsOf, type History, type Seen } from './ledger-linear.ts';
import type { Leg, Request } from './ledger-model.ts';

const legs = (amount: bigint, from = 'alice', to = 'bob'): Leg[] => [
  [from, -amount],
  [to, amount],
];
const post = (key: string, amount: bigint, from?: string, to?: string): Request => ({
  verb: 'post',
  key,
  legs: legs(amount, from, to),
});
const hold = (key: string, amount: bigint, expires_at = 1_000): Request => ({
  verb: 'hold',
  key,
  legs: legs(amount),
  expires_at,
});

/** Between two moments, in ms; answers are `ok`, or the refusal and whose it was. */
const asked = (requests: Request[], from: number, to: number | null, ...told: string[]): Asked => ({
  by: 'somebody',
  linked: requests.length > 1,
  requests,
  asked_us: from * 1_000,
  told_us: to === null ? null : to * 1_000,
  asked_at: from,
  told_at: to,
  answers:
    to === null
      ? null
      : told.map((text) => {
          const [refusal, account = null] = text.replace(' again', '').split(' ');
          const isOk = refusal === 'ok';
          return {
            refusal: isOk ? null : (refusal as 'unbalanced'),
            account,
            again: text.endsWith(' again'),
          };
        }),
});

const saw = (account: string, text: string, from: number, to: number): Seen => ({
  by: 'somebody',
  account,
  text,
  asked_us: from * 1_000,
  told_us: to * 1_000,
  asked_at: from,
  told_at: to,
});

/** `alice 1 -5 95`: account, version, amount, balance. */
const booked = (id: number, key: string, verb: string, ...entries: string[]): Booked => ({
  id: BigInt(id),
  key,
  verb,
  created_at: id * 10,
  entries: entries.map((text) => {
    const [account = '', version, amount, balance] = text.split(' ');
    return { account, version: Number(version), amount: BigInt(amount!), balance: BigInt(balance!) };
  }),
});

const accounts = ['desk', 'alice', 'bob'].map((label) => ({
  label,
  asset: 'GBP',
  floor: label === 'desk' ? null : 0n,
}));
/** alice gets 100 at the very beginning. */
const history = (asks: Asked[], books: Booked[], seen: Seen[] = []): History => ({
  accounts,
  seen,
  asked: [asked([post('fund', 100n, 'desk', 'alice')], 0, 1, 'ok'), ...asks],
  booked: [booked(1, 'fund', 'post', 'desk 1 -100 -100', 'alice 1 100 100'), ...books],
});

const first = booked(2, 'one', 'post', 'alice 2 -60 40', 'bob 1 60 60');
const one = (from: number, to: number | null, told = 'ok') => asked([post('one', 60n)], from, to, told);

type Case = [what: string, history: History];

test.each<Case>([
  ['nothing but the beginning', history([], [])],
  [
    'two who want the same money at once: one gets it',
    history([one(2, 9), asked([post('two', 60n)], 3, 8, 'insufficient_funds alice')], [first]),
  ],
  [
    'a refusal told before the money was gone, by one who asked at the same time',
    history([one(2, 9), asked([post('two', 60n)], 2, 3, 'insufficient_funds alice')], [first]),
  ],
  ['one who never heard, and whose money moved', history([one(2, null)], [first])],
  ['one who never heard, and whose money did not move', history([one(2, null)], [])],
  ['one who never heard, and asked again', history([one(2, null), one(5, 6, 'ok again')], [first])],
  [
    'a hold that was captured as it expired elsewhere',
    history(
      [
        asked([hold('h', 60n, 35)], 2, 5, 'ok'),
        asked([{ verb: 'capture', key: 'c', of: 'h' }], 20, 40, 'ok'),
        asked([{ verb: 'expire', key: 'x', of: 'h' }], 20, 40, 'hold_resolved'),
      ],
      [booked(2, 'h', 'hold'), booked(3, 'c', 'capture', 'alice 2 -60 40', 'bob 1 60 60')],
    ),
  ],
  [
    'a sight of money that was about to go',
    history(
      [one(2, 9)],
      [first],
      [
        saw('alice', '100 held 0 incoming 0 at version 1', 3, 4),
        saw('alice', '40 held 0 incoming 0 at version 2', 3, 4),
      ],
    ),
  ],
  [
    'linked payments, and a neighbour that fell with its cause',
    history(
      [
        asked([post('a', 10n), post('b', 10n)], 2, 3, 'ok', 'ok'),
        asked([post('c', 10n), post('d', 99n)], 4, 5, 'linked_refused', 'insufficient_funds alice'),
      ],
      [
        booked(2, 'a', 'post', 'alice 2 -10 90', 'bob 1 10 10'),
        booked(3, 'b', 'post', 'alice 3 -10 80', 'bob 2 10 20'),
      ],
    ),
  ],
])('the judge passes %s', (_what, one) => {
  expect(flawsOf(one)).toEqual([]);
});

test.each<[...Case, flaw: RegExp]>([
  ['what was acknowledged and is missing', history([one(2, 3)], []), /one was acknowledged and is missing/],
  [
    'what was refused and is booked',
    history([one(2, 3, 'insufficient_funds alice')], [first]),
    /one was refused and is in the books/,
  ],
  ['what nobody asked for', history([], [first]), /nobody asked for one/],
  [
    'a refusal for want of money that was there all the time',
    history([asked([post('two', 60n)], 2, 3, 'insufficient_funds alice')], []),
    /"insufficient_funds alice" for post alice -60 bob 60 as two: at no moment/,
  ],
  [
    'a refusal for want of money that was spent only later',
    history([asked([post('two', 60n)], 2, 3, 'insufficient_funds alice'), one(4, 9)], [first]),
    /at no moment/,
  ],
  [
    'money that was spent twice',
    history(
      [one(2, 9), asked([post('two', 60n)], 3, 8, 'ok')],
      [first, booked(3, 'two', 'post', 'alice 3 -60 -20', 'bob 2 60 120')],
    ),
    /two was accepted, but insufficient_funds alice at that moment/,
  ],
  [
    'a version that was given twice: a lost update',
    history(
      [asked([post('a', 10n)], 2, 9, 'ok'), asked([post('b', 10n)], 3, 8, 'ok')],
      [
        booked(2, 'a', 'post', 'alice 2 -10 90', 'bob 1 10 10'),
        booked(3, 'b', 'post', 'alice 2 -10 90', 'bob 2 10 20'),
      ],
    ),
    /b is booked as alice version 2/,
  ],
  [
    'what was told before another asked, and comes after it',
    history(
      [asked([post('a', 10n)], 2, 3, 'ok'), asked([post('b', 10n)], 4, 5, 'ok')],
      [
        booked(2, 'b', 'post', 'alice 2 -10 90', 'bob 1 10 10'),
        booked(3, 'a', 'post', 'alice 3 -10 80', 'bob 2 10 20'),
      ],
    ),
    /a was told before b was asked for, and comes after it/,
  ],
  [
    'an entry that is older than the one before it',
    history(
      [asked([post('a', 10n)], 2, 90, 'ok'), asked([post('b', 10n)], 2, 90, 'ok')],
      [
        { ...booked(2, 'a', 'post', 'alice 2 -10 90', 'bob 1 10 10'), created_at: 50 },
        { ...booked(3, 'b', 'post', 'alice 3 -10 80', 'bob 2 10 20'), created_at: 49 },
      ],
    ),
    /alice version 3, by b, is older than the version before it/,
  ],
  [
    'a hold that was captured and voided',
    history(
      [
        asked([hold('h', 60n)], 2, 3, 'ok'),
        asked([{ verb: 'capture', key: 'c', of: 'h' }], 4, 9, 'ok'),
        asked([{ verb: 'void', key: 'v', of: 'h' }], 4, 9, 'ok'),
      ],
      [
        booked(2, 'h', 'hold'),
        booked(3, 'c', 'capture', 'alice 2 -60 40', 'bob 1 60 60'),
        booked(4, 'v', 'void'),
      ],
    ),
    /void of h as v was accepted, but hold_resolved/,
  ],
  [
    'a hold that was captured after its time',
    history(
      [
        asked([hold('h', 60n, 25)], 2, 3, 'ok'),
        asked([{ verb: 'capture', key: 'c', of: 'h' }], 26, 40, 'ok'),
      ],
      [booked(2, 'h', 'hold'), booked(3, 'c', 'capture', 'alice 2 -60 40', 'bob 1 60 60')],
    ),
    /capture of h as c was accepted, but hold_expired/,
  ],
  [
    'a hold that was ended by nobody, and said to be',
    history(
      [
        asked([hold('h', 60n)], 2, 3, 'ok'),
        asked([{ verb: 'capture', key: 'c', of: 'h' }], 4, 5, 'hold_resolved'),
      ],
      [booked(2, 'h', 'hold')],
    ),
    /"hold_resolved" for capture of h as c: at no moment/,
  ],
  [
    'a spending of what is held',
    history(
      [asked([hold('h', 60n)], 2, 3, 'ok'), asked([post('p', 60n)], 4, 5, 'ok')],
      [booked(2, 'h', 'hold'), booked(3, 'p', 'post', 'alice 2 -60 40', 'bob 1 60 60')],
    ),
    /p was accepted, but insufficient_funds alice/,
  ],
  [
    'one key with two outcomes',
    history([one(2, 3), one(4, 5, 'insufficient_funds alice again')], [first]),
    /one was answered insufficient_funds alice and ok/,
  ],
  ['one key that was decided twice', history([one(2, 9), one(3, 8)], [first]), /one was decided 2 times/],
  [
    'one key that two requests were accepted for',
    history([one(2, 3), asked([post('one', 5n)], 4, 5, 'ok again')], [first]),
    /one was answered for two requests/,
  ],
  [
    'a key that is called used and never was',
    history([asked([post('x', 5n)], 2, 3, 'idempotency_key_reused again')], []),
    /x was never used for another request/,
  ],
  [
    'a half of what was linked',
    history(
      [asked([post('a', 10n), post('b', 10n)], 2, 3, 'ok', 'ok')],
      [booked(2, 'a', 'post', 'alice 2 -10 90', 'bob 1 10 10')],
    ),
    /of a and b only a part is booked/,
  ],
  [
    'something that came between what was linked',
    history(
      [asked([post('a', 10n), post('b', 10n)], 2, 9, 'ok', 'ok'), asked([post('c', 1n)], 2, 9, 'ok')],
      [
        booked(2, 'a', 'post', 'alice 2 -10 90', 'bob 1 10 10'),
        booked(3, 'c', 'post', 'alice 3 -1 89', 'bob 2 1 11'),
        booked(4, 'b', 'post', 'alice 4 -10 79', 'bob 3 10 21'),
      ],
    ),
    /c came between a and b/,
  ],
  [
    'a sight of money that had gone before: a stale read',
    history([one(2, 3)], [first], [saw('alice', '100 held 0 incoming 0 at version 1', 4, 5)]),
    /somebody saw alice with 100 .*: at no moment in between had it that/,
  ],
])('the judge rejects %s', (_what, one, flaw) => {
  expect(flawsOf(one).join('\n')).toMatch(flaw);
});
