/** Splits: from a bill to everybody's share, paid by one tap each. */
import type { Services } from '../api.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { pressAmount } from './choose.ts';
import { expireSplits } from './expire.ts';
import { openSplits, splitNotices } from './notice.ts';
import { openSplit } from './open.ts';
import { pressPay, SHARE, sharePayable } from './pay.ts';
import { pressChange } from './people.ts';
import type { SplitService } from './types.ts';

/** `pay` is what shares are paid by. */
export function createSplit(context: Context, pay: Services['pay']): Capability<SplitService> {
  const service: SplitService = {
    open: (request) => openSplit(context, request),
    list: (identity) => openSplits(context, identity),
    expireDue: (limit) => expireSplits(context, limit),
  };
  return {
    service,
    presses: {
      split_pay: (press) => pressPay(context, pay, press),
      split_join: pressChange(context, 'join'),
      split_leave: pressChange(context, 'leave'),
      split_lock: pressChange(context, 'lock'),
      split_cancel: pressChange(context, 'cancel'),
      split_amount: (press) => pressAmount(context, press),
    },
    payables: { [SHARE]: sharePayable(context) },
    subjects: { split: (sql, references) => splitNotices(context, sql, references) },
    schedules: { expire_splits: { every_ms: 60_000, run: service.expireDue } },
    home: async (identity) => {
      const list = await service.list(identity);
      return list.entries.length > 0 ? [list] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
