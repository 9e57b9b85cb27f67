/** Welcoming somebody, and joining two chats: the code, the question before money is shared, and what both sides are told afterwards. */
import { identityText, type NoticeOf, type PersonView, type Platform } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { type Scene as AnyScene, card, nameOf, quiet, text } from '../views/parts.ts';
import type { PeopleMessages } from './messages.ts';

type Scene = AnyScene<PeopleMessages>;

const platformName = (platform: Platform): string => `${platform[0]!.toUpperCase()}${platform.slice(1)}`;

/** A name may say anything; the ids say who it is. */
const places = ({ identities }: PersonView): string[] =>
  identities.map((identity) => `${platformName(identity.platform)} (${identityText(identity)})`);

export function linkCodeView({ code, expires_at }: NoticeOf<'link_code'>, { words, language }: Scene): Card {
  return card({
    title: words.link.title(code),
    lines: [[text(words.link.how(code, language.time(expires_at)))], [text(words.link.secret)]],
  });
}

export function linkQuestionView(notice: NoticeOf<'link_question'>, scene: Scene): Card {
  const { words, language } = scene;
  const name = nameOf(notice.owner, scene.context);
  const has = notice.balances.filter(({ minor }) => minor !== '0').map(language.money);
  return card({
    tone: 'pending',
    title: words.link.question(name),
    lines: [
      [text(words.link.whose(name, language.list(places(notice.owner))))],
      [text(words.link.shares(has.length === 0 ? null : language.list(has)))],
      [text(words.link.onlyYou)],
    ],
    buttons: notice.actions.map(({ intent }) => ({
      label: words.buttons.link,
      style: 'primary',
      press: { intent },
    })),
  });
}

export function linkedView({ person, balances }: NoticeOf<'linked'>, { words, language }: Scene): Card {
  const platforms = [...new Set(person.identities.map(({ platform }) => platform))];
  return card({
    tone: 'good',
    title: words.link.linked,
    lines: [[text(words.link.linkedBalance(language.list(balances.map(language.money))))]],
    context: quiet(...platforms.map(platformName)),
  });
}

export function linkJoinedView(
  { person, balances }: NoticeOf<'link_joined'>,
  { words, language, context }: Scene,
): Card {
  return card({
    tone: 'good',
    title: words.link.joined(nameOf(person, context)),
    lines: [
      [text(words.link.linkedBalance(language.list(balances.map(language.money))))],
      [text(words.link.notYou)],
    ],
    context: quiet(...person.identities.map(identityText)),
  });
}

/** On their own page: where they are themselves, and how another chat joins them. */
export function chatsView({ person, actions }: NoticeOf<'chats'>, { words, language }: Scene): Card {
  const platforms = [...new Set(person.identities.map(({ platform }) => platformName(platform)))];
  return card({
    title: words.chats.title,
    lines: [[text(words.chats.where(language.list(platforms)))]],
    buttons: actions.map(({ intent }) => ({
      label: words.buttons.another,
      style: 'plain',
      press: { intent },
    })),
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
