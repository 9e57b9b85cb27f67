/** When somebody is asked before their money goes, decided from facts alone. */
import type { Asset } from '../money.ts';

/** In minor units of the community's currency. Null: never. */
export interface Protection {
  /** Asks above this. */
  ask_above: bigint | null;
  /** Asks above this when somebody among the payees has never been paid by this person; 0 is always. */
  ask_new_above: bigint | null;
}

/** Why somebody is asked, the most telling first. */
export type AskReason = 'amount' | 'currency' | 'new_payee';

/** For units of about a pound: two rounds of drinks are one step, a rent is two. */
const defaultsMajor = { ask_above: 100n, ask_new_above: 25n };

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
  const { ask_above, ask_new_above } = defaultsMajor;
  return { ask_above: ask_above * unit, ask_new_above: ask_new_above * unit };
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
  { ask_above, ask_new_above }: Protection,
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
