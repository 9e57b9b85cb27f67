/** A tab in the conversation: where everybody stands, who changed what, and settling up. */
import type { Money, NoticeOf, PersonView, TabDueView, TabEntryView, TabPart } from '../../../core/index.ts';
import { type Button, type Card, cardLimits, type Field, type Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  fieldsOf,
  idElsewhere,
  joined,
  nameOf,
  personSpan,
  quiet,
  sentences,
  spansText,
  text,
} from '../views/parts.ts';
import type { TabMessages } from './messages.ts';

type Scene = AnyScene<TabMessages>;

const memoUnits = 300;
const nameUnits = 32;
/** Of a plan as one line. */
const paymentsShown = 6;
const namesShown = 12;

export function tabView(notice: NoticeOf<'tab'>, scene: Scene): Card {
  const { words, language } = scene;
  const { members, standings, plan, actions } = notice;
  if (members === 0 && standings.length === 0)
    return card({
      title: words.tab.none,
      lines: [[text(words.tab.begin)]],
      buttons: buttonsOf(actions, scene),
    });
  const title = words.tab.title(members, language);
  const lines =
    plan.length === 0 ? [[text(words.tab.even)]] : [[text(words.tab.plan), ...planSpans(plan, scene)]];
  const fields = fieldsOf(standings, scene, ({ person, balances }) => ({
    label: nameOf(person, scene.context),
    value: standingSpans(balances, scene),
  }));
  return card({
    title,
    lines,
    fields,
    ...(plan.length > 0 && { context: quiet(words.tab.greedy) }),
    buttons: buttonsOf(actions, scene),
    fallback: sentences(title, ...fields.map(fieldText), ...lines.map(spansText)),
  });
}

/** Their own tabs, on their own page: each by whom they share it with. */
export function tabsView({ tabs, more }: NoticeOf<'tabs'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const fields = tabs.map(({ others, balances }) => ({
    label: othersText(others, scene),
    value: ownSpans(balances, scene),
  }));
  return card({
    title: words.tabs.title,
    fields,
    ...(more > 0 && { context: quiet(common.more(more, language)) }),
    buttons: tabs.flatMap(({ others, actions }) =>
      actions.map(({ intent, asset }) => ({
        label: words.tabs.pay(nameOf(others[0]!, context), asset),
        style: 'primary' as const,
        press: { intent },
      })),
    ),
    fallback: sentences(words.tabs.title, ...fields.map(fieldText)),
  });
}

const othersShown = 2;

const namesOf = (people: readonly PersonView[], { common, language, context }: Scene): string[] => {
  const rest = people.length - othersShown;
  return [
    ...people.slice(0, othersShown).map((one) => nameOf(one, context)),
    ...(rest > 0 ? [common.people(rest, language)] : []),
  ];
};

/** Two by name and the others counted, or one, where two names are too long for a label. */
const othersText = (others: readonly PersonView[], scene: Scene): string => {
  const { common, language, context } = scene;
  const whole = language.list(namesOf(others, scene));
  const [first, ...rest] = others;
  return whole.length <= cardLimits.fieldLabelCharacters || rest.length === 0
    ? whole
    : language.list([nameOf(first!, context), common.people(rest.length, language)]);
};

const fieldText = ({ label, value }: Field): string => `${label}: ${spansText(value)}`;

const standingSpans = (balances: readonly Money[], scene: Scene): Span[] =>
  balanceSpans(balances, scene.words.tab, scene);

const ownSpans = (balances: readonly Money[], scene: Scene): Span[] =>
  balanceSpans(balances, scene.words.tabs, scene);

function balanceSpans(
  balances: readonly Money[],
  { gets, owes }: Pick<TabMessages['tab'], 'gets' | 'owes'>,
  { language }: Scene,
): Span[] {
  const owed = balances.filter(({ minor }) => minor.startsWith('-'));
  const due = balances.filter(({ minor }) => !minor.startsWith('-'));
  const positive = (amount: Money) => language.money({ ...amount, minor: amount.minor.replace('-', '') });
  const said = [
    ...(due.length > 0 ? [gets(language.list(due.map(positive)))] : []),
    ...(owed.length > 0 ? [owes(language.list(owed.map(positive)))] : []),
  ];
  return [text(said.join(', '))];
}

function planSpans(plan: readonly TabDueView[], { words, common, language, context }: Scene): Span[] {
  const shown = plan
    .slice(0, paymentsShown)
    .map(({ debtor, creditor, amount }) =>
      text(words.tab.pays(nameOf(debtor, context), nameOf(creditor, context), language.money(amount))),
    );
  const rest = plan.length - shown.length;
  return [...joined(shown, ' · '), ...(rest > 0 ? [text(` ${common.more(rest, language)}`)] : [])];
}

export function tabChangeView(notice: NoticeOf<'tab_change'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { did, by, entry, before, since } = notice;
  const name = nameOf(by, context);
  const title = did === 'added' ? paidText(entry, scene) : words.change[did](name, entry.number);
  const isPayer = entry.paid.some(({ person }) => person.id === by.id);
  const details = [`#${entry.number}`, notice.reference, language.day(notice.at)];
  const aside = did === 'added' && !isPayer ? words.change.enteredBy(name) : null;
  const news = since === undefined ? aside : words.change.since[since];
  const notify = did !== 'added' || since === undefined;
  const shared = sharedSpans(entry, scene, (person) => notify && person.id !== by.id);
  const memo = memoText(entry.memo, scene);
  const what = [paidText(entry, scene), memo].filter((part) => part !== null).join(' ');
  const lines: Span[][] = [
    ...(did === 'deleted' ? [[text(words.change.was(what))]] : []),
    ...(did === 'edited' ? [[text(what)]] : []),
    ...(did === 'added' && memo !== null ? [[text(memo)]] : []),
    shared,
    ...(before ? [[text(words.change.before(summaryOf(before, scene)))]] : []),
    ...(news === null ? [] : [[text(news)]]),
  ];
  return card({
    tone: did === 'deleted' ? 'bad' : 'neutral',
    title,
    lines,
    context: quiet(...details, idElsewhere(by, context)),
    fallback: sentences(title, ...lines.map(spansText), details.join(', ')),
  });
}

const memoText = (memo: string | null, { words }: Scene): string | null =>
  memo === null ? null : words.change.memo(clip(plainLine(memo), memoUnits));

function paidText({ paid, amount }: TabEntryView, { words, language, context, common }: Scene): string {
  const payers =
    paid.length <= 2
      ? language.list(paid.map(({ person }) => nameOf(person, context)))
      : common.people(paid.length, language);
  return words.change.paid(payers, language.money(amount), paid.length);
}

/** Shares that differ by an odd penny at most. */
const areEqual = (shares: readonly TabPart[]): boolean => {
  const amounts = shares.map(({ amount }) => BigInt(amount.minor));
  return amounts.every((amount) => amount === amounts[0]);
};

/** Whose share is how much. Those whom it concerns are mentioned, but for whoever did it. */
function sharedSpans(
  { shares }: TabEntryView,
  scene: Scene,
  notify: (person: PersonView) => boolean,
): Span[] {
  const { words, common, language, context } = scene;
  const shown = shares.slice(0, namesShown);
  const rest = shares.length - shown.length;
  const more = rest > 0 ? [text(` ${common.more(rest, language)}`)] : [];
  if (shares.length > 0 && areEqual(shares)) {
    const people = shown.map(({ person }) => personSpan(person, context, notify(person)));
    return [bold(words.change.each(language.money(shares[0]!.amount))), ...joined(people, ', '), ...more];
  }
  const parts = shown.map(({ person, amount }): Span[] => [
    personSpan(person, context, notify(person)),
    text(` ${language.money(amount)}`),
  ]);
  return [...parts.flatMap((part, at) => (at === 0 ? part : [text(', '), ...part])), ...more];
}

/** An expense in one line, without mentions. */
const summaryOf = (entry: TabEntryView, scene: Scene): string =>
  [paidText(entry, scene), memoText(entry.memo, scene), spansText(sharedSpans(entry, scene, () => false))]
    .filter((part) => part !== null)
    .join(' · ');

/** To somebody who is in another chat: the same card. */
export const tabNewsView = ({ change }: NoticeOf<'tab_news'>, scene: Scene): Card => scene.cardOf(change);

const roundTones = { open: 'pending', closed: 'neutral', done: 'good' } as const;

export function tabRoundView(notice: NoticeOf<'tab_round'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { dues, state, reference, actions } = notice;
  const title = words.round.title[state];
  const lines = [
    ...(state === 'open' ? [[text(words.round.how)]] : []),
    ...(dues.some((due) => due.state === 'outside') ? [[text(words.round.outside)]] : []),
    ...(state === 'closed' ? [[text(words.round.closed)]] : []),
    ...(state !== 'closed' && dues.some((due) => due.given_back) ? [[text(words.round.owedAgain)]] : []),
  ];
  const fields = fieldsOf(dues, scene, ({ debtor, creditor, amount, state: own, given_back }) => ({
    label: words.round.due(nameOf(debtor, context), nameOf(creditor, context)),
    value: [
      bold(language.money(amount)),
      ...(own === 'open' ? [] : [text(` · ${words.round.states[own]}`)]),
      ...(given_back ? [text(` · ${words.round.givenBack(language.money(given_back))}`)] : []),
    ],
  }));
  return card({
    tone: roundTones[state],
    title,
    lines,
    fields,
    context: quiet(reference, state === 'done' ? null : words.tab.greedy),
    buttons: buttonsOf(actions, scene),
    fallback: sentences(title, ...fields.map(fieldText), ...lines.map(spansText), reference),
  });
}

export function tabMembersView({ did, person, members }: NoticeOf<'tab_members'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const shown = members.slice(0, namesShown).map((member) => nameOf(member, context));
  const rest = members.length - shown.length;
  const names = rest > 0 ? `${shown.join(', ')} ${common.more(rest, language)}` : language.list(shown);
  return card({
    tone: did === 'joined' ? 'good' : 'neutral',
    title: words.members[did](nameOf(person, context)),
    lines: [
      ...(did === 'left' ? [[text(words.members.stays)]] : []),
      ...(names === '' ? [] : [[text(words.members.all(names))]]),
    ],
  });
}

/** What an import brought, and which of its names are nobody so far. */
export function tabImportedView(notice: NoticeOf<'tab_imported'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const { by, entries, totals, names, reference, at, actions } = notice;
  const shown = names.slice(0, namesShown).map((name) => clip(plainLine(name), nameUnits) || '?');
  const rest = names.length - shown.length;
  const unknown = rest > 0 ? `${shown.join(', ')} ${common.more(rest, language)}` : language.list(shown);
  return card({
    tone: 'good',
    title: words.importing.done(nameOf(by, context), entries, language),
    lines: [
      [text(language.list(totals.map(language.money)))],
      ...(shown.length > 0 ? [[text(words.importing.names(unknown, shown[0]!))]] : []),
    ],
    context: quiet(reference, language.day(at)),
    buttons: buttonsOf(actions, scene),
  });
}

export function tabMatchView(notice: NoticeOf<'tab_match'>, scene: Scene): Card {
  const { words, context } = scene;
  const { state, person, by, importer, reference, actions } = notice;
  const name = clip(plainLine(notice.name), nameUnits) || '?';
  const says = words.matching.says(nameOf(by, context), nameOf(importer, context));
  return card({
    tone: ({ asked: 'pending', confirmed: 'good', declined: 'neutral' } as const)[state],
    title: words.matching.title[state](name, nameOf(person, context)),
    lines: state === 'asked' ? [[personSpan(importer, context, true)], [text(says)]] : [],
    context: quiet(reference, idElsewhere(person, context)),
    buttons: buttonsOf(actions, scene),
  });
}

export const tabMatchedView = ({ matches }: NoticeOf<'tab_matched'>, { words, context }: Scene): Card =>
  card({
    tone: 'good',
    title: words.who.done,
    lines: matches
      .slice(0, namesShown)
      .map(({ name, person }) => [
        text(words.who.is(clip(plainLine(name), nameUnits))),
        personSpan(person, context, true),
      ]),
  });

export const tabExportView = ({ file }: NoticeOf<'tab_export'>, { words }: Scene): Card =>
  card({ tone: 'good', title: words.exported, file });

/** A word to whoever pressed the button. */
export const tabPaidView = ({ total }: NoticeOf<'tab_paid'>, { words, language }: Scene): Card =>
  card({ tone: 'good', title: words.paid(language.money(total)) });

/** A currency is named where there are several. */
const labelOf = (
  { action, asset }: { action: keyof TabMessages['buttons']; asset?: string },
  count: number,
  words: TabMessages,
): string =>
  asset !== undefined && count > 1 ? `${words.buttons[action]} (${asset})` : words.buttons[action];

const buttonsOf = (
  actions: readonly { action: keyof TabMessages['buttons']; intent: string; asset?: string }[],
  { words }: Scene,
): Button[] =>
  actions.map((button) => ({
    label: labelOf(button, actions.length, words),
    style: ['tab_join', 'tab_match_no'].includes(button.action) ? 'plain' : 'primary',
    press: { intent: button.intent },
  }));
