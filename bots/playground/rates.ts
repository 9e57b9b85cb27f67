/** How many of each currency one euro is in the playground: the European Central Bank's reference rates of 28 June 2024, every day. */
export const PLAYGROUND_RATES: Readonly<Record<string, string>> = {
  USD: '1.0705',
  JPY: '171.94',
  CZK: '25.025',
  DKK: '7.4575',
  GBP: '0.84638',
  HUF: '395.10',
  PLN: '4.3090',
  SEK: '11.3595',
  CHF: '0.9634',
  ISK: '148.90',
  NOK: '11.3965',
  TRY: '35.1868',
  AUD: '1.6079',
  BRL: '5.8915',
  CAD: '1.4670',
  CNY: '7.7748',
  HKD: '8.3594',
  INR: '89.2495',
  KRW: '1474.86',
  MXN: '19.5654',
  NZD: '1.7601',
  SGD: '1.4513',
  ZAR: '19.4970',
};

/** What the exchange of the playground has to deal out of, in whole units. */
export const PLAYGROUND_LIQUIDITY: Readonly<Record<string, bigint>> = {
  GBP: 5_000n,
  EUR: 5_000n,
  USD: 5_000n,
  CHF: 5_000n,
  JPY: 500_000n,
};
