/** The small cards: help, a refusal, what was missed, a person's own page, and the note that an answer is elsewhere. */
import type { NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import { type Scene as AnyScene, bold, card, quiet, sentences, summary, text } from '../views/parts.ts';
import type { GeneralMessages } from './messages.ts';
import { TOPICS, type Topic } from './topics.ts';

type Scene = AnyScene<GeneralMessages>;

/** All commands under their headings, or one of them with how it is written. */
export function helpView(notice: NoticeOf<'help'>, scene: Scene): Card {
  const { words, commands } = scene;
  const listed = commands.filter(
    ({ name, operator }) => notice.commands.includes(name) && (notice.operator || !operator),
  );
  const asked = listed.find(({ name, title }) => [name, title.slice(1)].includes(notice.about ?? ''));
  if (asked) return commandView(asked, scene);
  const fields = Object.entries(TOPICS).flatMap(([topic, names]): Field[] => {
    const titles = listed.filter(({ name }) => names.some((one) => one === name)).map(({ title }) => title);
    return titles.length === 0
      ? []
      : [{ label: words.help.topics[topic as Topic], value: [text(titles.join(' '))] }];
  });
  return card({
    title: words.help.title,
    lines: [[text(words.help.lead)], [text(words.help.more)]],
    fields,
    context: quiet(words.help.language),
    fallback: sentences(words.help.title, listed.map(({ title }) => title).join(' ')),
  });
}

function commandView(
  { title, summary, usage, example, subcommands }: Scene['commands'][number],
  { words, common, language }: Scene,
): Card {
  const written = `${title} ${usage}`.trim();
  const room = subcommands.length <= cardLimits.fields ? subcommands.length : cardLimits.fields - 1;
  const rest = subcommands.slice(room).map(({ name }) => name);
  return card({
    title,
    lines: [
      summary,
      words.help.usage(written),
      ...(example === title ? [] : [words.help.example(example)]),
    ].map((line) => [text(line)]),
    fields: [
      ...subcommands.slice(0, room).map(
        (sub): Field => ({
          label: `${title} ${sub.name}`,
          value: [text(sub.usage === '' ? sub.summary : `${sub.usage} · ${sub.summary}`)],
        }),
      ),
      ...(rest.length > 0
        ? [{ label: common.more(rest.length, language), value: [text(rest.join(', '))] }]
        : []),
    ],
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
