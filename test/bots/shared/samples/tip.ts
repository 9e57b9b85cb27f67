import { action, at, crowd, everyone, evil, huge, person, type Samples } from './kit.ts';

const [alice, bob] = [person('Alice'), person('Bob')];
const tenPence = { minor: '10', asset: { code: 'GBP', exponent: 2 } };
const emojis = Array.from({ length: 12 }, (_, n) => ({ emoji: n % 2 ? evil : '🪙', amount: huge }));

export const tip: Samples<
  | 'tip_tally'
  | 'tip_note'
  | 'tip_explained'
  | 'tips'
  | 'tips_turned'
  | 'tip_emojis'
  | 'tip_undone'
  | 'tips_received'
> = {
  tip_tally: [
    {
      kind: 'tip_tally',
      reference: 'tal_R',
      author: everyone,
      lines: emojis.map(({ emoji, amount }) => ({ emoji, amount, count: 1_000_000 })),
      totals: [huge, huge],
      tippers: crowd.slice(0, 3),
      people: 100,
    },
    {
      kind: 'tip_tally',
      reference: 'tal_R',
      author: bob,
      lines: [{ emoji: null, amount: tenPence, count: 1 }],
      totals: [tenPence],
      tippers: [alice],
      people: 1,
    },
    {
      kind: 'tip_tally',
      reference: 'tal_R',
      author: everyone,
      lines: [],
      totals: [],
      tippers: [],
      people: 0,
    },
  ],
  tip_note: [
    ...(['held', 'settled', 'claimable', 'returned', 'undone', 'voided'] as const).map((state) => ({
      kind: 'tip_note' as const,
      reference: 'tip_R',
      lines: [{ author: everyone, emoji: evil, amount: huge, state }],
      more: 0,
      actions: [],
    })),
    {
      kind: 'tip_note',
      reference: 'tip_R',
      lines: Array(4).fill({ author: everyone, emoji: null, amount: huge, state: 'held' }),
      more: 96,
      actions: Array(4).fill({ ...action, action: 'tip_undo' }),
    },
  ],
  tip_explained: [
    {
      kind: 'tip_explained',
      emoji: evil,
      amount: huge,
      author: everyone,
      actions: [
        { ...action, action: 'tip_on_now' },
        { ...action, action: 'tip_on' },
      ],
    },
  ],
  tips: [
    { kind: 'tips', on: true, emojis, actions: [{ ...action, action: 'tip_off' }] },
    { kind: 'tips', on: false, emojis: [], actions: [{ ...action, action: 'tip_on' }] },
  ],
  tips_turned: [
    { kind: 'tips_turned', on: true },
    { kind: 'tips_turned', on: false },
  ],
  tip_emojis: [
    { kind: 'tip_emojis', emojis },
    { kind: 'tip_emojis', emojis: [] },
  ],
  tip_undone: [{ kind: 'tip_undone', amount: huge }],
  tips_received: [
    {
      kind: 'tips_received',
      totals: [huge, huge],
      count: 100,
      tippers: crowd.slice(0, 3),
      people: 100,
      balances: [huge],
      returns_at: at,
    },
    {
      kind: 'tips_received',
      totals: [tenPence],
      count: 1,
      tippers: [alice],
      people: 1,
      balances: [huge],
    },
  ],
};
