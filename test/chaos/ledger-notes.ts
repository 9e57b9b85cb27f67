/** What the writers of the crash test pay, and how they note it: both sides of the comparison derive it from a payment's number alone. */
import type { Submission } from '../../core/ledger/index.ts';

export interface WriterOrder {
  url: string;
  /** What the product works as. */
  role: string | null;
  file: string;
  /** Ids, as text: the desk, then people. */
  accounts: string[];
  /** Numbers of payments: `from` to below `to`. */
  from: number;
  to: number;
  callers: number;
}

/** About to ask (nothing but the key), not heard (`lost`, by a connection or a life that ended), or told: `ok <id>` or a refusal for each submission. */
export interface Note {
  key: string;
  lost?: boolean;
  told?: string[];
  /** The key had been seen: what was unknown is known. */
  again?: boolean;
}

/** Without a last line that a kill cut short. */
export const notesIn = (text: string): Note[] =>
  text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Note];
    } catch {
      return [];
    }
  });

export interface Question {
  /** Of its first submission. */
  key: string;
  /** From what was told before, for the id of the hold. */
  submissions(told: ReadonlyMap<string, string[]>): Submission[];
}

/** A number that looks random and is always the same (the last steps of MurmurHash3). */
const scrambled = (number: number, salt: number): number => {
  let hash = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** The questions of a payment, each asked once the one before was answered with yes: a post, a hold and its end, or two linked posts. */
export const paymentOf = (number: number, accounts: readonly bigint[]): Question[] => {
  const random = (salt: number, below: number) => scrambled(number, salt) % below;
  const people = accounts.slice(1);
  const from = people[random(1, people.length)]!;
  const to = people[(people.indexOf(from) + 1 + random(2, people.length - 1)) % people.length]!;
  const third = people[(people.indexOf(to) + 1) % people.length]!;
  const amount = BigInt(1 + random(3, 100));
  const code = 'crash';
  const legs = (payer: bigint, payee: bigint) => [
    { account: payer, amount: -amount },
    { account: payee, amount },
  ];
  const key = `payment ${number}`;
  const kind = random(4, 10);
  if (kind < 5) return [{ key, submissions: () => [{ verb: 'post', key, code, legs: legs(from, to) }] }];
  if (kind < 8) {
    const end = `${key} end`;
    const verb = random(5, 4) === 0 ? 'void' : 'capture';
    const expiresAt = new Date(Date.UTC(2100, 0, 1));
    const holdOf = (told: ReadonlyMap<string, string[]>) => BigInt(told.get(key)![0]!.slice('ok '.length));
    return [
      { key, submissions: () => [{ verb: 'hold', key, code, legs: legs(from, to), expiresAt }] },
      { key: end, submissions: (told) => [{ verb, key: end, code, hold: holdOf(told) }] },
    ];
  }
  const payments: Submission[] = [
    { verb: 'post', key, code, legs: legs(from, to) },
    { verb: 'post', key: `${key} linked`, code, legs: legs(to, third === from ? accounts[0]! : third) },
  ];
  return [{ key, submissions: () => payments }];
};
