import type { TabEntryView, TabRefusals } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const [alice, bob, carol] = [person('Alice'), person('Bob'), person('Carol')];
const pounds = (amount: number) => ({ minor: String(amount * 100), asset: { code: 'GBP', exponent: 2 } });
const debt = { ...huge, minor: `-${huge.minor}` };

/** Petrol for three, but for what is said. */
export const expense = (more: Partial<TabEntryView> = {}): TabEntryView => ({
  number: 7,
  amount: pounds(24),
  memo: 'petrol',
  day: '2025-11-22',
  paid: [{ person: alice, amount: pounds(24) }],
  shares: [alice, bob, carol].map((one) => ({ person: one, amount: pounds(8) })),
  ...more,
});

const monster = expense({
  number: 999_999,
  amount: huge,
  memo: evil,
  paid: crowd.map((one) => ({ person: one, amount: huge })),
  shares: crowd.map((one, at) => ({ person: one, amount: { ...huge, minor: String(at + 1) } })),
});
const changed = { kind: 'tab_change', reference: 'tab_7KQ2M9XDA4', by: everyone, at } as const;

const dues = (['open', 'pending', 'paid', 'outside'] as const).flatMap((state) =>
  crowd.slice(0, 5).map((debtor) => ({
    debtor,
    creditor: everyone,
    amount: huge,
    state,
    ...(state === 'paid' && { given_back: huge }),
  })),
);

export const tab: Samples<
  | 'tab'
  | 'tabs'
  | 'tab_change'
  | 'tab_news'
  | 'tab_round'
  | 'tab_members'
  | 'tab_paid'
  | 'tab_imported'
  | 'tab_match'
  | 'tab_matched'
  | 'tab_export'
> = {
  tabs: [
    {
      kind: 'tabs',
      tabs: [{ others: [bob, carol], balances: [debt, pounds(3)], actions: [] }],
      more: 0,
    },
    {
      kind: 'tabs',
      tabs: crowd.slice(0, 8).map(() => ({
        others: crowd,
        balances: [huge, debt],
        actions: [{ action: 'tab_pay', intent: 'i'.repeat(32), asset: 'GBP' }],
      })),
      more: 42,
    },
  ],
  tab: [
    { kind: 'tab', members: 0, standings: [], plan: [], actions: [] },
    {
      kind: 'tab',
      members: 1,
      standings: [],
      plan: [],
      actions: [{ action: 'tab_join', intent: 'i'.repeat(32) }],
    },
    {
      kind: 'tab',
      members: 60,
      standings: crowd.map((one) => ({ person: one, balances: [huge, debt] })),
      plan: dues,
      actions: [
        { action: 'tab_settle', intent: 'i'.repeat(32) },
        { action: 'tab_join', intent: 'i'.repeat(32) },
      ],
    },
  ],
  tab_change: [
    { ...changed, did: 'added', entry: expense(), by: alice },
    { ...changed, did: 'added', entry: expense({ memo: null }), by: bob, since: 'edited' },
    { ...changed, did: 'added', entry: monster, since: 'deleted' },
    { ...changed, did: 'edited', entry: monster, before: monster, since: 'edited' },
    { ...changed, did: 'edited', entry: expense({ memo: null }), before: expense() },
    { ...changed, did: 'deleted', entry: monster },
  ],
  tab_news: [{ kind: 'tab_news', change: { ...changed, did: 'deleted', entry: monster } }],
  tab_round: (['open', 'closed', 'done'] as const).map((state) => ({
    kind: 'tab_round',
    reference: 'tab_7KQ2M9XDA4',
    by: everyone,
    dues,
    state,
    actions:
      state === 'open'
        ? Array(7).fill({ action: 'tab_pay', intent: 'i'.repeat(32), asset: 'WEIRDTOKEN' })
        : [],
  })),
  tab_members: (['joined', 'left'] as const).flatMap((did) => [
    { kind: 'tab_members', did, person: everyone, members: crowd },
    { kind: 'tab_members', did, person: alice, members: [] },
  ]),
  tab_imported: [
    {
      kind: 'tab_imported',
      reference: 'tab_7KQ2M9XDA4',
      by: everyone,
      at,
      entries: 2000,
      totals: Array(9).fill(huge),
      names: crowd.map(({ name }) => name),
      actions: [{ action: 'tab_who', intent: 'i'.repeat(32) }],
    },
    {
      kind: 'tab_imported',
      reference: 'tab_7KQ2M9XDA4',
      by: alice,
      at,
      entries: 1,
      totals: [huge],
      names: [],
      actions: [],
    },
  ],
  tab_match: (['asked', 'confirmed', 'declined'] as const).map((state) => ({
    kind: 'tab_match',
    reference: 'tab_7KQ2M9XDA4',
    state,
    name: evil,
    person: everyone,
    by: bob,
    importer: everyone,
    actions:
      state === 'asked'
        ? (['tab_match_yes', 'tab_match_no'] as const).map((action) => ({ action, intent: 'i'.repeat(32) }))
        : [],
  })),
  tab_matched: [{ kind: 'tab_matched', matches: crowd.map((one) => ({ name: evil, person: one })) }],
  tab_export: [
    { kind: 'tab_export', file: { name: 'tab.csv', media_type: 'text/csv', text: 'Date,Description\r\n' } },
  ],
  tab_paid: [{ kind: 'tab_paid', total: huge }],
};

export const tabRefusals: RefusalSamples<keyof TabRefusals> = {
  tab_needs_group: {},
  tab_not_member: {},
  tab_nobody: {},
  tab_number_missing: {},
  tab_amount_missing: {},
  tab_entry_unknown: { number: '999999' },
  tab_entry_deleted: { number: '999999' },
  tab_people_where: { name: evil },
  tab_unchanged: { number: '999999' },
  tab_members_too_many: { limit: 1 },
  tab_even: {},
  tab_import_how: {},
  tab_import_one: {},
  tab_import_unreadable: {},
  tab_import_unfinished: {},
  tab_import_row: { row: 99_999, text: evil },
  tab_import_total: { text: evil },
  tab_import_too_long: { limit: 2000 },
  tab_name_unknown: { name: evil },
  tab_who_how: { names: [evil] },
};
