/** What `/convert` understands of a line, and what it does not take for an amount. */
import { expect, test } from 'vitest';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { ASSETS, findAsset } from '../../../core/index.ts';
import { discord } from '../../core/world.ts';

const read = (line: string): string => {
  const context = {
    speaker: discord('U1'),
    locale: null,
    assets: ASSETS,
    main: findAsset('GBP')!,
    repliedTo: null,
  };
  const result = parseCommand('convert', line === '' ? [] : [{ type: 'text', text: line }], context);
  if (!result.ok) return result.refusal.code;
  const { amount, to } = result.value as {
    amount: { minor: string; asset: { code: string } };
    to: string | null;
  };
  return `${amount.minor} ${amount.asset.code} to ${to ?? 'main'}`;
};

test.each([
  ['20 GBP to EUR', '2000 GBP to EUR'],
  ['20 GBP EUR', '2000 GBP to EUR'],
  ['£20 in euros', '2000 GBP to EUR'],
  ['20 EUR', '2000 EUR to main'],
  ['', 'amount_missing'],
  ['1 000', 'input_unexpected'],
  ['1 000 GBP to EUR', 'input_unexpected'],
  ['20 GBP to EUR now', 'input_unexpected'],
])('/convert %s: %s', (line, expected) => {
  expect(read(line)).toBe(expected);
});
