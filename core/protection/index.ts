/** Being asked before money goes. */
import type { Capability, Schedule } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { pressCancel, pressConfirm } from './answer.ts';
import type { ProtectionService } from './types.ts';

export { createGuard } from './question.ts';

const statement = { forget: sqlFile(import.meta.url, './sql/forget_confirmations.sql') };

/** As long as the buttons themselves still say that they have expired. */
const keptAfterExpiry_ms = 30 * 86_400_000;

export const createProtection = (context: Context): Capability<ProtectionService> => ({
  service: {},
  presses: {
    confirm_spending: (press) => pressConfirm(context, press),
    confirm_cancel: (press) => pressCancel(context, press),
  },
  schedules: { forget_confirmations: forget(context) },
});

const forget = ({ sql, clock }: Context): Schedule => ({
  every_ms: 3_600_000,
  async run() {
    await run(sql, statement.forget, [new Date(clock.now().getTime() - keptAfterExpiry_ms)]);
    return 0;
  },
});
