/** A tab as a file: Splitwise's export comes in whole or not at all, and what goes out is read by whoever reads that. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { readCsv, unharmed, writeCsv } from '../../core/csv.ts';
import type { Identity, NoticeOf, Origin } from '../../core/index.ts';
import { decimalText } from '../../core/index.ts';
import { readSplitwise } from '../../core/tab/splitwise.ts';
import { by, discord, granted, group, openWorld, refusalOf } from './world.ts';

const world = await openWorld();
const { core, context, sql, owner } = world;
const [alice, bob, carol] = ['alice', 'bob', 'carol'].map(discord) as [Identity, Identity, Identity];
beforeAll(async () => {
  for (const one of [alice, bob, carol]) await world.person(one, 100_00n, { name: one.user });
});

let serial = 0;
const room = () => {
  serial += 1;
  const conversation = { ...group('discord'), channel: `csv-${serial}` };
  const asks = (who: Identity) => ({ by: who, origin: { key: world.key(), conversation } satisfies Origin });
  const standings = async () =>
    granted(await core.tab.show(asks(alice))).standings.map(
      ({ person, balances }) =>
        `${person.name} ${balances.map((one) => `${decimalText(one)} ${one.asset.code}`).join(' ')}`,
    );
  return { conversation, asks, standings };
};

/** As Splitwise exports a group, with its blank line before the totals. */
const file = [
  'Date,Description,Category,Cost,Currency,Alice,Bob,"Zoë, the cook"',
  '2026-01-03,Groceries,Groceries,60.00,GBP,40.00,-20.00,-20.00',
  '2026-01-04,"Hotel ""Adler"", two nights",Hotel,90.00,EUR,-30.00,60.00,-30.00',
  '2026-01-05,Both paid,General,10.01,GBP,2.00,3.00,-5.00',
  '2026-01-06,Alice paid Bob,Payment,5.00,GBP,5.00,-5.00,0.00',
  '2026-01-07,For myself,General,5.00,GBP,0.00,0.00,0.00',
  '',
  '2026-02-01,Total balance, , ,GBP,47.00,-22.00,-25.00',
  '2026-02-01,Total balance, , ,EUR,-30.00,60.00,-30.00',
].join('\n');

describe('values separated by commas', () => {
  const rows = [
    ['a', 'b,c', 'd "e"'],
    ['', ' f ', 'g\nh'],
  ];
  it('are read as they were written', () => {
    expect(readCsv(writeCsv(rows))).toEqual(rows);
    expect(readCsv('\ufeffa;b;"c;d"\r\n1;2;3\r\n')).toEqual([
      ['a', 'b', 'c;d'],
      ['1', '2', '3'],
    ]);
    expect(readCsv('a\tb\tc,d')).toEqual([['a', 'b', 'c,d']]);
  });
  it('may have lines of any length, and lines in which nothing is written', () => {
    expect(readCsv('a,b\r\n\r\n , \r\nc\rd,e,f')).toEqual([['a', 'b'], ['c'], ['d', 'e', 'f']]);
  });
  it.each(['a,"b', 'a,"b"c', 'a,b"c', '"'])('%j is none', (text) => expect(readCsv(text)).toBeNull());
  it.each(['=1+1', '+1', '-1', '@sum(a1)', '\tx', '＝1'])(
    'a text that begins like %j is no formula',
    (text) => {
      const [[written], [number]] = readCsv(writeCsv([[text], [{ number: text }]])) as [[string], [string]];
      expect(written).toBe(`'${text}`);
      expect(unharmed(written)).toBe(text);
      expect(number).toBe(text);
    },
  );
});

describe('an import', () => {
  it('enters all that a file has, for whoever imports it by their name, and for names that somebody has yet to be', async () => {
    const here = room();
    granted(await core.tab.join(here.asks(bob)));
    const shown = granted(await core.tab.import({ ...here.asks(alice), text: file }));
    const card = (await context.noticeOf(sql, {
      kind: 'tab_import',
      id: shown.reference,
    })) as NoticeOf<'tab_imported'>;
    expect(card).toMatchObject({
      by: { name: 'alice' },
      entries: 4,
      // Also on the tab somebody may only call themselves so.
      names: ['Bob', 'Zoë, the cook'],
      actions: [{ action: 'tab_who' }],
    });
    expect(card.totals.map(decimalText)).toEqual(['90.00', '75.01']);
    expect(await here.standings()).toEqual([
      'alice -30.00 EUR 47.00 GBP',
      'Bob 60.00 EUR -22.00 GBP',
      'Zoë, the cook -30.00 EUR -25.00 GBP',
    ]);
    const { plan } = granted(await core.tab.show(here.asks(alice)));
    expect(plan.filter(({ state }) => state === 'outside').length).toBeGreaterThan(0);
    await world.proven();
  });

  it('row 12: enters the same file once, however often and by whomever it is given', async () => {
    const here = room();
    const given = await Promise.all(
      [core, world.another()].map(({ tab }) => tab.import({ ...here.asks(alice), text: file })),
    );
    const later = await core.tab.import({ ...here.asks(bob), text: file.replaceAll('\n', '\r\n') });
    expect(new Set([...given, later].map((one) => granted(one).reference)).size).toBe(1);
    expect((await here.standings())[0]).toBe('alice -30.00 EUR 47.00 GBP');
  });

  test.each([
    ['nothing', '', 'tab_import_unreadable'],
    ['a novel', 'Once upon a time\nthere was a tab', 'tab_import_unreadable'],
    ['a quotation without end', file.replace(', two nights"', ', two nights'), 'tab_import_unreadable'],
    ['half a file', file.split('\n').slice(0, 4).join('\n'), 'tab_import_unfinished'],
    ['two people of one name', file.replace('Bob', 'alice'), 'tab_import_unreadable'],
    ['row 1: a cost below zero', file.replace('60.00,GBP', '-60.00,GBP'), 'tab_import_row'],
    ['row 1: a cost of nothing', file.replace('60.00,GBP', '0.00,GBP'), 'tab_import_row'],
    ['row 2: a number of another kind', file.replace('60.00,GBP', '6e1,GBP'), 'tab_import_row'],
    ['row 2: more decimals than there are', file.replace('60.00,GBP', '60.001,GBP'), 'tab_import_row'],
    ['row 5: a share that no currency has', file.replace('40.00,-20.00', '40.005,-20.005'), 'tab_import_row'],
    ['shares that do not add up', file.replace('40.00,-20.00', '41.00,-20.00'), 'tab_import_row'],
    ['shares above the cost', file.replace('60.00,GBP', '30.00,GBP'), 'tab_import_row'],
    ['a day that there is not', file.replace('2026-01-03', '2026-02-30'), 'tab_import_row'],
    ['a currency that there is not', file.replace('90.00,EUR', '90.00,ZZZ'), 'tab_import_row'],
    ['a column too many', file.replace('-20.00,-20.00', '-20.00,-20.00,0.00'), 'tab_import_row'],
    ['a line that was taken out', file.replace(/2026-01-05.*\n/, ''), 'tab_import_total'],
    ['a currency that has its total twice', `${file}\n${file.split('\n').at(-1)}`, 'tab_import_total'],
    ['51 people', `Date,Description,Category,Cost,Currency${',one'.repeat(51)}\nx`, 'tab_members_too_many'],
  ])('of %s is refused, and enters nothing', async (_, text, code) => {
    const here = room();
    expect(refusalOf(await core.tab.import({ ...here.asks(alice), text }))).toBe(code);
    expect(await here.standings()).toEqual([]);
  });

  it('of a file that is nearly all totals reads no line after the first that is too many', () => {
    const rows = Array.from({ length: 2_000 }, () => '2026-01-03,Tea,General,1.00,GBP,1.00,-1.00');
    const totals = Array.from({ length: 15_000 }, () => '2026-02-01,Total balance, , ,GBP,2000.00,-2000.00');
    const text = ['Date,Description,Category,Cost,Currency,Alice,Bob', ...rows, ...totals].join('\n');
    let asked = 0;
    const result = readSplitwise(text, (code) => {
      asked += 1;
      return context.assets.find(code);
    });
    expect(refusalOf(result)).toBe('tab_import_total');
    expect(asked).toBe(rows.length + 2);
  });

  it('takes what could be a formula, or markup, as words', async () => {
    const here = room();
    const text = file.replace('Groceries,Groceries', "'=cmd|' /C calc'!A0 <b>@everyone</b>,Groceries");
    granted(await core.tab.import({ ...here.asks(alice), text }));
    const [row] = await sql`select memo from tab_entry e join tab t on t.id = e.tab
      where t.channel = ${here.conversation.channel} order by e.id limit 1`;
    expect(row!.memo).toBe("=cmd|' /C calc'!A0 <b>@everyone</b>");
  });

  it('leaves it to whoever is on the tab to say who a name is, whose balance it is from then on', async () => {
    const here = room();
    granted(await core.tab.import({ ...here.asks(alice), text: file }));
    const match = (who: Identity, name: string, is: Identity) =>
      core.tab.match({ ...here.asks(who), name, who: by(is) });
    expect(refusalOf(await match(carol, 'Zoë, the cook', carol))).toBe('tab_not_member');
    for (const name of ['zoë, THE cook', 'Zoë, the cook'])
      expect(granted(await match(alice, name, carol))).toMatchObject({
        matched: { person: { name: 'carol' } },
      });
    expect(refusalOf(await match(alice, 'Zoë, the cook', bob))).toBe('tab_name_unknown');
    expect(refusalOf(await match(alice, 'Nobody', bob))).toBe('tab_name_unknown');
    expect(await here.standings()).toEqual([
      'alice -30.00 EUR 47.00 GBP',
      'Bob 60.00 EUR -22.00 GBP',
      'carol -30.00 EUR -25.00 GBP',
    ]);
    await world.proven();
  });
});

describe('a name that somebody says they are', () => {
  const plan = async ({ asks }: ReturnType<typeof room>): Promise<string[]> =>
    granted(await core.tab.show(asks(alice))).plan.map(
      ({ debtor, creditor, amount }) =>
        `${debtor.name} → ${creditor.name} ${decimalText(amount)} ${amount.asset.code}`,
    );

  const brought = async () => {
    const here = room();
    const rows = [
      '2026-01-03,Hotel,Hotel,60.00,GBP,-30.00,30.00',
      '2026-01-04,Total balance,,,GBP,-30.00,30.00',
    ];
    const text = ['Date,Description,Category,Cost,Currency,alice,Friend', ...rows].join('\n');
    granted(await core.tab.import({ ...here.asks(alice), text }));
    for (const one of [bob, carol]) granted(await core.tab.join(here.asks(one)));
    const say = async (who: Identity, is = who, key = world.key()) => {
      const said = granted(
        await core.tab.match({
          by: who,
          origin: { key, conversation: here.conversation },
          name: 'Friend',
          who: by(is),
        }),
      );
      return 'asked' in said ? said.asked : null;
    };
    const card = async ({ reference }: { reference: string }) =>
      (await context.noticeOf(sql, { kind: 'tab_match', id: reference })) as NoticeOf<'tab_match'>;
    const press = async (shown: { reference: string }, who: Identity, yes: boolean, key = world.key()) => {
      const [row] = await sql<{ key: string }[]>`
        select i.key from intent i join tab_match t on t.id = i.subject
        where t.reference = ${shown.reference} and i.kind = ${yes ? 'tab_match_yes' : 'tab_match_no'}`;
      return refusalOf(await core.intents.press(row!.key, who, { key, conversation: here.conversation }));
    };
    return { here, say, card, press };
  };
  const before = ['alice -30.00 GBP', 'Friend 30.00 GBP'];

  it('is theirs once whoever imported it says so, and nobody else may', async () => {
    const { here, say, card, press } = await brought();
    const key = world.key();
    const claim = (await say(bob, bob, key))!;
    expect(await say(bob, bob, key)).toEqual(claim);
    expect(await say(carol, bob)).toEqual(claim);
    expect(await card(claim)).toMatchObject({
      state: 'asked',
      name: 'Friend',
      person: { name: 'bob' },
      importer: { name: 'alice' },
      actions: [{ action: 'tab_match_yes' }, { action: 'tab_match_no' }],
    });
    expect(await here.standings()).toEqual(before);
    expect(await plan(here)).toEqual(['alice → Friend 30.00 GBP']);
    for (const who of [bob, carol]) expect(await press(claim, who, true)).toBe('intent_not_yours');
    expect(await press(claim, carol, false)).toBe('intent_not_yours');
    expect(await here.standings()).toEqual(before);
    const event = world.key();
    expect(await Promise.all([press(claim, alice, true, event), press(claim, alice, true, event)])).toEqual([
      'ok',
      'ok',
    ]);
    expect(await press(claim, alice, true)).toBe('intent_used');
    expect(await card(claim)).toMatchObject({ state: 'confirmed', actions: [] });
    expect(await plan(here)).toEqual(['alice → bob 30.00 GBP']);
    await world.proven();
  });

  it('is one of those who say so: another’s card is declined with the yes, and a no moves nothing', async () => {
    const { here, say, card, press } = await brought();
    const [mine, other] = [(await say(bob))!, (await say(carol))!];
    expect(await press(mine, bob, false)).toBe('ok');
    expect(await card(mine)).toMatchObject({ state: 'declined' });
    expect(await here.standings()).toEqual(before);
    const again = (await say(bob))!;
    expect(await press(again, alice, true)).toBe('ok');
    expect(await card(other)).toMatchObject({ state: 'declined' });
    expect(await press(other, alice, true)).toBe('intent_used');
    expect(await plan(here)).toEqual(['alice → bob 30.00 GBP']);
    await world.proven();
  });

  it('is not theirs by an import of their own of the same name', async () => {
    const { here, say } = await brought();
    const text = [
      'Date,Description,Category,Cost,Currency,bob,Friend',
      '2026-01-03,Tea,Food,2.00,GBP,1.00,-1.00',
      '2026-01-04,Total balance,,,GBP,1.00,-1.00',
    ].join('\n');
    granted(await core.tab.import({ ...here.asks(bob), text }));
    expect(await say(bob)).not.toBe(null);
    expect(await plan(here)).toContain('alice → Friend 29.00 GBP');
  });

  it('is found by the audit where nobody who may has said so', async () => {
    const { here, say } = await brought();
    await say(alice, bob);
    await world.proven();
    await owner`alter table tab_match disable trigger user`;
    await owner`update tab_match set decided_by = person where member in (
      select m.id from tab_member m join tab t on t.id = m.tab where t.channel = ${here.conversation.channel})`;
    const audit = await core.audit.run();
    expect(
      JSON.stringify(audit, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).toContain('nobody who may has said so');
    await owner`update tab_match set decided_by = (select named_by from tab_member where id = member)
      where member in (select m.id from tab_member m join tab t on t.id = m.tab where t.channel = ${here.conversation.channel})`;
    await owner`alter table tab_match enable trigger user`;
    await world.proven();
  });
});

test('who says that they are an imported creditor is a new payee, who is asked about', async () => {
  const here = room();
  const [debtor, mallory] = [
    await world.person(discord('debtor'), 100_00n, { name: 'debtor' }),
    await world.person(discord('mal'), 0n, { name: 'mal' }),
  ];
  const rows = [
    '2026-01-03,Hotel,Hotel,60.00,GBP,-30.00,30.00',
    '2026-01-04,Total balance,,,GBP,-30.00,30.00',
  ];
  const text = ['Date,Description,Category,Cost,Currency,debtor,Friend', ...rows].join('\n');
  granted(await core.tab.import({ ...here.asks(debtor), text }));
  granted(await core.tab.join(here.asks(mallory)));
  granted(await core.tab.match({ ...here.asks(debtor), name: 'Friend', who: by(mallory) }));
  const round = granted(await core.tab.settle(here.asks(mallory)));
  const card = (await context.noticeOf(sql, {
    kind: 'tab_round',
    id: round.reference,
  })) as NoticeOf<'tab_round'>;
  const pressed = granted(
    await core.intents.press(card.actions[0]!.intent, debtor, here.asks(debtor).origin),
  );
  expect(pressed.private).toMatchObject({ kind: 'confirm_spending' });
  await world.settleAll();
  expect(await world.balance(debtor)).toBe('100.00 GBP');
});

describe('an export', () => {
  it('is read again by an import, with the same balances, payments included', async () => {
    const here = room();
    granted(await core.tab.import({ ...here.asks(alice), text: file }));
    granted(await core.tab.match({ ...here.asks(alice), name: 'Bob', who: by(bob) }));
    const round = granted(await core.tab.settle(here.asks(alice)));
    const card = (await context.noticeOf(sql, {
      kind: 'tab_round',
      id: round.reference,
    })) as NoticeOf<'tab_round'>;
    const button = card.actions.find(({ asset }) => asset === 'GBP')!;
    granted(await core.intents.press(button.intent, bob, here.asks(bob).origin));
    await world.settleAll();
    const out = granted(await core.tab.export(here.asks(alice)));
    expect(out).toMatchObject({ name: 'tab-2026-03-01.csv', media_type: 'text/csv' });
    expect(out.text).toMatch(/^Date,Description,Category,Cost,Currency,alice,bob,"Zoë, the cook"\r\n/);
    expect(out.text).toMatch(/\r\n2026-03-01,pay_\w+,Payment,22\.00,GBP,-22\.00,22\.00,0\.00\r\n/);
    const there = room();
    granted(await core.tab.join(there.asks(bob)));
    granted(await core.tab.import({ ...there.asks(alice), text: out.text }));
    granted(await core.tab.match({ ...there.asks(alice), name: 'Bob', who: by(bob) }));
    expect((await there.standings()).sort()).toEqual((await here.standings()).sort());
  });

  it('has no formula in it', async () => {
    const here = room();
    const mallory = await world.person(discord('mallory'), 0n, { name: '=HYPERLINK("http://x")' });
    granted(
      await core.tab.add({
        ...here.asks(alice),
        amount: 5_00n,
        asset: 'GBP',
        memo: '@SUM(A1:A9)',
        payer: null,
        among: [by(mallory)],
        only: true,
      }),
    );
    const [head, line] = readCsv(granted(await core.tab.export(here.asks(alice))).text)!;
    expect(head).toContain(`'=HYPERLINK("http://x")`);
    expect(line!.slice(1)).toEqual(["'@SUM(A1:A9)", 'General', '5.00', 'GBP', '5.00', '-5.00']);
  });

  it('row 13: is for whoever is on the tab', async () => {
    const here = room();
    granted(await core.tab.import({ ...here.asks(alice), text: file }));
    expect(refusalOf(await core.tab.export(here.asks(carol)))).toBe('tab_not_member');
  });
});
