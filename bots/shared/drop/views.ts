/** The drop in the conversation: the same card from open to over, edited. And what givers, claimers and operators are told by themselves. */
import { type DropClaim, money, type NoticeAction, type NoticeOf } from '../../../core/index.ts';
import type { Button, Card, Field, Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  fieldsOf,
  idElsewhere,
  nameOf,
  personSpan,
  quiet,
  sentences,
  spansText,
  sumOf,
  text,
} from '../views/parts.ts';
import type { DropMessages } from './messages.ts';

type Scene = AnyScene<DropMessages>;
type Drop = NoticeOf<'drop'>;

const memoUnits = 400;

export function dropView(notice: Drop, scene: Scene): Card {
  const { words, language, context } = scene;
  const { giver, total, left, state } = notice;
  const taken = money(BigInt(total.minor) - BigInt(left.minor), total.asset);
  const title = words.title[state]({
    giver: nameOf(giver, context),
    total: language.money(total),
    taken: notice.claims.length === 0 ? null : language.money(taken),
  });
  const memo = notice.memo === null ? null : words.memo(clip(plainLine(notice.memo), memoUnits));
  const progress = progressOf(notice, scene);
  const best = bestLine(notice, scene);
  const details = [notice.reference, words.states[state], language.day(notice.at)];
  const how = words.how[notice.mode](notice.shares, language);
  return card({
    tone: state === 'emptied' ? 'good' : 'neutral',
    title,
    lines: [
      [personSpan(giver, context), text(how)],
      ...(memo === null ? [] : [[text(memo)]]),
      [text(progress)],
      ...(best ? [best] : []),
    ],
    fields: claimFields(notice.claims, scene),
    context: quiet(...details, idElsewhere(giver, context)),
    buttons: notice.actions.flatMap((action) => buttonOf(action, scene)),
    fallback: sentences(title, memo, progress, best && spansText(best), details.join(', ')),
  });
}

function progressOf({ state, claims, shares, left, giver, ends_at }: Drop, scene: Scene): string {
  const { words, language, context } = scene;
  const counts = { taken: claims.length, shares, left: language.money(left) };
  if (state !== 'open') return words.ended[state]({ ...counts, giver: nameOf(giver, context) }, language);
  const until = `${language.dayShort(ends_at)}, ${language.time(ends_at)}`;
  return words.progress({ ...counts, until }, language);
}

function bestLine({ claims }: Drop, { words, language, context }: Scene): Span[] | null {
  const best = claims.find((claim) => claim.best);
  if (!best) return null;
  return [
    text(words.best.lead),
    personSpan(best.person, context),
    text(words.best.tail(language.money(best.amount))),
  ];
}

/** A field for each claim; more than fit are summed up in the last one. */
function claimFields(claims: readonly DropClaim[], scene: Scene): Field[] {
  const { words, language, context } = scene;
  const field = ({ person, amount, best }: DropClaim): Field => ({
    label: nameOf(person, context),
    value: [bold(language.money(amount)), ...(best ? [text(` · ${words.best.label}`)] : [])],
  });
  return fieldsOf(claims, scene, field, (rest) =>
    bold(language.money(sumOf(rest.map(({ amount }) => amount)))),
  );
}

function buttonOf({ action, intent }: NoticeAction, { words }: Scene): Button[] {
  if (action === 'drop_claim') return [{ label: words.buttons.claim, style: 'primary', press: { intent } }];
  if (action === 'drop_cancel') return [{ label: words.buttons.takeBack, style: 'plain', press: { intent } }];
  return [];
}

export const dropUnsentView = (
  { giver, total, state }: NoticeOf<'drop_unsent'>,
  { words, language, context }: Scene,
): Card =>
  card({
    tone: state === 'asked' ? 'pending' : 'neutral',
    title: words.unsent[state]({ giver: nameOf(giver, context), total: language.money(total) }),
  });

/** A word to whoever pressed. */
export const dropClaimedView = (
  { amount, again }: NoticeOf<'drop_claimed'>,
  { words, language }: Scene,
): Card => card({ tone: 'good', title: words.toasts[again ? 'again' : 'claimed'](language.money(amount)) });

export const dropGoneView = ({ shares }: NoticeOf<'drop_gone'>, { words, language }: Scene): Card =>
  card({ title: words.toasts.gone(shares, language) });

export const dropTakenBackView = (
  { amount }: NoticeOf<'drop_taken_back'>,
  { words, language }: Scene,
): Card => card({ title: words.toasts.takenBack(language.money(amount)) });

export function dropReturnedView(notice: NoticeOf<'drop_returned'>, scene: Scene): Card {
  const { words, common, language } = scene;
  return card({
    title: words.returned.title(language.money(notice.amount)),
    lines: [
      [text(words.returned.taken(notice, language))],
      [text(common.balanceNow(language.money(notice.balance)))],
    ],
    context: quiet(notice.reference, words.states.expired),
  });
}

export function dropRulesView(notice: NoticeOf<'drop_rules'>, { words, language }: Scene): Card {
  const { account_age_ms, member_age_ms, claims_a_day } = notice;
  const lasting = (ms: number) => words.lasting(ms, language);
  const { rules } = words;
  return card({
    title: rules.title,
    lines: [
      account_age_ms > 0 ? rules.account(lasting(account_age_ms)) : rules.accountAny,
      member_age_ms > 0 ? rules.member(lasting(member_age_ms)) : rules.memberAny,
      claims_a_day === null ? rules.dailyAny : rules.daily(claims_a_day, language),
    ].map((line) => [text(line)]),
  });
}
