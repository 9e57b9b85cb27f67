/** What people are told of, and how that is set, in words. */
import type { NoticeOf } from '../../../core/index.ts';
import type { Button, Card, Field } from '../card.ts';
import { type Scene as AnyScene, card, quiet, sentences, spansText, summary, text } from '../views/parts.ts';
import { timeText } from './hours.ts';
import type { AlertMessages } from './messages.ts';

type Scene = AnyScene<AlertMessages>;
type Settings = NoticeOf<'alert_settings'>;

export function alertSettingsView(notice: Settings, { words, language }: Scene): Card {
  const { settings } = words;
  const kinds = notice.alerts.map(
    ({ alert, on, threshold, digest }): Field => ({
      label: words.kinds[alert].name,
      value: [
        text(
          on
            ? `${words.kinds[alert].when(threshold && language.money(threshold))} · ${digest ? settings.inDigest : settings.atOnce}`
            : settings.off,
        ),
      ],
    }),
  );
  const fields = [...kinds, ...hourFields(notice, words)];
  const lines = notice.zone === null ? [[text(settings.askZone)]] : [];
  const places = [
    notice.zone === null ? null : settings.zone(notice.zone),
    notice.actions.length === 0 ? settings.usage : null,
  ];
  return card({
    title: settings.title,
    lines,
    fields,
    context: quiet(...places),
    buttons: buttonsOf(notice, words),
    fallback: sentences(
      settings.title,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...lines.map(spansText),
    ),
  });
}

const hourFields = ({ quiet: hours, digest_at }: Settings, { settings }: AlertMessages): Field[] => [
  {
    label: settings.quiet,
    value: [text(hours ? settings.hours(timeText(hours.from), timeText(hours.until)) : settings.anyHour)],
  },
  { label: settings.digest, value: [text(settings.at(timeText(digest_at)))] },
];

const buttonsOf = ({ alerts, actions }: Settings, { buttons, kinds }: AlertMessages): Button[] => [
  ...actions.map(
    ({ action, intent }): Button => ({
      label: action === 'alerts_form' ? buttons.change : buttons.times,
      style: 'plain',
      press: { intent },
    }),
  ),
  ...alerts.flatMap(({ alert, on, toggle }): Button[] =>
    toggle === undefined
      ? []
      : [{ label: buttons.turn(kinds[alert].name, !on), style: 'plain', press: { intent: toggle } }],
  ),
];

export const lowBalanceView = (
  { balance, threshold, reference }: NoticeOf<'alert_low_balance'>,
  { words, language }: Scene,
): Card =>
  card({
    tone: 'bad',
    title: words.low.title(language.money(balance)),
    lines: [[text(words.low.below(language.money(threshold)))]],
    context: quiet(reference),
  });

/** What waited for the end of quiet hours, or for the digest. */
export const alertsView = ({ notices }: NoticeOf<'alerts'>, scene: Scene): Card =>
  card({
    title: scene.words.several,
    ...summary(notices, scene),
    fallback: sentences(scene.words.several, ...notices.map((notice) => scene.cardOf(notice).title)),
  });
