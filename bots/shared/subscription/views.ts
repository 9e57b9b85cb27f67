/** What a creator offers, and what somebody has subscribed to. */
import type { NoticeOf, PersonView, SubscriptionItem } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  nameOf,
  quiet,
  sentences,
  text,
} from '../views/parts.ts';
import type { SubscriptionMessages } from './messages.ts';

type Scene = AnyScene<SubscriptionMessages>;

const shortUnits = 24;

/** Null for one without a name. */
const shortName = (name: string | null): string | null => clip(plainLine(name ?? ''), shortUnits) || null;

export function creatorView({ creator, sells, tiers, own }: NoticeOf<'creator'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const name = nameOf(creator, context);
  const title = own
    ? tiers.length === 0
      ? words.creator.ownEmpty
      : words.creator.ownTitle
    : words.creator.title(name);
  const earned = own && own.earned.length > 0 ? own.earned.map((sum) => language.money(sum)) : null;
  const lines = own
    ? [
        tiers.length === 0 ? words.creator.ownStart : words.creator.subscribers(own.subscribers, language),
        earned && words.creator.earned(language.list(earned)),
        tiers.length === 0 || sells ? null : words.creator.ownPromise,
      ]
    : [tiers.length === 0 ? words.creator.closed : words.creator[sells ? 'line' : 'promise'](name)];
  const said = lines.filter((line) => line !== null);
  const id = own ? null : idElsewhere(creator, context);
  const fields = tiers.map((tier) => ({
    label: shortName(tier.name) ?? words.unnamed,
    value: [bold(words.month(language.money(tier.price)))],
  }));
  return card({
    title,
    lines: said.map((line) => [text(line)]),
    fields,
    ...(id !== null && { context: quiet(id) }),
    buttons: tiers.slice(0, cardLimits.buttons).map((tier) => {
      const price = language.money(tier.price);
      return own
        ? {
            label: words.creator.close(shortName(tier.name) ?? words.unnamed),
            style: 'plain',
            press: { intent: tier.intent },
          }
        : {
            label: words.creator.start({ name: shortName(tier.name), price }),
            style: 'primary',
            press: { intent: tier.intent },
          };
    }),
    fallback: sentences(
      title,
      ...said,
      ...tiers.map((tier) =>
        [shortName(tier.name), words.month(language.money(tier.price))]
          .filter((part) => part !== null)
          .join(': '),
      ),
    ),
  });
}

/** How it stands: `renews on 1 May 2026`. */
function standing({ state, until, tried_until }: SubscriptionItem, { words, language }: Scene): string {
  if (tried_until !== null) return words.subscription.tried(language.day(tried_until));
  const date = language.day(until);
  return state === 'cancelled' ? words.subscription.runs(date) : words.subscription.renews(date);
}

const priceOf = ({ name, price }: SubscriptionItem, { words, language }: Scene): string =>
  [shortName(name), words.month(language.money(price))].filter((part) => part !== null).join(' · ');

export function subscriptionView(item: NoticeOf<'subscription'>, scene: Scene): Card {
  const { words, context } = scene;
  const { creator, reference, state, actions } = item;
  const name = nameOf(creator, context);
  const isOver = state === 'ended';
  return card({
    tone: item.tried_until !== null ? 'pending' : state === 'active' ? 'good' : 'neutral',
    title: isOver ? words.subscription.ended(name) : words.subscription.title(name),
    lines: [[text(isOver ? priceOf(item, scene) : `${priceOf(item, scene)}, ${standing(item, scene)}`)]],
    context: quiet(reference, idElsewhere(creator, context)),
    buttons: actions.map(({ intent }) => ({
      label: words.subscription.cancel,
      style: 'danger',
      press: { intent },
    })),
  });
}

export function subscriptionsView({ items }: NoticeOf<'subscriptions'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const rest = items.length - cardLimits.fields;
  const lines = [
    ...(items.length === 0 ? [words.list.start] : []),
    ...(rest > 0 ? [common.more(rest, language)] : []),
  ];
  const said = items.map((item) => ({
    label: nameOf(item.creator, context),
    value: `${priceOf(item, scene)} · ${standing(item, scene)} · ${item.reference}`,
  }));
  const title = items.length === 0 ? words.list.empty : words.list.title;
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields: said.slice(0, cardLimits.fields).map(({ label, value }) => ({ label, value: [text(value)] })),
    buttons: items
      .flatMap(({ actions, creator }) =>
        actions.map(({ intent }) => ({
          label: words.list.cancel(clip(nameOf(creator, context), shortUnits)),
          style: 'plain' as const,
          press: { intent },
        })),
      )
      .slice(0, cardLimits.buttons),
    fallback: sentences(title, ...lines, ...said.map(({ label, value }) => `${label}: ${value}`)),
  });
}

/** Not a card of its own: its line stands on the payment's. */
export function subscriptionReceiptView(
  { reference, price, until, renews }: NoticeOf<'subscription_receipt'>,
  { words, language }: Scene,
): Card {
  const told = words.receipt[renews ? 'renews' : 'ends']({
    reference,
    price: words.month(language.money(price)),
    date: language.day(until),
  });
  return card({ title: words.receipt.title, lines: [[text(told)]] });
}

export function subscriptionFailedView(
  { reference, creator, price, tried_until }: NoticeOf<'subscription_failed'>,
  { words, language, context }: Scene,
): Card {
  return card({
    tone: 'bad',
    title: words.failed.title(shortOf(creator, context), language.money(price)),
    lines: [[text(words.failed.line(language.day(tried_until)))]],
    context: quiet(reference, idElsewhere(creator, context)),
  });
}

export function subscriptionEndedView(
  { reference, creator, name, why }: NoticeOf<'subscription_ended'>,
  { words, context }: Scene,
): Card {
  return card({
    tone: why === 'funds' || why === 'refused' ? 'bad' : 'neutral',
    title: words.over[why](shortOf(creator, context)),
    lines: why === 'self' ? [] : [[text(words.again(`/subscribe @${shortOf(creator, context)}`))]],
    context: quiet(reference, shortName(name), idElsewhere(creator, context)),
  });
}

export function subscriptionRenewsView(
  { reference, creator, price, at }: NoticeOf<'subscription_renews'>,
  { words, language, context }: Scene,
): Card {
  return card({
    title: words.renews.title(shortOf(creator, context), language.money(price), language.day(at)),
    lines: [[text(words.renews.line(reference))]],
    context: quiet(reference, idElsewhere(creator, context)),
  });
}

const shortOf = (creator: PersonView, context: Scene['context']): string =>
  clip(nameOf(creator, context), shortUnits);

export const subscriptionDoneView = ({ did }: NoticeOf<'subscription_done'>, { words }: Scene): Card =>
  card({ tone: 'good', title: words.done[did] });
