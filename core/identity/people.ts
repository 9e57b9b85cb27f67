/** The people service: who somebody is. */
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { buttonUntil, formUntil, putIntent } from '../intents/write.ts';
import type { FormRequest, Notice } from '../notices.ts';
import { reviveDeliveries } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok } from '../refusals.ts';
import { linkCode, pressLink, redeem } from './link.ts';
import { tellMissed } from './missed.ts';
import { viewOf } from './person.ts';
import { resolve } from './resolve.ts';
import { seen } from './seen.ts';
import type { PeopleService } from './types.ts';

const statement = {
  anybody: sqlFile(import.meta.url, './sql/anybody.sql'),
  setReachable: sqlFile(import.meta.url, './sql/set_reachable.sql'),
  point: sqlFile(import.meta.url, './sql/point.sql'),
};

export const createPeople = (context: Context): Capability<PeopleService> => ({
  service: peopleOf(context),
  trail: sqlFile(import.meta.url, './sql/trail.sql'),
  presses: {
    link: (press) => pressLink(context, press),
    link_another: async ({ identity, by }) => {
      const made = await linkCode(context, identity, null);
      if (made.ok) return ok({ private: { kind: 'link_code', ...made.value } });
      if (made.refusal.code !== 'pin_required') return made;
      const expiresAt = formUntil(context);
      const asked = { kind: 'link_code', person: by.id, payload: {}, expiresAt };
      return ok({ form: pinForm(await putIntent(context, context.sql, asked)) });
    },
    // The form once more, for whoever gave a wrong PIN.
    link_code: async ({ key }) => ok({ form: pinForm(key) }),
  },
  home: (identity) => chatsOf(context, identity),
});

const pinForm = (intent: string): FormRequest => ({ form: 'pin', intent, act: 'link_code' });

async function chatsOf(context: Context, identity: Identity): Promise<Notice[]> {
  const person = await context.known(identity);
  if (!person) return [];
  const expiresAt = buttonUntil(context);
  const kind = 'link_another';
  const intent = await putIntent(context, context.sql, { kind, person: person.id, payload: {}, expiresAt });
  return [{ kind: 'chats', person: viewOf(person), actions: [{ action: kind, intent }] }];
}

const peopleOf = (context: Context): PeopleService => ({
  seen: (actor, where) => seen(context, actor, where),
  tellMissed: (identity, place) => tellMissed(context, identity, place),

  async find(identity) {
    const person = await context.known(identity);
    return person && viewOf(person);
  },

  async anybody() {
    const [row] = await run<{ anybody: boolean }>(context.sql, statement.anybody, []);
    return row!.anybody;
  },

  async resolve(who, speaker) {
    const person = await resolve(context, who, speaker);
    return person.ok ? ok(viewOf(person.value)) : person;
  },

  linkCode: (identity, given = null) => linkCode(context, identity, given),
  redeem: (identity, code, key, ask) => redeem(context, { identity, code, key, ask }),
  async link(identity, code, key) {
    const redeemed = await redeem(context, { identity, code, key, ask: 'never' });
    if (!redeemed.ok) return redeemed;
    const { person, balances } = redeemed.value as Extract<typeof redeemed.value, { did: 'linked' }>;
    return ok({ person, balances });
  },

  setReachable: (identity, reachable) =>
    inTransaction(context.sql, async (sql) => {
      const { platform, tenant, user } = identity;
      await run(sql, statement.setReachable, [platform, tenant, user, reachable]);
      if (reachable) await reviveDeliveries(sql, [identity]);
    }),

  async mayPoint(identity, { channel }, reachable) {
    const now = context.clock.now();
    const { hours, minutesUnreachable } = limits.point;
    const quiet_ms = (reachable ? hours * 60 : minutesUnreachable) * 60_000;
    const since = new Date(now.getTime() - quiet_ms);
    const told = await run(context.sql, statement.point, [
      identityText(identity),
      channel,
      reachable,
      now,
      since,
    ]);
    return told.length > 0;
  },
});
