/** Tips: a reaction, a menu or a command that pays whoever wrote something. A hold for half a minute, then theirs. */
import type { Capability, HistoryView, PressedIntent } from '../capability.ts';
import type { Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf, resolve } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { type Money, money } from '../money.ts';
import { checkMoney } from '../policy/amounts.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { createAsk, pressAmount, pressConfirmed } from './ask.ts';
import { authorsOf, forget } from './authors.ts';
import { claimTips, dueTips } from './due.ts';
import { createMove, type MoveTip } from './move.ts';
import { noteNotices, tallyNotices } from './notice.ts';
import { createPlace } from './place.ts';
import { concerns, pressOn, react, type Ways } from './react.ts';
import { placeOf } from './rules.ts';
import { settingsOf } from './settings.ts';
import { tellAuthors } from './told.ts';
import type { TipRequest, TipService } from './types.ts';

export function createTip(context: Context): Capability<TipService> {
  const ways: Ways = { place: createPlace(context), move: createMove(context) };
  const settings = settingsOf(context);
  const service: TipService = {
    ...settings,
    ...authorsOf(context),
    concerns: (reaction) => concerns(context, reaction),
    react: (reaction) => react(context, ways, reaction),
    tip: (request) => tip(context, ways, request),
    ask: createAsk(context, (request) => tip(context, ways, request)),
  };
  return {
    service,
    presses: {
      tip_on: (press) => pressOn(context, ways, (person) => settings.turn(person, true), press),
      tip_off: async ({ identity }) => {
        await settings.turn(identity, false);
        return ok({ in_place: { kind: 'tips_turned', on: false } });
      },
      tip_undo: (press) => pressUndo(context, ways.move, press),
      tip_confirmed: (press) => pressConfirmed(service.tip, press),
      tip_amount: (press) => pressAmount(context, service.tip, press),
    },
    subjects: {
      tip_tally: (sql, references) => tallyNotices(context, sql, references),
      tip_note: (sql, references) => noteNotices(context, sql, references),
    },
    schedules: {
      tips: { every_ms: 5_000, run: (limit) => dueTips(context, ways.move, limit) },
      tips_told: { every_ms: 15_000, run: (limit) => tellAuthors(context, limit) },
      tips_forgotten: { every_ms: 3_600_000, run: () => forget(context) },
    },
    home: async (identity) =>
      (await context.known(identity)) ? [await settings.tips(identity, communityOf(identity))] : [],
    desk: async (identity) => [{ kind: 'tip_emojis', emojis: await settings.emojis(communityOf(identity)) }],
    contact: (person) => claimTips(context, ways.move, person),
    history: { tip: history, tip_claim: history, tip_return: history },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

/** Where a platform has people's own pages, a tenant is one community. */
const communityOf = ({ platform, tenant }: Identity): Conversation => ({
  platform,
  tenant,
  community: tenant,
  channel: '',
  kind: 'group',
});

async function tip(
  context: Context,
  { place }: Ways,
  { tipper: by, author: who, amount, asset: code, message, origin }: TipRequest,
): Promise<Result<Shown>> {
  const asset = checkMoney(amount, context.assets, code);
  if (!asset.ok) return asset;
  const [tipper, author] = await Promise.all([personOf(context, by), resolve(context, who, by)]);
  if (!author.ok) return author;
  const { key, conversation, reply } = origin;
  const given = await place({
    key,
    tipper,
    by,
    locale: tipper.locale,
    author: author.value,
    amount,
    asset: asset.value,
    place: message ? placeOf(conversation, message) : key,
    ...(message && { message }),
    conversation,
    ...(reply && { reply }),
    reaction: null,
  });
  if (given === 'nothing') throw new Error('A tip that somebody asked for came to nothing');
  return given;
}

/** The same event again gets the same answer. */
async function pressUndo(
  { assets, clock }: Context,
  move: MoveTip,
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { key } = origin;
  const moved = await move({ tip: subject!, to: 'undo', key, at: clock.now() });
  if (moved?.state !== 'undone') return refuse('intent_expired');
  const { tip } = moved;
  if (tip.state === 'undone' && tip.undo_key !== key) return refuse('intent_used');
  const amount: Money = money(BigInt(tip.amount), assets.find(tip.asset)!);
  return ok({ toast: { kind: 'tip_undone', amount } });
}

const historyText = sqlFile(import.meta.url, './sql/history.sql');

/** Who is on the other side. What came back to the tipper came back from the author. */
const history: HistoryView = async (sql, lines) => {
  interface Row {
    transfer: bigint;
    reference: string;
    tipper: bigint;
    author: bigint;
    emoji: string | null;
    returned: boolean;
  }
  const transfers = lines.map(({ transfer }) => transfer);
  const outgoing = new Map(lines.map(({ transfer, isOutgoing }) => [transfer, isOutgoing]));
  const rows = await run<Row>(sql, historyText, [transfers]);
  return rows.map(({ transfer, reference, tipper, author, emoji, returned }) => ({
    transfer,
    reference,
    counterparty: outgoing.get(transfer) || returned ? author : tipper,
    memo: emoji,
  }));
};
