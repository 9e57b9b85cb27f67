/** Tickets: to their holders, to those of the door, and to whoever sells them. */
import type { EventView, NoticeOf, TicketView } from '../../../core/index.ts';
import type { Card, CardFile, Field } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import { drawable } from '../picture/index.ts';
import { ticketPicture } from '../picture/ticket.ts';
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
import type { ShopMessages } from './messages.ts';

type Scene = AnyScene<ShopMessages>;

const called = (name: string, units = 60): string => clip(plainLine(name), units) || '?';

/** `1234 5678 9012` */
const spaced = (number: string, by: number, separator: string): string =>
  number.match(new RegExp(`.{1,${by}}`, 'g'))!.join(separator);

/** `24 Dec 2026, 20:00`: by the clock of the event's place, so that it is the same for everybody. */
export const whenText = ({ day, time }: Pick<EventView, 'day' | 'time'>, { language }: Scene): string =>
  `${language.date(day)}, ${time}`;

const placeText = ({ place }: EventView): string | null =>
  place === null ? null : clip(plainLine(place), 120);

/** When and where. */
export const eventText = (event: EventView, scene: Scene): string =>
  [whenText(event, scene), placeText(event)].filter((part) => part !== null).join(' · ');

/** Whether, and until when, whoever buys a ticket can give it back. */
export const refundText = ({ refund_until }: EventView, scene: Scene): string =>
  refund_until === null
    ? scene.words.ticket.final
    : scene.words.ticket.returnable(whenText(refund_until, scene));

const numberText = ({ number }: Pick<TicketView, 'number'>): string => spaced(number, 4, ' ');

export function ticketNoticeView({ ticket, code }: NoticeOf<'ticket'>, scene: Scene): Card {
  const { words, context } = scene;
  const title = called(ticket.name);
  const typed = code === null ? null : `/checkin ${spaced(code, 4, '-')}`;
  const file = code === null ? null : pictureOf(ticket, code, scene);
  const { refund_until } = ticket.event;
  const lines = [
    eventText(ticket.event, scene),
    ...(typed === null ? [] : [words.ticket.code(typed)]),
    ...(refund_until === null ? [] : [words.ticket.refundable(whenText(refund_until, scene))]),
  ];
  return card({
    tone: ticket.state === 'valid' ? 'good' : 'neutral',
    title,
    lines: lines.map((line) => [text(line)]),
    context: quiet(numberText(ticket), words.ticket.states[ticket.state], nameOf(ticket.holder, context)),
    ...(file && { file }),
    fallback: sentences(title, ...lines, numberText(ticket)),
  });
}

function pictureOf(ticket: TicketView, code: string, scene: Scene): CardFile {
  const { words, context } = scene;
  const when = whenText(ticket.event, scene);
  const place = placeText(ticket.event);
  const title = called(ticket.name);
  return ticketPicture({
    title: drawable(title) || words.ticket.title,
    when,
    place: place === null ? null : drawable(place),
    number: numberText(ticket),
    // Where the bot can be opened by a link, whoever scans it is there at once.
    code: context.directUrl ? `${context.directUrl}?start=checkin_${code}` : `/checkin ${code}`,
    alt: words.ticket.alt(title, when, numberText(ticket)),
  });
}

function ticketField(ticket: TicketView, { words, ...scene }: Scene): Field {
  const parts = [numberText(ticket), words.ticket.states[ticket.state]];
  return {
    label: called(ticket.name, cardLimits.fieldLabelCharacters),
    value: [bold(whenText(ticket.event, { words, ...scene })), text(` · ${parts.join(' · ')}`)],
  };
}

export function ticketsView({ tickets, more }: NoticeOf<'tickets'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const title = words.ticket.list(tickets.length + more, language);
  const lines = tickets.length === 0 ? [words.ticket.none] : more > 0 ? [common.more(more, language)] : [];
  const good = tickets.filter(({ intent }) => intent !== null).slice(0, cardLimits.buttons);
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields: tickets.map((ticket) => ticketField(ticket, scene)),
    buttons: good.map((ticket) => ({
      label: good.length === 1 ? words.ticket.show : words.ticket.showOne(ticket.number.slice(-4)),
      style: 'primary',
      press: { intent: ticket.intent! },
    })),
    fallback: sentences(
      title,
      ...lines,
      ...tickets.map(
        (ticket) => `${called(ticket.name)}: ${whenText(ticket.event, scene)}, ${numberText(ticket)}`,
      ),
    ),
  });
}

export function ticketGiveView({ ticket, to, until, actions }: NoticeOf<'ticket_give'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const title = words.ticket.give(nameOf(to, context), called(ticket.name, 40));
  const lines = [eventText(ticket.event, scene), words.ticket.giveHint(language.time(until))];
  return card({
    tone: 'pending',
    title,
    lines: lines.map((line) => [text(line)]),
    context: quiet(numberText(ticket), words.ticket.states[ticket.state], idElsewhere(to, context)),
    buttons: actions.map(({ intent }) => ({
      label: words.ticket.giveButton(clip(nameOf(to, context), 24)),
      style: 'primary',
      press: { intent },
    })),
    fallback: sentences(title, ...lines, numberText(ticket)),
  });
}

export function ticketGivenView({ ticket, from, actions }: NoticeOf<'ticket_given'>, scene: Scene): Card {
  const { words, context } = scene;
  return card({
    tone: 'good',
    title: words.ticket.given(nameOf(from, context), called(ticket.name, 40)),
    lines: [[text(eventText(ticket.event, scene))]],
    context: quiet(numberText(ticket), words.ticket.states[ticket.state]),
    buttons: actions.map(({ intent }) => ({
      label: words.ticket.show,
      style: 'primary',
      press: { intent },
    })),
  });
}

export function ticketDoneView(
  { did, ticket, to, own, amount }: NoticeOf<'ticket_done'>,
  scene: Scene,
): Card {
  const { words, language, context } = scene;
  const whom = nameOf(to, context);
  const title =
    did === 'gave'
      ? words.ticket.gave(whom, called(ticket.name, 40))
      : words.ticket.refunded(own ? null : whom, amount === null ? '' : language.money(amount));
  return card({
    tone: did === 'gave' ? 'good' : 'neutral',
    title,
    lines: [[text(did === 'gave' ? words.ticket.gaveHint : words.ticket.refundedHint)]],
    context: quiet(numberText(ticket), called(ticket.name), eventText(ticket.event, scene)),
  });
}

export function ticketCheckedInView(
  { ticket, inside, sold }: NoticeOf<'ticket_checked_in'>,
  scene: Scene,
): Card {
  const { words, context, language } = scene;
  return card({
    tone: 'good',
    title: words.ticket.welcome(nameOf(ticket.holder, context)),
    lines: [[text(`${called(ticket.name)} · ${eventText(ticket.event, scene)}`)]],
    context: quiet(numberText(ticket), words.ticket.inside(inside, sold, language)),
  });
}

export const ticketOverView = ({ ticket }: NoticeOf<'ticket_over'>, scene: Scene): Card =>
  card({
    tone: 'bad',
    title: scene.words.ticket.over(called(ticket.name, 50)),
    lines: [[text(scene.words.ticket.overHint)]],
    context: quiet(numberText(ticket), eventText(ticket.event, scene)),
  });

export function shopStaffView({ item, staff }: NoticeOf<'shop_staff'>, scene: Scene): Card {
  const { words, context, language } = scene;
  const shown = staff.slice(0, 10).map((person) => nameOf(person, context));
  return card({
    tone: 'good',
    title: words.ticket.staff(called(item.name, 50)),
    lines: [[text(words.ticket.staffHint(language.list(shown)))]],
    context: quiet(item.reference),
  });
}

export const shopCancelledView = ({ item }: NoticeOf<'shop_cancelled'>, { words }: Scene): Card =>
  card({
    title: words.ticket.cancelled(called(item.name, 60)),
    lines: [[text(words.ticket.cancelledHint)]],
    context: quiet(item.reference, words.states[item.state]),
  });
