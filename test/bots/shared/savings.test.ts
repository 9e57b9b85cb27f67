/** `/save` and `/unsave`: how they are read, and how what they did is undone. */
import { expect, test } from 'vitest';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type NoticeOf } from '../../../core/index.ts';
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

test('what undoes it is written as its reader writes amounts, and read as what it undoes', () => {
  const here = { platform: 'telegram', tenant: '', private: true } as const;
  const undoIn = (locale: string, amount: NonNullable<NoticeOf<'savings'>['moved']>['amount']) => {
    const person = { id: 'per_1', name: 'Ann', identities: [discord('U1')] };
    const moved = { direction: 'save' as const, amount, balance: amount, reference: 'trn_7' };
    const view = viewOf({ kind: 'savings', person, pots: [], moved }, locale, here);
    return /\/unsave (.*)$/.exec(spansText(view.context!))![1]!;
  };
  const pounds = { minor: '123450', asset: findAsset('GBP')! };
  expect(undoIn('en-GB', pounds)).toBe('1,234.50 GBP');
  expect(undoIn('de-DE', pounds)).toBe('1.234,50 GBP');
  for (const locale of ['en-GB', 'de-DE', 'de-CH', 'fr-FR'])
    for (const asset of ASSETS)
      for (const minor of ['5', '2050', '123400'])
        expect(read('unsave', undoIn(locale, { minor, asset }), locale)).toBe(
          `unsave ${minor} ${asset.code}`,
        );
});
