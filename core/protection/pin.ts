/** The PIN: hashed so slowly that guessing it from the table costs, and tried so seldom that guessing it here does not help. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { normalise } from '../numerals.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put_pin.sql'),
  try: sqlFile(import.meta.url, './sql/try_pin.sql'),
  forgive: sqlFile(import.meta.url, './sql/forgive_tries.sql'),
  find: sqlFile(import.meta.url, './sql/find_pin.sql'),
  delete: sqlFile(import.meta.url, './sql/delete_pin.sql'),
};

/**
 * 32 MiB and three passes over them, as OWASP has it for scrypt (N = 2^15, r = 8, p = 3):
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
export const PIN_COST = '32768:8:3';
const saltBytes = 16;
const hashBytes = 32;

/** A PIN as it was typed, spaces and the digits of any script included; or why it cannot be one. */
export function readPin(typed: string): Result<string> {
  const pin = normalise(typed)?.replace(/[ -]/g, '') ?? '';
  return /^\d{4,12}$/.test(pin) ? ok(pin) : refuse('pin_invalid');
}

/** Those that are tried first: one digit only, or digits that follow each other. */
export function isGuessable(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, at) => digit - digits[at]!));
  const [step] = steps;
  return steps.size === 1 && Math.abs(step!) <= 1;
}

/** As {@link readPin}, of one that is to be set. */
export function readNewPin(typed: string): Result<string> {
  const pin = readPin(typed);
  return pin.ok && isGuessable(pin.value) ? refuse('pin_guessable') : pin;
}

function derive(pin: string, salt: Buffer, by: string): Promise<Buffer> {
  const [N, r, p] = by.split(':').map(Number) as [number, number, number];
  // What OpenSSL needs, and as much again.
  const options: ScryptOptions = { N, r, p, maxmem: 256 * r * (N + p) };
  return new Promise((resolve, reject) =>
    scrypt(pin, salt, hashBytes, options, (error, hash) => (error ? reject(error) : resolve(hash))),
  );
}

/** In the caller's database transaction, which has locked the person; made before, because it is slow. */
type HashedPin = { cost: string; salt: string; hash: string };

export async function hashPin({ pin_cost }: Context, pin: string): Promise<HashedPin> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(pin, salt, pin_cost);
  return { cost: pin_cost, salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}

export const putPin = (
  { clock }: Context,
  sql: Queryable,
  person: bigint,
  { cost, salt, hash }: HashedPin,
): Promise<unknown> => run(sql, statement.put, [person, cost, salt, hash, clock.now()]);

export const deletePin = async (sql: Queryable, person: bigint): Promise<boolean> =>
  (await run(sql, statement.delete, [person])).length > 0;

/** Since when somebody has the PIN that they have; null: they have none. */
export const pinSince = async (sql: Queryable, person: bigint): Promise<Date | null> =>
  (await run<{ set_at: Date }>(sql, statement.find, [person]))[0]?.set_at ?? null;

export const hasPin = async (sql: Queryable, person: bigint): Promise<boolean> =>
  (await pinSince(sql, person)) !== null;

interface Tried {
  cost: string;
  salt: string;
  hash: string;
  tries: number;
  locked_until: Date | null;
}

/**
 * Whether it is theirs. Refused without a look while too many were wrong; each try is counted before it is looked at, and once,
 * though the same one (by its key, of the sending that it came with) may be looked at twice.
 */
export async function tryPin(
  { sql, clock }: Context,
  person: bigint,
  typed: string,
  key: string | null = null,
): Promise<Result<null>> {
  const { tries, lockMinutes, lockMinutesMax } = limits.pin;
  const now = clock.now();
  const [tried] = await run<Tried>(sql, statement.try, [
    person,
    now,
    tries,
    lockMinutes,
    lockMinutesMax,
    key,
  ]);
  if (!tried) {
    const [pin] = await run<Pick<Tried, 'locked_until'>>(sql, statement.find, [person]);
    if (!pin) return refuse('pin_none');
    return refuse('pin_locked', { until: (pin.locked_until ?? now).toISOString() });
  }
  const pin = readPin(typed);
  const hash = await derive(pin.ok ? pin.value : '', Buffer.from(tried.salt, 'base64url'), tried.cost);
  if (pin.ok && timingSafeEqual(hash, Buffer.from(tried.hash, 'base64url'))) {
    await run(sql, statement.forgive, [person, tried.hash]);
    return ok(null);
  }
  if (tried.locked_until) return refuse('pin_locked', { until: tried.locked_until.toISOString() });
  return refuse('pin_wrong', { left: tries - tried.tries });
}
