/** A conversion: the exchange and its spread, both or neither, for whatever comes together. */
import { exchangeAhead, exchangeIncomeOf, liquidityOf, movement, walletOf } from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable, run, sqlFile } from '../db/index.ts';
import { lockPeople, type Person } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import {
  type Act,
  carryOut,
  type Decided,
  type LedgerOutcome,
  type Submission,
  type SubmissionGroup,
} from '../ledger/index.ts';
import { money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { admitQuotes, wantedBefore } from './admit.ts';
import { amountsOf, findQuote, type Quote } from './quote.ts';

const executeText = sqlFile(import.meta.url, './sql/execute_quotes.sql');

/** Conversions at most that are made together. */
const conversions_max = 100;

interface Acceptance {
  quote: Quote;
  key: string;
}

/** The quote as it was carried out, by this event or by another one before. */
export type Convert = (acceptance: Acceptance) => Promise<Result<Quote>>;

export function createConvert(context: Context): Convert {
  const convert = batched(
    (all: Acceptance[]) => carryOut(context, converting(context), all),
    conversions_max,
  );
  return async (acceptance) => {
    const { sell_asset, buy_asset, reference } = acceptance.quote;
    await Promise.all([exchangeAhead(context, sell_asset), exchangeAhead(context, buy_asset)]);
    let converted = await convert(acceptance);
    while (converted === wantedBefore) converted = await convert(acceptance);
    if (converted.ok || converted.refusal.code === 'quote_unknown') return converted;
    // What is refused now may have been done when the same event came the first time.
    const quote = await findQuote(context.sql, { reference });
    return quote?.state === 'executed' ? ok(quote) : converted;
  };
}

type Converted = Result<Quote> | typeof wantedBefore;

interface Converting extends SubmissionGroup {
  quote: Quote;
  person: Person;
  key: string;
  wallet: bigint;
  liquidity: bigint;
}

const converting = (context: Context): Act<Acceptance, Converting, Converted> => ({
  async plan(sql, all) {
    const people = await lockPeople(
      sql,
      all.map(({ quote }) => quote.person),
      'share',
    );
    const admitted = await admitQuotes(
      context,
      sql,
      all.map(({ quote }) => ({ reference: quote.reference, person: people.get(quote.person)!.id })),
    );
    const plans: (Converting | { answer: Converted })[] = [];
    for (const [index, { quote, key }] of all.entries()) {
      const answer = admitted[index]!;
      const person = people.get(quote.person)!;
      if (answer === wantedBefore || !answer.ok || answer.value.state === 'executed') plans.push({ answer });
      else if (person.frozen) plans.push({ answer: refuse('account_frozen') });
      else plans.push(await plan(context, sql, answer.value, person, key));
    }
    return plans;
  },
  record: (sql, decided) => record(context, sql, decided),
});

/** Four legs, two in each asset; and the spread as a transfer of its own, linked to it. */
async function plan(
  context: Context,
  sql: Queryable,
  quote: Quote,
  person: Person,
  event: string,
): Promise<Converting> {
  const { sell_asset, buy_asset } = quote;
  const [sold, spread, bought] = [BigInt(quote.sell_amount), BigInt(quote.spread), BigInt(quote.buy_amount)];
  const wallet = await walletOf(context, sql, person, sell_asset);
  const liquidity = await liquidityOf(context, sql, buy_asset);
  const given = movement(wallet, await liquidityOf(context, sql, sell_asset), sold - spread);
  const got = movement(liquidity, await walletOf(context, sql, person, buy_asset), bought);
  const key = derivedKey('exchange', event);
  const submissions: Submission[] = [{ verb: 'post', legs: [...given, ...got], key, code: 'exchange' }];
  if (spread > 0n)
    submissions.push({
      verb: 'post',
      legs: movement(wallet, await exchangeIncomeOf(context, sql, sell_asset), spread),
      key: derivedKey('spread', event),
      code: 'spread',
    });
  return { quote, person, key: event, wallet, liquidity, submissions, linked: true };
}

async function record(
  context: Context,
  sql: Queryable,
  decided: readonly Decided<Converting>[],
): Promise<Result<Quote>[]> {
  const done = decided.filter(({ outcomes }) => outcomes.every(({ ok }) => ok));
  const transfers = done.map(({ outcomes }) => outcomes.map((outcome) => (outcome as { id: bigint }).id));
  if (done.length > 0) {
    await run(sql, executeText, [
      done.map(({ quote }) => quote.id),
      done.map(({ key }) => key),
      transfers.map(([exchange]) => exchange!),
      transfers.map(([, spread]) => spread ?? null),
      context.clock.now(),
    ]);
    await tellIfLow(
      context,
      sql,
      done.map(({ quote, person }, index) => ({
        person,
        transfer: transfers[index]!.at(-1)!,
        spent: amountsOf(context, quote).sold,
        reference: quote.reference,
      })),
    );
  }
  const answers: Result<Quote>[] = [];
  for (const one of decided) {
    const refused = one.outcomes.find((outcome) => !outcome.ok && outcome.refusal !== 'linked_refused');
    if (refused && !refused.ok) answers.push(await explain(context, sql, refused, one));
    else answers.push(ok({ ...one.quote, state: 'executed' as const }));
  }
  return answers;
}

async function explain(
  context: Context,
  sql: Queryable,
  { refusal, account }: LedgerOutcome & { ok: false },
  { quote, wallet, liquidity }: Converting,
): Promise<Result<never>> {
  if (refusal === 'idempotency_key_reused' || refusal === 'account_frozen') return refuse(refusal);
  if (refusal !== 'insufficient_funds') throw new Error(`An exchange was refused: ${refusal}`);
  if (account === liquidity) return refuse('liquidity_low', { asset: quote.buy_asset });
  const { sold } = amountsOf(context, quote);
  const { spendable } = (await context.ledger.accountById(sql, wallet))!;
  return refuse('insufficient_funds', { needed: sold, available: money(spendable, sold.asset) });
}
