/** Credit lines, rates, and interest by them. */
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { mayOperate } from '../policy/operators.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, refuse } from '../refusals.ts';
import { accrueNext } from './accrual.ts';
import { interestCode } from './capitalise.ts';
import { applyTiers, setCredit, setTier, setTierLine, tiersNow } from './lines.ts';
import { ratesNow, setRate } from './rates.ts';
import { statementOf } from './statement.ts';
import type { InterestService } from './types.ts';

export { interestDays, interestNow } from './statement.ts';

const statement = {
  history: sqlFile(import.meta.url, './sql/history.sql'),
  inDebt: sqlFile(import.meta.url, './sql/in_debt.sql'),
};

export function createInterest(context: Context): Capability<InterestService> {
  const service = interestService(context);
  return {
    service,
    schedules: {
      // Called again as long as it did all that it might.
      interest: { every_ms: 60_000, run: (limit) => service.accrueDue(limit) },
      credit_lines: { every_ms: 60_000, run: () => applyTiers(context).then(() => 0) },
    },
    mayJoin: async (sql, person) =>
      (await run(sql, statement.inDebt, [person])).length > 0 ? refuse('link_in_debt') : ok(null),
    history: {
      [interestCode]: (sql, lines) => run(sql, statement.history, [lines.map(({ transfer }) => transfer)]),
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

/** Who may is asked before anything is looked up, so that nobody else learns what there is. */
function interestService(context: Context): InterestService {
  const allowed = (by: Identity | null) => mayOperate(context, by);
  return {
    statement: (identity, month) => statementOf(context, identity, month),
    rates: async (by) => (allowed(by) ? ok(await ratesNow(context)) : refuse('not_operator')),
    setRate: async (by, ...rate) => (allowed(by) ? setRate(context, by, ...rate) : refuse('not_operator')),
    setCredit: async (by, ...credit) =>
      allowed(by) ? setCredit(context, by, ...credit) : refuse('not_operator'),
    setTier: async (by, ...tier) => (allowed(by) ? setTier(context, by, ...tier) : refuse('not_operator')),
    tiers: async (by) => (allowed(by) ? ok(await tiersNow(context)) : refuse('not_operator')),
    setTierLine: async (by, ...line) =>
      allowed(by) ? setTierLine(context, by, ...line) : refuse('not_operator'),
    async accrueDue(stretches_max) {
      let done = 0;
      while (done < stretches_max && (await accrueNext(context))) done += 1;
      return done;
    },
  };
}
