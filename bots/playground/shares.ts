/** What the playground's people can buy. Made up. */
import type { fixedPrices, NewAsset } from '../../core/index.ts';

/** `issued`: whole units. */
export const PLAYGROUND_ASSETS: readonly (Pick<
  NewAsset,
  'code' | 'name' | 'exponent' | 'price' | 'source'
> & {
  issued: bigint;
})[] = [
  { code: 'ACME', name: 'Acme plc', exponent: 6, price: '12.50', issued: 10_000n },
  { code: 'WORLD', name: 'World Equity Fund', exponent: 4, price: '101.37', issued: 1_000n },
  { code: 'GILTS', name: 'Gilts Fund', exponent: 4, price: null, source: 'feed', issued: 1_000n },
];

/** What the feed of the playground says, every day the same, in the community's currency. */
export const playgroundPrices = (currency: string): Parameters<typeof fixedPrices>[0] => ({
  GILTS: { price: '98.4', currency },
});
