/** The small cards: help, a refusal, what was missed, a person's own page, and the note that an answer is elsewhere. */
import type { NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import { plainLine } from '../memo.ts';
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
  const isAsked = ({ name, title }: { name: string; title: string }, about: string) =>
    [name, title.slice(1)].includes(about);
  const about = notice.about ?? '';
  const asked = listed.find((one) => isAsked(one, about.split(' ')[0]!));
  const sub = asked?.subcommands.find(({ name, title }) =>
    isAsked({ name: `${asked.name} ${name}`, title }, about),
  );
  if (asked) return sub ? subcommandView(sub, scene) : commandView(asked, scene);
  const fields = Object.entries(TOPICS).flatMap(([topic, names]): Field[] => {
    const titles = listed.filter(({ name }) => names.some((one) => one === name)).map(({ title }) => title);
    return titles.length === 0
      ? []
      : [{ label: words.help.topics[topic as Topic], value: [text(titles.join(' '))] }];
  });
  return card({
    title: words.help.title,
    lines: [
      [text(about === '' ? words.help.lead : words.help.unknown(plainLine(about)))],
      [text(words.help.more)],
    ],
    fields,
    context: quiet(words.help.language),
    fallback: sentences(words.help.title, listed.map(({ title }) => title).join(' ')),
  });
}

type Listed = Scene['commands'][number];

function commandView(command: Listed, { words }: Scene): Card {
  const { title, summary, usage, example, subcommands } = command;
  if (subcommands.length > cardLimits.fields) return listView(command, words);
  const written = `${title} ${usage}`.trim();
  return card({
    title,
    lines: [
      summary,
      words.help.usage(written),
      ...(example === title ? [] : [words.help.example(example)]),
    ].map((line) => [text(line)]),
    fields: subcommands.map(
      (sub): Field => ({
        label: sub.title,
        value: [text(sub.usage === '' ? sub.summary : `${sub.usage} · ${sub.summary}`)],
      }),
    ),
  });
}

/** Of a command that does more than there is room for in fields: all of it in a line each; how one is written is another question. */
function listView({ title, summary, subcommands }: Listed, words: GeneralMessages): Card {
  const blocks: string[] = [];
  for (const line of subcommands.map((sub) => `${sub.title} · ${sub.summary}`)) {
    const longer = blocks.length === 0 ? line : `${blocks.at(-1)}\n${line}`;
    if (blocks.length > 0 && longer.length <= cardLimits.lineCharacters) blocks[blocks.length - 1] = longer;
    else blocks.push(line);
  }
  return card({
    title,
    lines: [
      [text(summary)],
      ...blocks.map((block) => [{ type: 'text' as const, text: block, lines: true as const }]),
    ],
    context: quiet(words.help.how(subcommands[0]!.title.slice(1))),
    fallback: sentences(title, summary, subcommands.map((sub) => sub.name).join(', ')),
  });
}

const subcommandView = ({ title, usage, summary }: Listed['subcommands'][number], { words }: Scene): Card =>
  card({ title, lines: [[text(summary)], [text(words.help.usage(`${title} ${usage}`.trim()))]] });

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
