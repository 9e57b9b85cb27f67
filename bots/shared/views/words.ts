/** The small cards: help, welcome, choosing, the bank, and the notes around them. */
import type { Notice, NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import { COMMANDS } from '../commands.ts';
import { clip, plainLine } from '../memo.ts';
import type { CommandName } from '../messages/catalogue.ts';
import { bold, card, isReader, nameOf, quiet, type Scene, sentences, text } from './parts.ts';
import { buttonOf } from './payment.ts';

export function helpView({ commands, operator }: NoticeOf<'help'>, { words }: Scene): Card {
  const shown = COMMANDS.filter(({ name, operator: only }) => commands.includes(name) && (operator || !only));
  const fields = shown.map(({ name }): Field => {
    const example = words.examples[name as CommandName];
    return {
      label: `/${name}`,
      value: [
        text(words.commands[name as CommandName]),
        ...(example === `/${name}` ? [] : [text(` · ${example}`)]),
      ],
    };
  });
  return card({
    title: words.help.title,
    lines: [[text(words.help.lead)]],
    fields,
    fallback: sentences(
      words.help.title,
      ...shown.map(({ name }) => `/${name}: ${words.commands[name as CommandName]}`),
    ),
  });
}

export function welcomeView(
  { person, claimed }: NoticeOf<'welcome'>,
  { words, language, context }: Scene,
): Card {
  const amounts = language.list(claimed.map(language.money));
  return card({
    tone: claimed.length > 0 ? 'good' : 'neutral',
    title: words.welcome.title(nameOf(person, context)),
    lines: [
      ...(claimed.length > 0 ? [[text(words.welcome.claimed(amounts))]] : []),
      [text(words.welcome.hint)],
    ],
  });
}

/** Without actions: it has been chosen. */
export function chooseAmountView(notice: NoticeOf<'choose_amount'>, scene: Scene): Card {
  const { words } = scene;
  if (notice.actions.length === 0) return card({ tone: 'good', title: words.which.done });
  return card({
    tone: 'pending',
    title: words.which.title,
    lines: [[text(words.which.wrote(clip(plainLine(notice.text), 40)))]],
    buttons: notice.actions.flatMap((action) => buttonOf(action, scene)),
  });
}

export function bankFundedView(notice: NoticeOf<'bank_funded'>, { words, language, context }: Scene): Card {
  const [amount, balance] = [language.money(notice.amount), language.money(notice.balance)];
  const mine = isReader(notice.person, context);
  return card({
    tone: 'good',
    title: mine ? words.bank.fundedYou(amount) : words.bank.funded(nameOf(notice.person, context), amount),
    lines: [[text(mine ? words.balance.now(balance) : words.bank.fundedBalance(balance))]],
    context: mine
      ? quiet(notice.reference, words.history.codes.fund)
      : quiet(notice.reference, ...ids(notice.person)),
  });
}

export function bankFrozenView({ person, frozen }: NoticeOf<'bank_frozen'>, { words, context }: Scene): Card {
  if (isReader(person, context)) {
    return card({
      tone: frozen ? 'bad' : 'good',
      title: frozen ? words.bank.frozenYou : words.bank.unfrozenYou,
      lines: frozen ? [[text(words.balance.frozen)]] : [],
    });
  }
  return card({
    title: frozen ? words.bank.frozen(nameOf(person, context)) : words.bank.unfrozen(nameOf(person, context)),
    context: quiet(...ids(person)),
  });
}

/** The operator acts on ids, never on names. */
const ids = (person: NoticeOf<'bank_frozen'>['person']): string[] =>
  person.identities.map(({ platform, tenant, user }) => `${platform}:${tenant}:${user}`);

export function answeredPrivatelyView({ reachable }: NoticeOf<'answered_privately'>, scene: Scene): Card {
  const { words, context } = scene;
  return card({
    title: reachable ? words.privately.title : words.privately.unreachable,
    lines: reachable ? [] : [[text(words.privately.hint)]],
    buttons: context.directUrl
      ? [{ label: words.buttons.openDirect, style: 'plain', press: { url: context.directUrl } }]
      : [],
  });
}

/** The first section of a person's page. The others are shown below it, each a card of its own, where the platform has such a page. */
export function homeView(
  { sections: [first] }: NoticeOf<'home'>,
  { words }: Scene,
  cardOf: (notice: Notice) => Card,
): Card {
  return first ? cardOf(first) : card({ title: words.help.title });
}

/** What could not be delivered before, each in a line of its own; `cardOf` gives the card that it would have been. */
export function missedView(
  { notices }: NoticeOf<'missed'>,
  scene: Scene,
  cardOf: (notice: Notice) => Card,
): Card {
  const { words, language } = scene;
  const cards = notices.map(cardOf);
  const shown = cards.length <= cardLimits.fields ? cards : cards.slice(0, cardLimits.fields - 1);
  const rest = cards.length - shown.length;
  const fields = shown.map(({ title, lines, fallback }): Field => {
    const [first] = lines;
    return { label: title, value: first ?? [text(fallback)] };
  });
  return card({
    title: words.missed.title,
    lines: [],
    fields: rest > 0 ? [...fields, { label: words.more(rest, language), value: [bold('…')] }] : fields,
    fallback: sentences(words.missed.title, ...shown.map(({ title }) => title)),
  });
}
