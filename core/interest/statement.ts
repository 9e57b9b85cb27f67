/** Interest as its owner sees it: of a month, in stretches of days with the same rate and the same sign. */

import type { InterestDays, InterestOf, InterestSegment } from '../bearing.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { creditLineOf } from '../policy/credit.ts';
import type { Identity } from '../ports/chat.ts';
import { dayAfter, dayThere } from '../time-zone.ts';
import { rateOf, ratesAt } from './rates.ts';
import { type AccruedDay, grainsPerMinor, monthAfter, monthOf, type Segment, segmentsOf } from './rules.ts';

const statement = {
  accounts: sqlFile(import.meta.url, './sql/accounts.sql'),
  days: sqlFile(import.meta.url, './sql/days.sql'),
  postings: sqlFile(import.meta.url, './sql/postings.sql'),
};

interface AccountRow {
  account: bigint;
  asset: string;
  purpose: 'wallet' | 'savings';
  balance: string;
  /** Not that of somebody who was merged into them. */
  own: boolean;
}

interface PostingRow {
  account: bigint;
  side: 'earned' | 'charged';
  amount: string;
}

type Section = NoticeOf<'interest'>['accounts'][number];

/** Decimals of interest that is not posted yet, beyond those of the currency. */
const finer = 2;

/** Grains as an amount of two more decimals, rounded down. */
function fine(grains: bigint, { code, exponent }: Asset): Money {
  const scale = 10n ** BigInt(finer);
  return money((grains * scale) / grainsPerMinor, { code, exponent: exponent + finer });
}

export async function statementOf(
  context: Context,
  identity: Identity,
  asked: string | null,
): Promise<NoticeOf<'interest'>> {
  const month = asked ?? monthOf(dayThere(context.zone, context.clock.now()));
  const known = await context.known(identity);
  const view = known
    ? viewOf((await loadPeople(context.sql, [known.id])).get(known.id)!)
    : { id: '', name: identity.user, identities: [identity] };
  const accounts = known ? await sectionsOf(context, context.sql, known, month) : [];
  return { kind: 'interest', month, accounts, person: view };
}

/** Beside somebody's balances: what they earn and owe in this month so far. */
export const interestNow: InterestOf = async (context, sql, person) => {
  const month = monthOf(dayThere(context.zone, context.clock.now()));
  const sections = await sectionsOf(context, sql, person, month);
  return sections.map(({ segments: _, posted: __, ...view }) => view);
};

async function sectionsOf(
  context: Context,
  sql: Queryable,
  person: { id: bigint; public_id: string },
  month: string,
): Promise<Section[]> {
  const accounts = await run<AccountRow>(sql, statement.accounts, [person.id]);
  const ids = accounts.map(({ account }) => account);
  const today = dayThere(context.zone, context.clock.now());
  const last = dayAfter(monthAfter(month), -1);
  const isOver = last < today;
  const [days, postings, rates] = await Promise.all([
    daysOf(sql, ids, month, monthAfter(month)),
    run<PostingRow>(sql, statement.postings, [ids, month]),
    ratesAt(sql, isOver ? last : today),
  ]);
  // Of the community's currency also where there is nothing yet, so that everybody sees what they would earn.
  const { code: main } = context.assets.main;
  const named = accounts.map(({ asset, purpose }) => `${asset} ${purpose}`);
  const names = [...new Set([`${main} wallet`, `${main} savings`, ...named])];
  const sections: Section[] = [];
  for (const name of names) {
    const [code, purpose] = name.split(' ') as [string, AccountRow['purpose']];
    const asset = context.assets.find(code)!;
    const ofName = accounts
      .filter((one) => one.asset === code && one.purpose === purpose)
      .map(({ account }) => account);
    const segments = ofName.flatMap((account) => segmentsOf(days.get(account) ?? [], dayAfter));
    const line = purpose === 'wallet' ? await creditLineOf(sql, person.public_id, code) : 0n;
    const isWallet = purpose === 'wallet';
    sections.push({
      asset: code,
      purpose,
      credit_line: line > 0n ? money(line, asset) : null,
      earned_ppm: rateOf(rates, code, isWallet ? 'credit_balance' : 'savings'),
      charged_ppm: isWallet ? rateOf(rates, code, 'debit_balance') : 0,
      earned: fine(sumOf(segments, 'earned'), asset),
      charged: fine(sumOf(segments, 'charged'), asset),
      segments: segments
        .sort((one, other) => (one.from < other.from ? -1 : 1))
        .map((segment) => shownAs(segment, asset)),
      posted: postedOf(
        postings.filter(({ account }) => ofName.includes(account)),
        asset,
      ),
    });
  }
  return sections;
}

/** On statements: day by day what the bank has counted. */
export const interestDays: InterestDays = async ({ assets }, sql, accounts, from, until) => {
  const days = await daysOf(
    sql,
    accounts.map(({ id }) => id),
    from,
    until,
  );
  return new Map(
    accounts.map(({ id, asset }) => [
      id,
      segmentsOf(days.get(id) ?? [], dayAfter).map((segment) => shownAs(segment, assets.find(asset)!)),
    ]),
  );
};

/** Until before a day. */
async function daysOf(
  sql: Queryable,
  accounts: readonly bigint[],
  from: string,
  until: string,
): Promise<Map<bigint, AccruedDay[]>> {
  type Row = { account: bigint; day: string; balance: string; rate_ppm: number };
  const rows = await run<Row>(sql, statement.days, [accounts, from, until]);
  const days = new Map<bigint, AccruedDay[]>();
  for (const { account, day, balance, rate_ppm } of rows)
    days.set(account, [...(days.get(account) ?? []), { day, balance: BigInt(balance), rate_ppm }]);
  return days;
}

const sumOf = (segments: readonly Segment[], side: Segment['side']): bigint =>
  segments.reduce((sum, segment) => (segment.side === side ? sum + segment.grains : sum), 0n);

const shownAs = ({ balances, grains, ...segment }: Segment, asset: Asset): InterestSegment => ({
  ...segment,
  average: money(balances / BigInt(segment.days), asset),
  interest: fine(grains, asset),
});

function postedOf(postings: readonly PostingRow[], asset: Asset): Section['posted'] {
  if (postings.length === 0) return null;
  const of = (side: PostingRow['side']) =>
    money(
      postings.reduce((sum, posting) => (posting.side === side ? sum + BigInt(posting.amount) : sum), 0n),
      asset,
    );
  return { earned: of('earned'), charged: of('charged') };
}
