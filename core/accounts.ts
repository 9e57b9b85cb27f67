/** The accounts that capabilities move money between. */
import type { Context } from './context.ts';
import type { Queryable } from './db/index.ts';

/** A person's wallet, opened on first use. It never falls below zero. */
export const walletOf = (
  { ledger }: Context,
  sql: Queryable,
  person: { public_id: string },
  asset: string,
): Promise<bigint> =>
  ledger.openAccount(sql, { owner: person.public_id, asset, purpose: 'wallet', floor: 0n });

/** Where claimable money waits. */
export const escrowOf = ({ ledger }: Context, sql: Queryable, asset: string): Promise<bigint> =>
  ledger.openAccount(sql, { owner: 'system', asset, purpose: 'escrow', floor: 0n });

/** Where the operator's money comes from: its balance is minus what was ever paid in. */
export const cashDeskOf = ({ ledger }: Context, sql: Queryable, asset: string): Promise<bigint> =>
  ledger.openAccount(sql, { owner: 'system', asset, purpose: 'cash_desk', floor: null });

/** Two legs: so much from one account to another. */
export const movement = (from: bigint, to: bigint, amount: bigint) => [
  { account: from, amount: -amount },
  { account: to, amount },
];
