/** `/save` and `/unsave`: how they are read. */
import { expect, test } from 'vitest';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { ASSETS, findAsset } from '../../../core/index.ts';
import { discord } from '../../core/world.ts';

const read = (command: string, line: string, locale: string | null = 'en-GB'): string => {
  const main = findAsset('GBP')!;
  const context = { speaker: discord('U1'), locale, assets: ASSETS, main, repliedTo: null };
  const result = parseCommand(command, line === '' ? [] : [{ type: 'text', text: line }], context);
  if (!result.ok) return result.refusal.code;
  const { verb, amount, asset, goal } = result.value as {
    verb: string;
    amount?: { minor: string } | null;
    asset?: string;
    goal?: { target?: string; name?: string } | null;
  };
  const wanted =
    goal === undefined ? '' : goal === null ? 'no goal' : `${goal.target ?? '-'} ${goal.name ?? '-'}`;
  return [verb, amount?.minor ?? '-', asset ?? '-', wanted].join(' ').trim();
};

test.each([
  ['', 'savings - -'],
  ['20', 'save 2000 GBP'],
  ['20 EUR', 'save 2000 EUR'],
  ['20 goal 500 for a holiday', 'save 2000 GBP 50000 a holiday'],
  ['20 for a holiday goal 500', 'save 2000 GBP 50000 a holiday'],
  ['20 EUR for a holiday goal 500 EUR', 'save 2000 EUR 50000 a holiday'],
  ['20 EUR goal 500 for a holiday', 'save 2000 EUR 50000 a holiday'],
  ['20 goal 500', 'save 2000 GBP 50000 -'],
  ['goal 500 for a holiday', 'save - GBP 50000 a holiday'],
  ['goal off', 'save - GBP no goal'],
  // A word of what it is called.
  ['20 for my goal in life', 'save 2000 GBP - my goal in life'],
  ['20 for goal 7 of my list', 'save 2000 GBP - goal 7 of my list'],
  ['20 EUR goal 500 GBP', 'input_unexpected'],
  ['-1', 'amount_not_positive'],
  ['0', 'amount_not_positive'],
  ['20 goal', 'amount_missing'],
  ['20 goal 1e3', 'amount_invalid'],
  ['20 @bob', 'input_unexpected'],
  ['constructor', 'input_unexpected'],
])('/save %s: %s', (line, expected) => {
  expect(read('save', line)).toBe(expected);
});

test.each([
  ['20', 'unsave 2000 GBP'],
  ['all', 'unsave - GBP'],
  ['all EUR', 'unsave - EUR'],
  ['', 'amount_missing'],
  ['all 20', 'input_unexpected'],
  ['-1', 'amount_not_positive'],
])('/unsave %s: %s', (line, expected) => {
  expect(read('unsave', line)).toBe(expected);
});

test('in German', () => {
  expect(read('save', '20,50 ziel 500 für ein Rad', 'de')).toBe('save 2050 GBP 50000 ein Rad');
  expect(read('unsave', 'alles', 'de')).toBe('unsave - GBP');
});
