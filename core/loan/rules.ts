/**
 * What a loan costs and when, from facts alone and in whole minor units. Interest is on the outstanding principal; each month costs a
 * twelfth of the annual rate, part of a month that twelfth by its days (Actual/Actual as rule 251 of the ICMA has it): so months are all
 * alike, as in every published table, and who repays early pays for the days used.
 */
import { Decimal } from 'decimal.js';
import { dayAfter } from '../time-zone.ts';

/** A rate is in millionths a year and a month is a twelfth of one. */
const monthlyParts = 12n * 1_000_000n;

/** Far more digits than any amount has, so that rounding happens once, in the end. */
const Precise = Decimal.clone({ precision: 40, defaults: true });

interface Terms {
  /** Minor units, above 0. */
  principal: bigint;
  /** Millionths a year. */
  rate_ppm: number;
}

/** What is paid of it at one time, in minor units. */
export interface Due {
  principal: bigint;
  interest: bigint;
}

const roundHalfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/** Millionths of an amount, rounded to the minor unit, a half up. */
export const shareOf = (amount: bigint, ppm: number): bigint => roundHalfUp(amount * BigInt(ppm), 1_000_000n);

/** Of one whole month, rounded to the minor unit, a half up. */
const monthInterest = ({ principal, rate_ppm }: Terms): bigint =>
  roundHalfUp(principal * BigInt(rate_ppm), monthlyParts);

/** The level payment of an annuity, A = P·i / (1 − (1 + i)⁻ⁿ), rounded to the minor unit, a half up. */
export function annuity({ principal, rate_ppm }: Terms, months: number): bigint {
  const amount = new Precise(principal.toString());
  const rate = new Precise(rate_ppm).div(monthlyParts.toString());
  const exact = rate.isZero()
    ? amount.div(months)
    : amount.mul(rate).div(new Precise(1).sub(rate.add(1).pow(-months)));
  return BigInt(exact.toFixed(0, Decimal.ROUND_HALF_UP));
}

/**
 * The plan of an annuity: equal payments at the end of each month, of which the last takes what rounding left over. `first`: interest of the
 * first month, where it is not that of a whole month on this principal. Null where the payments would be too small to repay anything each
 * month.
 */
export function planOf(terms: Terms, months: number, first?: bigint): Due[] | null {
  const level = annuity(terms, months);
  const plan: Due[] = [];
  let left = terms.principal;
  for (let month = 1; month <= months; month += 1) {
    const usual = monthInterest({ ...terms, principal: left });
    const principal = month === months ? left : level - usual;
    if (principal <= 0n || principal > left || (month < months && principal === left)) return null;
    plan.push({ principal, interest: month === 1 && first !== undefined ? first : usual });
    left -= principal;
  }
  return plan;
}

/** As {@link planOf}, in as many of these months as make sense of what is left; a last payment of any size always does. */
export function planOfRest(terms: Terms, months: number, first: bigint): Due[] {
  for (let count = months; count > 1; count -= 1) {
    const plan = planOf(terms, count, first);
    if (plan) return plan;
  }
  return [{ principal: terms.principal, interest: first }];
}

/** Days from one to a later one; negative where it is an earlier one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** One month of a loan, in the middle of which some of it may have been repaid early. */
interface Period {
  from: string;
  to: string;
  /** Outstanding at its end, as things are. */
  outstanding: bigint;
  /** What was repaid early within it, and on which day. */
  early: readonly { on: string; principal: bigint }[];
  rate_ppm: number;
}

/** Interest of a period until a day of it: of its whole when that is its last. Rounded to the minor unit, a half up. */
export function interestUntil({ from, to, outstanding, early, rate_ppm }: Period, day: string): bigint {
  const until = day > to ? to : day < from ? from : day;
  const daily = outstanding * BigInt(daysBetween(from, until));
  const before = early.reduce((sum, { on, principal }) => {
    const days = Math.min(daysBetween(from, on), daysBetween(from, until));
    return sum + principal * BigInt(Math.max(days, 0));
  }, 0n);
  return roundHalfUp((daily + before) * BigInt(rate_ppm), monthlyParts * BigInt(daysBetween(from, to)));
}

/** Principal that was still to come, and the last day of the plan by which it was. */
export interface Ahead {
  principal: bigint;
  until: string;
}

/** Something that was repaid early. */
export interface Early {
  on: string;
  /** Of the plan that was agreed: what it has outstanding after that day. */
  agreed: bigint;
  before: Ahead;
  after: Ahead;
}

/**
 * What of a loan's fee comes back by all that was repaid early, in minor units: Article 16(1) of Directive 2008/48/EC and Article 29(1) of
 * Directive (EU) 2023/2225 reduce the total cost of the credit, which counts what is paid once and at the start (Court of Justice, C-383/18,
 * Lexitor). The later directive's recital on early repayment has the measure: in proportion to the remaining duration. So the fee is spread
 * evenly over the days that were agreed, from the first to that of the last payment; of what is left of them it comes back, and where a part is
 * repaid, that part of it (as Article 29(1) is about repaying “fully or partially”): by the principal that is repaid, of what the agreed plan
 * has outstanding then. Where so little is left that its plan is over sooner, that counts as well. The sum of it all is rounded up to the minor
 * unit, in favour of whoever repays; so nobody gains by repaying in many small parts. Never more than the fee.
 */
export function feeBack(fee: bigint, agreedDays: number, early: readonly Early[]): bigint {
  // By what the agreed plan had outstanding, which is another in each month: so the fraction has a factor for each of them, and no more.
  const shares = new Map<bigint, bigint>();
  for (const { on, agreed, before, after } of early)
    if (agreed > 0n)
      shares.set(agreed, (shares.get(agreed) ?? 0n) + daysAhead(before, on) - daysAhead(after, on));
  let [sum, parts] = [0n, 1n];
  for (const [agreed, share] of shares) [sum, parts] = [sum * agreed + share * parts, parts * agreed];
  const whole = parts * BigInt(agreedDays);
  const back = (fee * sum + whole - 1n) / whole;
  return back < fee ? back : fee;
}

const daysAhead = ({ principal, until }: Ahead, on: string): bigint =>
  principal === 0n ? 0n : principal * BigInt(daysBetween(on, until));

/** Something that is paid, `years` after the first drawdown. */
export interface Flow {
  amount: bigint;
  /** So many of so many parts of a year: of 12 months, or of 365 days. */
  years: readonly [number, number];
}

/**
 * The annual percentage rate of charge: X in Σ Cₖ(1+X)^−tₖ = Σ Dₗ(1+X)^−sₗ, as Directive 2008/48/EC defines it in Annex I Part I and
 * Directive (EU) 2023/2225 in Annex III Part I. In millionths, rounded to the nearest. Intervals are years and twelfths of them, of days 365ths.
 * At most {@link aprMax_ppm}; throws RangeError where no rate makes both sides equal.
 */
export function aprOf(drawdowns: readonly Flow[], repayments: readonly Flow[]): number {
  const valueAt = (rate: Decimal): Decimal => {
    // Roots are what costs: there is one for each way of dividing the year.
    const roots = new Map<number, Decimal>();
    const rootOf = (whole: number): Decimal => {
      const known = roots.get(whole) ?? rate.add(1).pow(new Precise(1).div(whole));
      roots.set(whole, known);
      return known;
    };
    const worth = (flows: readonly Flow[]) =>
      flows.reduce(
        (sum, { amount, years: [part, whole] }) =>
          sum.add(new Precise(amount.toString()).div(rootOf(whole).pow(part))),
        new Precise(0),
      );
    return worth(repayments).sub(worth(drawdowns));
  };
  let [low, high] = [new Precise(0), new Precise(aprMax_ppm).div(1_000_000)];
  if (valueAt(low).isNegative()) throw new RangeError('Less is repaid than was drawn down');
  if (valueAt(high).isPositive()) return aprMax_ppm;
  // What is repaid is worth the less the higher the rate: halving finds the one rate, to a tenth of a millionth.
  while (high.sub(low).gt('1e-10')) {
    const middle = low.add(high).div(2);
    if (valueAt(middle).isNegative()) high = middle;
    else low = middle;
  }
  return low.add(high).div(2).mul(1_000_000).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** A hundred times a year: beyond it a rate says nothing any more. */
const aprMax_ppm = 100_000_000;

/** Of a loan with this plan, of which the fee is kept back when it is paid out. */
export const aprOfLoan = (paidOut: bigint, plan: readonly Due[]): number =>
  aprOf(
    [{ amount: paidOut, years: [0, 12] }],
    plan.map(({ principal, interest }, index) => ({ amount: principal + interest, years: [index + 1, 12] })),
  );

/** The law gives this many days to withdraw: Article 14 of Directive 2008/48/EC, Article 26 of Directive (EU) 2023/2225. */
export const withdrawalDays = 14;

/** Whether somebody may still withdraw on a day from what they accepted on another. */
export const mayWithdraw = (accepted: string, day: string): boolean =>
  day <= dayAfter(accepted, withdrawalDays);

/** On which days past due somebody is told: the first, then less and less often. */
export const isToldOn = (daysPastDue: number): boolean =>
  [0, 3, 7, 14].includes(daysPastDue) || (daysPastDue > 14 && daysPastDue % 30 === 0);
