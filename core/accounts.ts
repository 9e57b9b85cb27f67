/** The accounts that capabilities move money between. */
import type { Context } from './context.ts';
import type { Queryable } from './db/index.ts';
import { creditLineOf } from './policy/credit.ts';

/** How many accounts a process remembers before it begins anew. */
const rememberedMax = 50_000;

interface Name {
  owner: string;
  asset: string;
  purpose: string;
  floor: bigint | null;
}

/** A person's own. `savings` never falls below zero, `wallet` not below their credit line. */
const own = ({ public_id }: { public_id: string }, asset: string, purpose: 'wallet' | 'savings'): Name => ({
  owner: public_id,
  asset,
  purpose,
  floor: 0n,
});

const wallet = (person: { public_id: string }, asset: string): Name => own(person, asset, 'wallet');

const system = (purpose: string, asset: string, floor: bigint | null): Name => ({
  owner: 'system',
  asset,
  purpose,
  floor,
});

const textOf = ({ owner, asset, purpose }: Name): string => `${owner} ${asset} ${purpose}`;

/** Opened on first use. An id never changes and an account is never deleted, so that what was committed can be remembered. */
async function open({ ledger, accounts }: Context, sql: Queryable, name: Name): Promise<bigint> {
  return accounts.get(textOf(name)) ?? ledger.openAccount(sql, await withLine(sql, name));
}

/** An account that is there keeps its floor, which is changed where the line is (interest/lines.ts). */
async function withLine(sql: Queryable, name: Name): Promise<Name> {
  return name.purpose === 'wallet'
    ? { ...name, floor: -(await creditLineOf(sql, name.owner, name.asset)) }
    : name;
}

/** Opens and remembers, before the database transaction that will ask for them. */
async function openAhead({ sql, ledger, accounts }: Context, name: Name): Promise<void> {
  const text = textOf(name);
  if (accounts.has(text)) return;
  const id = await ledger.openAccount(sql, await withLine(sql, name));
  if (accounts.size >= rememberedMax) accounts.clear();
  accounts.set(text, id);
}

export const walletOf = (
  context: Context,
  sql: Queryable,
  person: { public_id: string },
  asset: string,
): Promise<bigint> => open(context, sql, wallet(person, asset));

export const savingsOf = (
  context: Context,
  sql: Queryable,
  person: { public_id: string },
  asset: string,
): Promise<bigint> => open(context, sql, own(person, asset, 'savings'));

/** Where money waits that is owed to somebody: `escrow` what can be claimed, `escrow_drop` and the like what a capability keeps for others. */
type EscrowPurpose = 'escrow' | `escrow_${string}`;

export const escrowOf = (
  context: Context,
  sql: Queryable,
  asset: string,
  purpose: EscrowPurpose = 'escrow',
): Promise<bigint> => open(context, sql, system(purpose, asset, 0n));

/** Where the operator's money comes from: its balance is minus what was ever paid in. */
export const cashDeskOf = (context: Context, sql: Queryable, asset: string): Promise<bigint> =>
  open(context, sql, system('cash_desk', asset, null));

/** What the exchange deals out of, and never more than it has. */
export const liquidityOf = (context: Context, sql: Queryable, asset: string): Promise<bigint> =>
  open(context, sql, system('liquidity', asset, 0n));

/** Where the units of an asset come from: its balance is minus what was ever issued. */
export const issuerOf = (context: Context, sql: Queryable, asset: string): Promise<bigint> =>
  open(context, sql, system('issuer', asset, null));

/** What the exchange has earned. */
export const exchangeIncomeOf = (context: Context, sql: Queryable, asset: string): Promise<bigint> =>
  open(context, sql, system('exchange_income', asset, 0n));

/** What people were charged, and what they earned: the bank's income, and its expense below zero. */
export const interestOf = (
  context: Context,
  sql: Queryable,
  asset: string,
  of: 'income' | 'expense',
): Promise<bigint> => open(context, sql, system(`interest_${of}`, asset, null));

/** A loan's own: minus what is outstanding of it, and never more than was lent. */
export const loanOf = (
  context: Context,
  sql: Queryable,
  { reference, asset, amount }: { reference: string; asset: string; amount: bigint },
): Promise<bigint> => open(context, sql, { owner: reference, asset, purpose: 'loan', floor: -amount });

/** What borrowers paid for getting their loans, and what the bank gave up of loans: an expense, below zero. */
export const loanBooksOf = (
  context: Context,
  sql: Queryable,
  asset: string,
  of: 'fees' | 'losses',
): Promise<bigint> => open(context, sql, system(`loan_${of}`, asset, null));

export const walletAhead = (context: Context, person: { public_id: string }, asset: string): Promise<void> =>
  openAhead(context, wallet(person, asset));

export const escrowAhead = (
  context: Context,
  asset: string,
  purpose: EscrowPurpose = 'escrow',
): Promise<void> => openAhead(context, system(purpose, asset, 0n));

export const exchangeAhead = async (context: Context, asset: string): Promise<void> => {
  await openAhead(context, system('liquidity', asset, 0n));
  await openAhead(context, system('exchange_income', asset, 0n));
};

/** Two legs: so much from one account to another. */
export const movement = (from: bigint, to: bigint, amount: bigint) => [
  { account: from, amount: -amount },
  { account: to, amount },
];
