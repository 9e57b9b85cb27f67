/** Buttons and forms: an opaque key in the chat, its meaning here, checked at every press. */
import type { Press, Schedule } from '../capability.ts';
import type { Origin } from '../common.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { limits } from '../policy/limits.ts';
import type { Identity, Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { IntentService, Pressed } from './types.ts';
import { putIntent } from './write.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find.sql'),
  forget: sqlFile(import.meta.url, './sql/forget.sql'),
};

/** An expired button still says that it has expired, for so long. */
const keptAfterExpiry_ms = 30 * 86_400_000;

interface Intent {
  kind: string;
  person: bigint | null;
  subject: bigint | null;
  payload: Json;
  expires_at: Date | null;
  used_key: string | null;
  outcome: Json;
}

export function createIntents(context: Context, presses: ReadonlyMap<string, Press>) {
  const press = async (
    key: string,
    identity: Identity,
    origin: Origin,
    more: { confirmed?: true },
  ): Promise<Result<Pressed>> => {
    const found = await find(context, key);
    const act = found && presses.get(found.kind);
    if (!act) return refuse('intent_unknown');
    const by = await personOf(context, identity);
    const { person, used_key, ...intent } = found;
    if (person !== null && person !== by.id) return refuse('intent_not_yours');
    if (used_key !== null && used_key !== origin.key) return refuse('intent_used');
    if (used_key === null && isOver(context, intent)) return refuse('intent_expired');
    return act({ ...intent, key, by, identity, origin, ...more });
  };

  const service: IntentService = {
    async create({ person, kind, payload, life_ms = limits.formMinutes * 60_000 }) {
      const owner = await personOf(context, person);
      const expiresAt = new Date(context.clock.now().getTime() + life_ms);
      return putIntent(context, context.sql, { kind, person: owner.id, payload, expiresAt });
    },

    press: (key, identity, origin) => press(key, identity, origin, {}),

    async read(key, by) {
      const found = await find(context, key);
      if (!found || found.payload === null) return refuse('intent_unknown');
      const reader = await personOf(context, by);
      if (found.person !== reader.id) return refuse('intent_not_yours');
      if (isOver(context, found)) return refuse('intent_expired');
      return ok({ kind: found.kind, payload: found.payload });
    },
  };

  return {
    ...service,
    /** A press whose person was asked whether they mean it, and said yes. */
    pressAgain: (key: string, identity: Identity, origin: Origin): Promise<Result<Pressed>> =>
      press(key, identity, origin, { confirmed: true }),
  };
}

/** Deletes what nobody can press any more. */
export const forgetIntents = ({ sql, clock }: Context): Schedule => ({
  every_ms: 3_600_000,
  async run() {
    await run(sql, statement.forget, [new Date(clock.now().getTime() - keptAfterExpiry_ms)]);
    return 0;
  },
});

const isOver = ({ clock }: Context, { expires_at }: Pick<Intent, 'expires_at'>): boolean =>
  expires_at !== null && expires_at <= clock.now();

async function find({ sql }: Context, key: string): Promise<Intent | undefined> {
  if (!/^[\w-]{1,32}$/.test(key)) return undefined;
  const [intent] = await run<Intent>(sql, statement.find, [key]);
  return intent;
}
