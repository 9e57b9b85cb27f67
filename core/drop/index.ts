/** Drops, or red packets: money for whoever comes first. */
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { createAsk } from './ask.ts';
import { pressAmount, pressConfirmed } from './choose.ts';
import { createClaimDrop, pressClaim } from './claim.ts';
import { createEndDrop, expireDue, pressCancel } from './end.ts';
import { give } from './give.ts';
import { dropHistory } from './history.ts';
import { dropNotices } from './notice.ts';
import { readRules, rulesNow, setRules } from './settings.ts';
import type { DropService } from './types.ts';

export function createDrop(context: Context): Capability<DropService> {
  const claimDrop = createClaimDrop(context);
  const endDrop = createEndDrop(context);
  const service: DropService = {
    give: (request) => give(context, request),
    ask: createAsk(context),
    expireDue: (limit) => expireDue(context, endDrop, limit),
    rules: (by) => readRules(context, by),
    setRules: (by, change, key) => setRules(context, by, change, key),
  };
  return {
    service,
    presses: {
      drop_claim: (press) => pressClaim(claimDrop, press),
      drop_amount: (press) => pressAmount(context, press),
      drop_confirmed: (press) => pressConfirmed(context, press),
      drop_cancel: (press) => pressCancel(context, endDrop, press),
    },
    subjects: { drop: (sql, references) => dropNotices(context, sql, references) },
    schedules: { expire_drops: { every_ms: 10_000, run: service.expireDue } },
    desk: async () => [{ kind: 'drop_rules', ...(await rulesNow(context.sql)) }],
    history: { drop: dropHistory, drop_claim: dropHistory, drop_return: dropHistory },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
