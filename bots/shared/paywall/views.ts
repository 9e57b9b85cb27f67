/** A paid post's card, which everybody sees; what is behind it, which only those see who may; and somebody's list. */
import { type NoticeOf, type PaywallItem, type PaywallOffer, paywallLimits } from '../../../core/index.ts';
import type { Button, Card, CardFile, Field, Span } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine, plainLines } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  nameOf,
  personSpan,
  quiet,
  sentences,
  spansText,
  text,
} from '../views/parts.ts';
import { cardLines } from './lines.ts';
import type { PaywallMessages } from './messages.ts';

type Scene = AnyScene<PaywallMessages>;
type Post = NoticeOf<'paywall'>;

const { backMinutes } = paywallLimits;
const teaserUnits = 400;
const fileNameUnits = 60;
/** Of a title in a field's label or on a button. */
const shortUnits = 26;

const titleOf = (title: string | null, { words }: Scene): string => plainLine(title ?? '') || words.untitled;

/** As the title of a card, with a mark that says what it is. */
const headOf = (title: string | null, mark: string, scene: Scene): string =>
  `${mark} ${clip(titleOf(title, scene), cardLimits.titleCharacters - 4)}`;

/** In megabytes, to a hundredth, and never nothing. */
const megabytes = (bytes: number, { language }: Scene): string =>
  language.decimal(Math.max(0.01, bytes / 1_000_000).toFixed(2));

export function paywallView(notice: Post, scene: Scene): Card {
  const { words, language, context } = scene;
  const { reference, seller, teaser, price, unlocked, withdrawn, takings, actions } = notice;
  const said = teaser === null ? null : clip(plainLine(teaser), teaserUnits);
  const title = headOf(notice.title, '🔒', scene);
  const by: Span[] = [text(words.by), personSpan(seller, context)];
  const fields: Field[] = [
    { label: words.price, value: [bold(language.money(price))] },
    { label: words.contains, value: [text(insideOf(notice, scene))] },
    ...(withdrawn ? [] : [{ label: words.back.label, value: [text(words.back.terms(backMinutes))] }]),
    ...(takings ? takingsFields(takings, scene) : []),
  ];
  const count = words.unlocked(unlocked, language);
  return card({
    title,
    lines: [by, ...(said === null ? [] : [[text(said)]]), ...(withdrawn ? [[text(words.withdrawn)]] : [])],
    fields,
    context: quiet(reference, count, idElsewhere(seller, context)),
    buttons: actions.map((action) => buttonOf(action, notice, scene)),
    fallback: sentences(
      title,
      spansText(by),
      said,
      withdrawn ? words.withdrawn : null,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      `${reference}, ${count}`,
    ),
  });
}

function insideOf({ contains }: Post, scene: Scene): string {
  const { words, language } = scene;
  const { file } = contains;
  return language.list([
    ...(contains.text ? [words.kinds.text] : []),
    ...(contains.link ? [words.kinds.link] : []),
    ...(file
      ? [
          // What is shown or heard has a name that says less than what it is.
          words.kinds.file(
            file.shown_as ? words.kinds[file.shown_as] : clip(plainLine(file.name), fileNameUnits) || '?',
            megabytes(file.size_bytes, scene),
          ),
        ]
      : []),
  ]);
}

function takingsFields({ taken, buyers }: NonNullable<Post['takings']>, scene: Scene): Field[] {
  const { words, language, context } = scene;
  const names = buyers.map((buyer) => nameOf(buyer, context));
  return [
    { label: words.taken, value: [bold(language.money(taken))] },
    { label: words.buyers, value: [text(names.length === 0 ? words.nobody : names.join(', '))] },
  ];
}

function buttonOf(
  { action, intent }: Post['actions'][number],
  { price }: Post,
  { words, language }: Scene,
): Button {
  const press = { intent };
  if (action === 'unlock')
    return { label: words.buttons.unlock(language.money(price)), style: 'primary', press };
  return { label: words.buttons[action], style: action === 'withdraw' ? 'danger' : 'plain', press };
}

/** For one person's eyes. Its words are their writer's, so that they are shown as they are. */
export function paywallContentView(notice: NoticeOf<'paywall_content'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { reference, seller, link, file, paid } = notice;
  const said = notice.text === null ? null : plainLines(notice.text);
  const title = headOf(notice.title, '🔓', scene);
  const lines: Span[][] =
    link !== null
      ? [[{ type: 'link', text: link, url: link }]]
      : said === null
        ? []
        : cardLines(said).map((line) => [{ type: 'text', text: line, lines: true }]);
  return card({
    title,
    lines,
    context: quiet(
      `${words.by}${nameOf(seller, context)}`,
      paid ? words.content.paid(language.money(paid)) : null,
      notice.back_until ? words.content.backUntil(language.time(notice.back_until)) : null,
      words.content.again(`/paywall ${reference}`),
      idElsewhere(seller, context),
    ),
    buttons: notice.actions.map(({ intent }) => ({
      label: words.back.button,
      style: 'plain',
      press: { intent },
    })),
    ...(file && { file: fileOf(file, scene) }),
    fallback: sentences(title, link ?? said, file && plainLine(file.name), reference),
  });
}

function fileOf(
  { id, name, media_type, shown_as, known_as }: NonNullable<NoticeOf<'paywall_content'>['file']>,
  { context }: Scene,
): CardFile {
  return {
    name,
    media_type,
    stored: id,
    ...(shown_as && { shown_as }),
    ...(known_as?.platform === context.platform && { known_as: known_as.reference }),
  };
}

/** To whoever sold it. */
export function paywallBackView(
  { reference, payment, title, buyer, paid, given, actions }: NoticeOf<'paywall_back'>,
  scene: Scene,
): Card {
  const { words, language, context } = scene;
  const who = nameOf(buyer, context);
  const [head, line] = given
    ? [words.back.given({ buyer: who, back: language.money(given) }), []]
    : [words.back.title({ buyer: who, paid: language.money(paid) }), [[text(words.back.line(backMinutes))]]];
  return card({
    tone: given ? 'good' : 'neutral',
    title: head,
    lines: [[text(`🔒 ${titleOf(title, scene)}`)], ...line],
    context: quiet(reference, payment, idElsewhere(buyer, context)),
    buttons: actions.map(({ intent }) => ({ label: words.back.give, style: 'plain', press: { intent } })),
  });
}

export const paywallRefundedView = (
  { reference, title }: NoticeOf<'paywall_refunded'>,
  scene: Scene,
): Card => {
  const { words } = scene;
  return card({
    title: words.refunded.title(clip(titleOf(title, scene), shortUnits)),
    lines: [[text(words.refunded.line)]],
    context: quiet(reference),
  });
};

/** A word to whoever did it. */
export const paywallDoneView = ({ did }: NoticeOf<'paywall_done'>, { words }: Scene): Card =>
  card({ tone: did === 'withdrawn' ? 'neutral' : 'good', title: words.done[did] });

/** What they sell comes first. As many as have a button open by it, the others by their codes. */
export function paywallsView({ offers, takings, has }: NoticeOf<'paywalls'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const items = [
    ...offers.map((item) => ({ item, value: offerText(item, scene) })),
    ...has.map((item) => ({ item, value: hasText(item, scene) })),
  ];
  const title = items.length === 0 ? words.list.empty : words.list.title;
  const taken =
    takings.length === 0 ? null : words.list.taken(language.list(takings.map((sum) => language.money(sum))));
  const rest = items.length - cardLimits.fields;
  const more = [rest > 0 ? `${common.more(rest, language)}.` : null, words.list.more]
    .filter((part) => part !== null)
    .join(' ');
  const lines = [
    taken,
    items.length === 0 ? words.list.start : null,
    items.length > cardLimits.buttons ? more : null,
  ].filter((line) => line !== null);
  const labelOf = (item: { title: string | null }) => clip(titleOf(item.title, scene), shortUnits);
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields: items
      .slice(0, cardLimits.fields)
      .map(({ item, value }) => ({ label: labelOf(item), value: [text(value)] })),
    buttons: items.slice(0, cardLimits.buttons).map(({ item }) => ({
      label: words.list.open(labelOf(item)),
      style: 'plain',
      press: { intent: item.intent },
    })),
    fallback: sentences(title, ...lines, ...items.map(({ item, value }) => `${labelOf(item)}: ${value}`)),
  });
}

function offerText({ reference, price, unlocked, taken, withdrawn }: PaywallOffer, scene: Scene): string {
  const { words, language } = scene;
  const said = words.list.offer({
    price: language.money(price),
    unlocked: words.unlocked(unlocked, language),
    taken: language.money(taken),
  });
  return [said, reference, ...(withdrawn ? [words.list.withdrawn] : [])].join(' · ');
}

const hasText = ({ reference, seller }: PaywallItem, { words, context }: Scene): string =>
  `${words.list.has(nameOf(seller, context))} · ${reference}`;
