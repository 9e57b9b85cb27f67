/** `tuppence trace`: the whole way of a payment, line by line, so that the operator can explain every penny. Without what people wrote. */
import {
  formatMoney,
  type Money,
  type Trace,
  type TracedDelivery,
  type TracedEvent,
  type TracedFact,
  type TracedLeg,
  type TracedTransfer,
  type TraceStep,
} from '../../core/index.ts';
import { withCore } from './commands.ts';
import type { Environment } from './env.ts';
import { CannotStart } from './refusal.ts';
import { say } from './voice.ts';

const locale = 'en-GB';
const when_characters = 9;
const what_characters = 12;

export async function trace(env: Environment, reference: string, { json = false }): Promise<void> {
  await withCore(env, async (core) => {
    const found = await core.trace.find({ reference });
    if (!found) throw new CannotStart(`Nothing is known of "${reference}": it is no reference of ours.`);
    say(json ? JSON.stringify(found, null, 2) : inWords(found));
  });
}

function inWords({ references, steps, isOpen }: Trace): string {
  const start = steps[0]!.at;
  const head = `${references.join(', ')}  ${start}${isOpen ? '  (still under way)' : ''}`;
  return [head, ...steps.flatMap((step) => linesOf(step, start))].join('\n');
}

function linesOf(step: TraceStep, start: string): string[] {
  const after = step.at === start ? duration(0) : `+${between(start, step.at)}`;
  const [what, words, more] = described(step, start);
  const first = `${after.padStart(when_characters)}  ${what.padEnd(what_characters)} ${words}`;
  const indent = ' '.repeat(when_characters + what_characters + 3);
  return [first, ...more.map((line) => `${indent}${line}`)];
}

type Described = [what: string, words: string, more: string[]];

function described(step: TraceStep, start: string): Described {
  switch (step.step) {
    case 'event':
      return ['event', eventWords(step), [`key ${step.dedupe_key}`]];
    case 'transfer':
      return [`${step.verb} ${step.id}`, transferWords(step), step.legs.map(legWords)];
    case 'rejection':
      return ['refused', `${plain(step.refusal)}: nothing moved`, [`key ${step.key}`]];
    case 'state':
      return [step.capability, plain(step.state), step.facts.map(factWords)];
    case 'nudge':
      return [
        'outbox',
        `${plain(step.topic)}, job ${step.id}, ${step.published_at ? `queued after ${between(step.at, step.published_at)}` : 'not queued yet'}`,
        [],
      ];
    case 'delivery':
      return ['message', deliveryWords(step, start), [`lane ${step.lane}`]];
  }
}

const eventWords = ({
  platform,
  kind,
  name,
  actor,
  attempts,
  at,
  handled_at,
  failure,
}: TracedEvent): string =>
  [
    `${platform} ${plain(kind)}${name === null ? '' : ` ${name}`} by ${actor.name} (${actor.identity})`,
    handled_at === null ? 'not handled yet' : `handled after ${between(at, handled_at)}`,
    ...(attempts > 1 ? [`${attempts} tries`] : []),
    ...(failure === null ? [] : [failure]),
  ].join('; ');

const transferWords = ({ verb, code, key, hold, reverses }: TracedTransfer): string =>
  [
    ...(hold === null ? [] : [verb === 'hold' ? hold.state : `of hold ${hold.id}`]),
    ...(reverses === null ? [] : [`of transfer ${reverses}`]),
    code,
    `key ${key}`,
  ].join('; ');

const legWords = ({ owner, purpose, amount, balance, version }: TracedLeg): string =>
  `${owner.name} ${plain(purpose)}  ${signed(amount)}` +
  (balance === null ? '  held' : `  balance ${formatMoney(balance, locale)}, version ${version}`);

const factWords = ({ name, party, amount, text }: TracedFact): string =>
  [plain(name), party?.name, amount && formatMoney(amount, locale), text && plain(text)]
    .filter(Boolean)
    .join(' ');

const deliveryWords = (step: TracedDelivery, start: string): string =>
  [
    `${plain(step.subject)}, ${step.audience}, on ${step.platform}${step.to === null ? '' : ` to ${step.to}`}`,
    `${plain(step.state)} (revision ${step.shown_revision} of ${step.wanted_revision})`,
    ...(step.state === 'shown' ? [`at +${between(start, step.updated_at)}`] : []),
    ...(step.attempts > 0 ? [`${step.attempts} failed tries`] : []),
    ...(step.failure === null ? [] : [step.failure]),
  ].join('; ');

const plain = (name: string): string => name.replaceAll('_', ' ');

const signed = (amount: Money): string =>
  `${amount.minor.startsWith('-') ? '' : '+'}${formatMoney(amount, locale)}`;

/** Clocks of two machines may differ, and nothing happens before it was asked. */
const between = (from: string, to: string): string =>
  duration(Math.max(0, Date.parse(to) - Date.parse(from)));

function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 86_400_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`;
}
