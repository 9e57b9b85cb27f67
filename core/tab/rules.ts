/** What a tab's books say, and how they could be settled: decided from facts alone. */
import { divideByWeights, divideEqually } from '../shares.ts';

/** What a member paid of an entry, and what they owe of it, in minor units. */
export interface Leg {
  member: bigint;
  paid: bigint;
  owed: bigint;
}

/** Who paid what, and whose share is how much; both in minor units, by member. */
export type Parts = ReadonlyMap<bigint, bigint>;

/** An expense that one member paid, in equal shares. The seed decides whose the odd penny is. */
export const equalParts = (amount: bigint, among: readonly bigint[], seed: string): Parts => {
  const shares = divideEqually(amount, among.length, seed);
  return new Map(among.map((member, index) => [member, shares[index]!]));
};

/** Another amount in the same proportions. Shares that were equal, but for odd pennies, are equal again. */
export function sameParts(amount: bigint, before: Parts, seed: string): Parts {
  const members = [...before.keys()];
  const weights = [...before.values()];
  const sorted = [...weights].sort(ascending);
  if (sorted.at(-1)! - sorted[0]! <= 1n) return equalParts(amount, members, seed);
  const shares = divideByWeights(amount, weights, seed);
  return new Map(members.map((member, index) => [member, shares[index]!]));
}

/** Both sides as legs, by ascending member. Whoever has nothing to do with it has none. */
export function legsOf(paid: Parts, owed: Parts): Leg[] {
  const members = [...new Set([...paid.keys(), ...owed.keys()])].sort(ascending);
  return members
    .map((member) => ({ member, paid: paid.get(member) ?? 0n, owed: owed.get(member) ?? 0n }))
    .filter((leg) => leg.paid !== 0n || leg.owed !== 0n);
}

/** What somebody gets (positive) or owes (negative) in one currency. */
export interface Balance {
  member: bigint;
  amount: bigint;
}

interface Suggestion {
  debtor: bigint;
  creditor: bigint;
  amount: bigint;
}

/**
 * Who pays whom, so that nobody owes anything any more. Greedy: whoever owes most pays whoever gets most, again and again; members
 * with the same amount in the order of their ids, so that the same books always give the same plan. It takes at most one payment
 * fewer than there are people. It is not always the fewest there could be: to find those is to find groups whose amounts cancel
 * out, which is NP-complete (subset sum).
 */
export function planOf(balances: readonly Balance[]): Suggestion[] {
  const debtors = open(balances.map(({ member, amount }) => ({ member, amount: -amount })));
  const creditors = open(balances);
  const plan: Suggestion[] = [];
  while (debtors.length > 0 && creditors.length > 0) {
    const debtor = debtors[0]!;
    const creditor = creditors[0]!;
    const [amount] = [debtor.amount, creditor.amount].sort(ascending) as [bigint, bigint];
    plan.push({ debtor: debtor.member, creditor: creditor.member, amount });
    reduce(debtors, amount);
    reduce(creditors, amount);
  }
  return plan;
}

const ascending = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

const largestFirst = (one: Balance, other: Balance): number =>
  ascending(other.amount, one.amount) || ascending(one.member, other.member);

const open = (balances: readonly Balance[]): Balance[] =>
  balances.filter(({ amount }) => amount > 0n).sort(largestFirst);

/** Takes so much from the first one, who then stands elsewhere in the order, or nowhere. */
function reduce(balances: Balance[], amount: bigint): void {
  const first = balances.shift()!;
  if (first.amount > amount) balances.push({ member: first.member, amount: first.amount - amount });
  balances.sort(largestFirst);
}
