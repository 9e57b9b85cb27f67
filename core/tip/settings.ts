/** What emoji are worth in a community, and whose reactions are tips. */
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { buttonUntil, putIntent } from '../intents/index.ts';
import { money } from '../money.ts';
import { checkMoney } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { mayOperate } from '../policy/operators.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, refuse } from '../refusals.ts';
import { communityOf, emojiOf } from './rules.ts';
import type { TipEmoji, TipService } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_emoji.sql'),
  all: sqlFile(import.meta.url, './sql/emojis.sql'),
  put: sqlFile(import.meta.url, './sql/put_emoji.sql'),
  remove: sqlFile(import.meta.url, './sql/delete_emoji.sql'),
  person: sqlFile(import.meta.url, './sql/person.sql'),
  turn: sqlFile(import.meta.url, './sql/turn.sql'),
};

interface EmojiRow {
  emoji: string;
  asset: string;
  amount: string;
}

/** What one reaction is worth in a community, and since when; null for nothing. */
export async function worthOf({ sql, assets }: Context, community: string | null, emoji: string) {
  if (community === null) return null;
  const [row] = await run<EmojiRow & { since: Date }>(sql, statement.find, [community, emoji]);
  return row ? { amount: BigInt(row.amount), asset: assets.find(row.asset)!, since: row.since } : null;
}

/** Whether they tip by reaction, and whether they know that they could. */
export async function standingOf(
  { sql }: Context,
  person: bigint,
): Promise<{ since: Date | null; explained_at: Date | null }> {
  const [row] = await run<{ since: Date | null; explained_at: Date | null }>(sql, statement.person, [person]);
  return row ?? { since: null, explained_at: null };
}

export const settingsOf = (context: Context): Pick<TipService, 'tips' | 'turn' | 'setEmoji' | 'emojis'> => {
  const { sql, clock, assets } = context;

  const emojis = async (where: Conversation): Promise<TipEmoji[]> => {
    const rows = await run<EmojiRow>(sql, statement.all, [communityOf(where) ?? '']);
    return rows.map(({ emoji, asset, amount }) => ({
      emoji,
      amount: money(BigInt(amount), assets.find(asset)!),
    }));
  };

  return {
    emojis,

    async tips(identity, where) {
      const { id } = await personOf(context, identity);
      const { since } = await standingOf(context, id);
      const on = since !== null;
      const expiresAt = buttonUntil(context);
      const kind = on ? 'tip_off' : 'tip_on';
      const intent = await putIntent(context, sql, { kind, person: id, payload: {}, expiresAt });
      return { kind: 'tips', on, emojis: await emojis(where), actions: [{ action: kind, intent }] };
    },

    async turn(identity, on) {
      const { id } = await personOf(context, identity);
      const now = clock.now();
      await run(sql, statement.turn, [id, on ? now : null, now]);
    },

    async setEmoji(by, where, text, amount) {
      if (!mayOperate(context, by)) return refuse('not_operator');
      const community = communityOf(where);
      if (community === null) return refuse('tip_not_here');
      const emoji = emojiOf(text);
      if (emoji === null) return refuse('tip_emoji_invalid', { text });
      if (amount === null) await run(sql, statement.remove, [community, emoji]);
      else {
        const minor = BigInt(amount.minor);
        const asset = checkMoney(minor, assets, amount.asset.code);
        if (!asset.ok) return asset;
        const { perDayMinor } = limits.tip;
        if (minor > perDayMinor)
          return refuse('tip_limit_amount', { limit: money(perDayMinor, asset.value) });
        await run(sql, statement.put, [community, emoji, asset.value.code, minor, clock.now()]);
      }
      return ok(await emojis(where));
    },
  };
};
