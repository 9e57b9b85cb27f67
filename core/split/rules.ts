/** Who owes how much of a bill, decided from facts alone. */
import { type Asset, money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { divideByWeights } from '../shares.ts';
import type { Bill, Division, Party, ShareState, SplitMode } from './types.ts';

/** All of it, in hundredths of a percent. */
const whole_percent = 100_00n;

export interface Somebody {
  id: bigint;
  name: string;
}

/** From how somebody is named to who they are. */
export type Known = (party: Party) => Somebody;

export interface Weighed {
  person: Somebody;
  weight: bigint;
}

/** Everybody who is named, in order. */
export const partiesOf = (division: Division): Party[] => {
  if (division.mode === 'equal') return division.who;
  if (division.mode === 'items') return division.items.flatMap(({ who }) => who);
  return division.parts.map(({ who }) => who);
};

/** Everybody's part, each person once, by however many names they were named. Whoever has paid the bill comes first. */
export function weigh(
  { total: text, division, withMe }: Pick<Bill, 'total' | 'division' | 'withMe'>,
  known: Known,
  asset: Asset,
): Result<Weighed[]> {
  const total = BigInt(text);
  const weighed = weights(division, known, withMe, total, asset);
  if (!weighed.ok) return weighed;
  const owner = known('me');
  const others = weighed.value.filter(({ person }) => person.id !== owner.id);
  const own = weighed.value.filter(({ person }) => person.id === owner.id);
  if (others.length > limits.payees) return refuse('payees_too_many', { limit: limits.payees });
  // Of equal parts others may still take one.
  if (others.length === 0 && (division.mode !== 'equal' || own.length === 0)) return refuse('split_nobody');
  return ok([...own, ...others]);
}

function weights(
  division: Division,
  known: Known,
  withMe: boolean,
  total: bigint,
  asset: Asset,
): Result<Weighed[]> {
  const me = known('me');
  if (division.mode === 'equal') {
    const everybody = [...(withMe ? [me] : []), ...division.who.map(known)];
    return ok(distinct(everybody).map((person) => ({ person, weight: 1n })));
  }
  if (division.mode === 'items') return weighItems(division.items, known, withMe, total, asset);
  const parts = division.parts.map(({ who, weight }) => ({ person: known(who), weight: BigInt(weight) }));
  const twice = parts.find(({ person }, at) => parts.findIndex((one) => one.person.id === person.id) !== at);
  if (twice) return refuse('split_twice', { person: twice.person.name });
  const named = parts.some(({ person }) => person.id === me.id);
  if (division.mode === 'shares')
    return ok(withMe && !named ? [{ person: me, weight: 1n }, ...parts] : parts);
  const all = division.mode === 'percent' ? whole_percent : total;
  const given = sum(parts);
  // What nobody was given is the part of whoever has paid the bill; unless they said theirs.
  if (given > all || (given < all && (named || !withMe)))
    return division.mode === 'percent'
      ? refuse('split_percent', { given: percentText(given) })
      : refuse('split_sum', { given: money(given, asset), total: money(total, asset) });
  return ok(given < all ? [{ person: me, weight: all - given }, ...parts] : parts);
}

/**
 * What everybody had, an item of several in equal parts: exact, because each part is counted in a fraction of the minor unit that
 * all of them have in common. So there is one division in the end, and no rounding before it.
 */
function weighItems(
  items: { amount: string; who: Party[] }[],
  known: Known,
  withMe: boolean,
  total: bigint,
  asset: Asset,
): Result<Weighed[]> {
  const named = distinct(items.flatMap(({ who }) => who.map(known)));
  const everybody = distinct([...(withMe ? [known('me')] : []), ...named]);
  const lines = items.map(({ amount, who }) => ({
    amount: BigInt(amount),
    people: who.length > 0 ? distinct(who.map(known)) : everybody,
  }));
  if (lines.some(({ people }) => people.length === 0)) return refuse('split_nobody');
  const given = lines.reduce((all, { amount }) => all + amount, 0n);
  if (given === 0n || given > total)
    return refuse('split_sum', { given: money(given, asset), total: money(total, asset) });
  const fraction = lines.reduce((common, { people }) => leastCommon(common, BigInt(people.length)), 1n);
  const had = new Map<bigint, bigint>();
  for (const { amount, people } of lines)
    for (const { id } of people)
      had.set(id, (had.get(id) ?? 0n) + (amount * fraction) / BigInt(people.length));
  const weighed = everybody.map((person) => ({ person, weight: had.get(person.id) ?? 0n }));
  const shared = weighed.filter(({ weight }) => weight > 0n);
  const common = shared.reduce((divisor, { weight }) => greatestCommon(divisor, weight), 0n);
  return ok(shared.map(({ person, weight }) => ({ person, weight: weight / common })));
}

/** Everybody's share of the total, in their order. Refused where somebody's would be nothing. */
export function shareOut(
  total: bigint,
  weighed: readonly bigint[],
  reference: string,
  asset: Asset,
): Result<bigint[]> {
  const amounts = divideByWeights(total, weighed, reference);
  if (amounts.some((amount) => amount === 0n))
    return refuse('total_too_small', { total: money(total, asset), payees: amounts.length });
  return ok(amounts);
}

/** Where a part was said for each, nobody can come to it, and the part of whoever leaves falls to who has paid the bill. */
export const isFixed = (mode: SplitMode): boolean => mode !== 'equal' && mode !== 'shares';

const distinct = (people: readonly Somebody[]): Somebody[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];

const sum = (parts: readonly Weighed[]): bigint => parts.reduce((all, { weight }) => all + weight, 0n);

const greatestCommon = (one: bigint, other: bigint): bigint =>
  other === 0n ? one : greatestCommon(other, one % other);

const leastCommon = (one: bigint, other: bigint): bigint => (one / greatestCommon(one, other)) * other;

const percentText = (hundredths: bigint): string => {
  const fraction = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${hundredths / 100n}${fraction === '' ? '' : `.${fraction}`}`;
};

/** While nobody has paid; and once something was given back, so that it need not be asked for again. */
export const mayCallOff = (shares: readonly { state: ShareState; given_back: bigint }[]): boolean =>
  !shares.some(({ state }) => state === 'pending') &&
  (shares.some(({ given_back }) => given_back > 0n) || !shares.some(({ state }) => state === 'paid'));
