/** What the playground's people can buy. Made up. */
import type { NewAsset } from '../../core/index.ts';

/** `issued`: whole units. */
export const PLAYGROUND_ASSETS: readonly (Pick<NewAsset, 'code' | 'name' | 'exponent' | 'price'> & {
  issued: bigint;
})[] = [
  { code: 'ACME', name: 'Acme plc', exponent: 6, price: '12.50', issued: 10_000n },
  { code: 'WORLD', name: 'World Equity Fund', exponent: 4, price: '101.37', issued: 1_000n },
];
