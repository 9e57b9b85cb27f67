/** Being asked before money goes, and the PIN. */
import type { Capability, Schedule } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { ok, refuse } from '../refusals.ts';
import { askedOf, createConfirm, pressCancel, pressConfirm } from './answer.ts';
import { createPinService } from './change-pin.ts';
import { pressPinForm, pressSettings, settingsOnPage } from './page.ts';
import { pinSince, readNewPin } from './pin.ts';
import { pinWindow_ms } from './rules.ts';
import { createChange, createMayChange, pressChange, settingsOf } from './settings.ts';
import type { ProtectionService } from './types.ts';

export { deletePin, PIN_COST } from './pin.ts';
export { createGuard } from './question.ts';

const statement = {
  forget: sqlFile(import.meta.url, './sql/forget_confirmations.sql'),
  forgetSpending: sqlFile(import.meta.url, './sql/forget_old_spending.sql'),
};

/** As long as the buttons themselves still say that they have expired. */
const keptAfterExpiry_ms = 30 * 86_400_000;

export function createProtection(context: Context): Capability<ProtectionService> {
  const change = createChange(context);
  return {
    service: {
      settings: async (of) => settingsOf(context, (await personOf(context, of)).id),
      change,
      mayChange: createMayChange(context),
      readNewPin,
      confirm: createConfirm(context),
      asked: (by, intent) => askedOf(context, by, intent),
      ...createPinService(context),
    },
    presses: {
      protection_form: (press) => pressSettings(context, press),
      pin_form: (press) => pressPinForm(context, press),
      protection_change: (press) => pressChange(context, change, press),
      // What a wrong PIN was given for, once more.
      protection: (press) => pressSettings(context, press),
      pin_set: (press) => pressPinForm(context, press),
      pin_remove: async ({ key }) => ok({ form: { form: 'pin', intent: key } }),
      confirm_spending: (press) => pressConfirm(context, press),
      confirm_cancel: (press) => pressCancel(context, press),
    },
    async home(identity) {
      const person = await context.known(identity);
      return person ? [await settingsOnPage(context, person.id)] : [];
    },
    // Whoever has somebody's chat but not their PIN must not get at the money by becoming one with them: by a code of their own, or of theirs.
    async mayJoin(sql, person, proven_at) {
      const since = await pinSince(sql, person);
      return since === null || (proven_at !== null && proven_at >= since) ? ok(null) : refuse('link_pin');
    },
    schedules: { forget_confirmations: forget(context) },
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

const forget = ({ sql, clock }: Context): Schedule => ({
  every_ms: 3_600_000,
  async run() {
    const now_ms = clock.now().getTime();
    await run(sql, statement.forget, [new Date(now_ms - keptAfterExpiry_ms)]);
    await run(sql, statement.forgetSpending, [new Date(now_ms - pinWindow_ms)]);
    return 0;
  },
});
