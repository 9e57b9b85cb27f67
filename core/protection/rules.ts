/** When somebody is asked before their money goes, decided from facts alone. */
import type { Asset } from '../money.ts';

/** In minor units of the community's currency. Null: never. */
export interface Protection {
  /** Asks above this. */
  ask_above: bigint | null;
  /** Asks above this when somebody among the payees has never been paid by this person; 0 is always. */
  ask_new_above: bigint | null;
  /** Wants the PIN above this, where there is one. */
  pin_above: bigint;
}

/** Why somebody is asked, the most telling first. */
export type AskReason = 'amount' | 'currency' | 'new_payee';

/** For units of about a pound: two rounds of drinks are one step, a rent is two. */
const defaultsMajor = { ask_above: 100n, ask_new_above: 25n, pin_above: 100n };

/** How many units are thought of as one pound is, to the power of ten: a sum to stop at, not a rate. */
const unitsOfAPound: Readonly<Record<string, bigint>> = Object.fromEntries(
  (
    [
      [10n, 'BRL CNY CZK DKK HKD MXN NOK PLN SEK ZAR'],
      [100n, 'HUF INR ISK JPY TRY UAH'],
      [1_000n, 'CLP KRW'],
      [10_000n, 'VND'],
    ] as const
  ).flatMap(([units, codes]) => codes.split(' ').map((code) => [code, units])),
);

export function defaultProtection({ code, exponent }: Asset): Protection {
  const unit = (unitsOfAPound[code] ?? 1n) * 10n ** BigInt(exponent);
  const { ask_above, ask_new_above, pin_above } = defaultsMajor;
  return { ask_above: ask_above * unit, ask_new_above: ask_new_above * unit, pin_above: pin_above * unit };
}

/** What is known of a payment that is about to be made. */
export interface Facts {
  amount: bigint;
  /** In another currency than the community's: there is no rate to hold it against a threshold, so it is always above. */
  foreign: boolean;
  /** Somebody among the payees has never been paid by this person. */
  new_payee: boolean;
  /** A button said whom and how much. */
  seen: boolean;
}

export function reasonsToAsk(
  { ask_above, ask_new_above }: Pick<Protection, 'ask_above' | 'ask_new_above'>,
  { amount, foreign, new_payee, seen }: Facts,
): AskReason[] {
  const isAbove = (threshold: bigint | null) => threshold !== null && amount > threshold;
  return [
    ...(!foreign && isAbove(ask_above) ? ['amount' as const] : []),
    ...(foreign ? ['currency' as const] : []),
    ...(!seen && new_payee && ask_new_above !== null && (foreign || isAbove(ask_new_above))
      ? ['new_payee' as const]
      : []),
  ];
}

/**
 * Of somebody who has a PIN. `recent`: what went without it in the last {@link pinWindow_ms}, since it was last right: many small
 * payments are one large one.
 */
export const needsPin = (
  { pin_above }: Pick<Protection, 'pin_above'>,
  { amount, foreign, recent }: Pick<Facts, 'amount' | 'foreign'> & { recent: bigint },
): boolean => foreign || recent + amount > pin_above;

/** For how long a payment without the PIN counts. */
export const pinWindow_ms = 24 * 3_600_000;

/** Whether they would be asked less than before: that wants the PIN. */
export function isLowered(before: Protection, after: Protection): boolean {
  const isHigher = (now: bigint | null, then: bigint | null) => then !== null && (now === null || now > then);
  const thresholds = ['ask_above', 'ask_new_above', 'pin_above'] as const;
  return thresholds.some((name) => isHigher(after[name], before[name]));
}
