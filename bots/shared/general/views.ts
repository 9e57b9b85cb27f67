/** The small cards: help, a refusal, what was missed, a person's own page, and the note that an answer is elsewhere. */
import type { NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import { type Scene as AnyScene, bold, card, quiet, sentences, summary, text } from '../views/parts.ts';
import type { GeneralMessages } from './messages.ts';

type Scene = AnyScene<GeneralMessages>;

export function helpView(notice: NoticeOf<'help'>, { words, common, language, commands }: Scene): Card {
  const listed = commands.filter(
    ({ name, operator }) => notice.commands.includes(name) && (notice.operator || !operator),
  );
  const room = listed.length <= cardLimits.fields ? listed.length : cardLimits.fields - 1;
  const rest = listed.slice(room);
  const fields = listed.slice(0, room).map(
    ({ title, summary, example }): Field => ({
      label: title,
      value: [text(summary), ...(example === title ? [] : [text(` · ${example}`)])],
    }),
  );
  const more: Field = {
    label: common.more(rest.length, language),
    value: [text(rest.map(({ title }) => title).join(' '))],
  };
  return card({
    title: words.help.title,
    lines: [[text(words.help.lead)]],
    fields: rest.length > 0 ? [...fields, more] : fields,
    context: quiet(words.help.language),
    fallback: sentences(words.help.title, listed.map(({ title }) => title).join(' ')),
  });
}

/** A no: what is the matter, and what to do about it. Always private. */
export function refusalView({ refusal, command }: NoticeOf<'refusal'>, { explain }: Scene): Card {
  const { title, hint } = explain(refusal, command);
  return card({ tone: 'bad', title, lines: hint === undefined ? [] : [[text(hint)]] });
}

export function answeredPrivatelyView({ reachable }: NoticeOf<'answered_privately'>, scene: Scene): Card {
  const { words, common, context } = scene;
  return card({
    title: reachable ? words.privately.title : words.privately.unreachable,
    lines: reachable ? [] : [[text(words.privately.hint)]],
    buttons: context.directUrl
      ? [{ label: common.openDirect, style: 'plain', press: { url: context.directUrl } }]
      : [],
  });
}

/** The first section of a person's page. The others are shown below it, each a card of its own, where the platform has such a page. */
export const homeView = ({ sections: [first] }: NoticeOf<'home'>, { words, cardOf }: Scene): Card =>
  first ? cardOf(first) : card({ title: words.help.title });

/** What could not be delivered before, each in a field of its own. */
export function missedView({ notices }: NoticeOf<'missed'>, scene: Scene): Card {
  const { words, common, language, cardOf } = scene;
  const shown = notices.length <= cardLimits.fields ? notices : notices.slice(0, cardLimits.fields - 1);
  const rest = notices.length - shown.length;
  const { lines, fields } = summary(shown, scene);
  return card({
    title: words.missed.title,
    lines,
    fields: rest > 0 ? [...fields, { label: common.more(rest, language), value: [bold('…')] }] : fields,
    fallback: sentences(words.missed.title, ...shown.map((notice) => cardOf(notice).title)),
  });
}
