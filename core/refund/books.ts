/** Disputes under the lock of their payments: how they stand, their next step, and who hears of it. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { tellOperators } from '../tell.ts';
import type { DisputeState, DisputeStep } from './dispute-types.ts';

export interface Dispute {
  id: bigint;
  reference: string;
  payment: bigint;
  state: DisputeState;
  deliveries: bigint[];
  last_step: DisputeStep['step'];
}

const statement = {
  disputesOf: sqlFile(import.meta.url, './sql/disputes_of.sql'),
  putStep: sqlFile(import.meta.url, './sql/put_step.sql'),
  findStep: sqlFile(import.meta.url, './sql/find_step.sql'),
  addDeliveries: sqlFile(import.meta.url, './sql/add_deliveries.sql'),
};

/** Oldest first. */
export const disputesOf = (sql: Queryable, payments: readonly bigint[]): Promise<Dispute[]> =>
  run<Dispute>(sql, statement.disputesOf, [payments]);

export async function openDisputeOf(sql: Queryable, payment: bigint): Promise<Dispute | undefined> {
  return (await disputesOf(sql, [payment])).find(({ state }) => state === 'open');
}

/** What this very event has done already. */
export async function stepOf(sql: Queryable, key: string) {
  type Step = { dispute: bigint; step: DisputeStep['step']; words: string | null };
  return (await run<Step>(sql, statement.findStep, [key]))[0];
}

interface NewStep {
  step: DisputeStep['step'];
  operator?: string | null;
  words?: string;
  refund?: bigint;
  key: string;
}

/** The operators' cards are shown anew. */
export async function takeStep(
  { clock }: Context,
  sql: Queryable,
  dispute: Pick<Dispute, 'id' | 'deliveries'>,
  { step, operator = null, words, refund, key }: NewStep,
): Promise<void> {
  const row = [dispute.id, step, operator, words ?? null, refund ?? null, key, clock.now()];
  await run(sql, statement.putStep, row);
  await reviseDelivery(sql, ...dispute.deliveries);
}

/**
 * Every operator gets a card in their own chat; not the payer and not the payee, who have no say in it. It is a message of its own each time,
 * because an edit rings nobody; the card from before then only points to it. The caller has it shown anew.
 */
export async function tellOfDispute(
  context: Context,
  sql: Queryable,
  { id, reference }: Pick<Dispute, 'id' | 'reference'>,
  parties: readonly Person[],
): Promise<void> {
  const deliveries = await tellOperators(context, sql, { kind: 'dispute', id: reference }, parties);
  if (deliveries.length > 0) await run(sql, statement.addDeliveries, [id, deliveries]);
}
