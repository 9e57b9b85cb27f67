/** Money set aside. */
import type { InterestOf } from '../bearing.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { savingsService } from './savings.ts';
import type { SavingsService } from './types.ts';

const historyText = sqlFile(import.meta.url, './sql/history.sql');

export function createSavings(context: Context, interestOf: InterestOf): Capability<SavingsService> {
  const history: NonNullable<Capability['history']>[string] = (sql, lines) =>
    run(sql, historyText, [lines.map(({ transfer }) => transfer)]);
  return {
    service: savingsService(context, interestOf),
    history: { save: history, unsave: history },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
