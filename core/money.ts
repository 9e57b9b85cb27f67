/** An asset as people meet it. `exponent` is the number of decimals of its minor unit (ISO 4217 for fiat: JPY 0, KWD 3). */
export interface Asset {
  code: string;
  exponent: number;
}

/** An exact amount: integer minor units of one asset. `minor` is a decimal string so that it survives JSON. */
export interface Money {
  minor: string;
  asset: Asset;
}
