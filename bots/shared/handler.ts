/**
 * What the bots do about an event, the same on every platform. Everything here may run twice for the same event, in two
 * processes at once or after a crash: what moves money is keyed by the event, and an answer is the same answer again.
 */
import type { SeenPerson } from '../../core/index.ts';
import { capabilities } from './capabilities.ts';
import type { BotCapability, Shortcut } from './capability.ts';
import type { InboundEvent, InboundEventOf } from './event.ts';
import { welcome } from './people/run.ts';
import { press } from './press.ts';
import { linkedShortcut, runCommand } from './run-command.ts';
import { type Attempt, type HandlerParts, TryLater, type Turn, turnOf } from './turn.ts';

export { type Attempt, type HandlerParts, TryLater } from './turn.ts';

/** Rejects with {@link TryLater}, or with whatever broke, when the event has to be handled again. */
export type Handle = (event: InboundEvent, attempt?: Attempt) => Promise<void>;

const firstTry: Attempt = { number: 1, last: false };

export function createHandler(parts: HandlerParts): Handle {
  return async (event, attempt = firstTry) => {
    try {
      const reacting = event.kind === 'reaction' ? await concerned(parts, event) : [];
      if (event.kind === 'reaction' && reacting.length === 0) return;
      const seen = await parts.core.people.seen(actorOf(event), event.conversation);
      const turn = turnOf(parts, asSpoken(event, seen), seen, attempt);
      try {
        await dispatch(turn, reacting);
      } finally {
        // Whatever became of the answer.
        await tellAside(turn);
        await renewPages(turn);
      }
    } catch (error) {
      if (attempt.last) await sayUnavailable(parts, event, attempt);
      throw error;
    }
  };
}

/** Whether what is for the person alone can surely be shown beside the answer. */
const isAlone = ({ platforms }: HandlerParts, { platform, conversation }: InboundEvent): boolean =>
  conversation.kind === 'direct' ||
  platforms.some((one) => one.platform === platform && one.capabilities.ephemeral);

const actorOf = ({ actor }: InboundEvent) => ({
  identity: actor.identity,
  name: actor.name,
  ...(actor.handle !== undefined && { handle: actor.handle }),
  ...(actor.locale !== undefined && { locale: actor.locale }),
  ...(actor.timeZone !== undefined && { timeZone: actor.timeZone }),
  ...(actor.accountSince !== undefined && { accountSince: actor.accountSince }),
});

/** Whoever chose a language is understood in it, too, whatever the chat says; and whose language nobody told, in none. */
function asSpoken(event: InboundEvent, { locale, localeAssumed }: SeenPerson): InboundEvent {
  const { locale: _told, ...actor } = event.actor;
  return { ...event, actor: localeAssumed ? actor : { ...actor, locale } };
}

const is = <K extends InboundEvent['kind']>(turn: Turn, kind: K): turn is Turn<InboundEventOf<K>> =>
  turn.event.kind === kind;

/** Whom a reaction concerns; most concern nobody. */
async function concerned(
  parts: HandlerParts,
  event: InboundEventOf<'reaction'>,
): Promise<NonNullable<BotCapability['reactions']>[]> {
  const asked = capabilities.flatMap(({ reactions = [] }) => reactions);
  const answers = await Promise.all(asked.map((one) => one.concern(event, parts)));
  return asked.filter((_, at) => answers[at]);
}

async function dispatch(turn: Turn, reacting: NonNullable<BotCapability['reactions']>[]): Promise<void> {
  if (is(turn, 'command')) {
    const linked = linkedShortcut(turn.event);
    const shortcut = linked && shortcutOf(linked.name);
    return shortcut
      ? shortcut.run({ ...turn, event: { ...turn.event, kind: 'shortcut', ...linked } })
      : runCommand(turn);
  }
  if (is(turn, 'action')) return press(turn);
  if (is(turn, 'form')) return answerForm(turn);
  if (is(turn, 'shortcut')) {
    const shortcut = shortcutOf(turn.event.name);
    return shortcut ? shortcut.run(turn) : turn.help();
  }
  if (is(turn, 'reaction')) for (const { run } of reacting) await run(turn);
  if (is(turn, 'chosen')) {
    const owner = turn.event.result.split(':', 1)[0]!;
    for (const { chosen } of capabilities) await chosen?.[owner]?.(turn);
  }
  if (is(turn, 'message')) return answerMessage(turn);
  if (turn.event.kind === 'reachable') return welcome(turn);
  if (turn.event.kind === 'home') {
    return turn.show(await turn.parts.core.pages.open(turn.event.actor.identity, turn.locale));
  }
}

const shortcutOf = (name: string): Shortcut | undefined =>
  capabilities.find(({ shortcuts }) => shortcuts && Object.hasOwn(shortcuts, name))?.shortcuts?.[name];

/** What was filled in. Core knows whose form it is, and whether it is still open. */
async function answerForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event, parts } = turn;
  const intent = await parts.core.intents.read(event.intent, event.actor.identity);
  if (!intent.ok) return turn.refuse(intent.refusal);
  const { kind, payload } = intent.value;
  const owner = capabilities.find(({ forms }) => forms && Object.hasOwn(forms, kind));
  if (!owner) return turn.refuse({ code: 'intent_unknown' });
  // The form of `/dispute` is of the kind `dispute_form`.
  const command = kind.split('_', 1)[0]!;
  if (Object.hasOwn(owner.commands, command)) turn.command = command;
  return owner.forms![kind]!(turn, payload);
}

async function answerMessage(turn: Turn<InboundEventOf<'message'>>): Promise<void> {
  for (const { message } of capabilities) if (await message?.(turn)) return;
  return turn.help();
}

/** What waited for the person and nothing else tells them of, is told beside the answer, to them alone. Never rejects. */
async function tellAside(turn: Turn): Promise<void> {
  const { seen, event, aside, parts } = turn;
  const welcomed = event.kind === 'reachable' || (event.kind === 'command' && event.name === 'start');
  if (seen.untold.length > 0 && !welcomed) {
    await aside({ kind: 'welcome', person: seen.person, claimed: seen.untold }, 'claimed');
  }
  if (seen.missed && isAlone(parts, event)) await tellMissed(turn);
}

/** What somebody has done may be on a page of theirs, in whatever chat. Never rejects: the next opening shows it anyway. */
async function renewPages({ parts, event, seen, key }: Turn): Promise<void> {
  if (event.kind === 'home' || !parts.platforms.some(({ capabilities }) => capabilities.home)) return;
  try {
    await parts.core.pages.changed(seen.person.identities);
  } catch (error) {
    parts.log.warn({ err: error, event: key }, "a person's page is not renewed");
  }
}

/** Kept until it is shown, so that what fails here is shown by the workers. */
async function tellMissed({ parts, event, locale, key }: Turn): Promise<void> {
  const { conversation, reply, actor } = event;
  try {
    const place = { conversation, locale, ...(reply && { reply }) };
    const messages = await parts.core.people.tellMissed(actor.identity, place);
    for (const message of messages) await parts.core.deliveries.show(parts.messenger, message);
  } catch (error) {
    parts.log.warn({ err: error, event: key }, 'what was missed is left to the workers');
  }
}

/** The last word on an event that could not be handled; what broke before may well break this too. */
async function sayUnavailable(parts: HandlerParts, event: InboundEvent, attempt: Attempt): Promise<void> {
  const stranger: SeenPerson = {
    person: { id: '', name: event.actor.name, identities: [event.actor.identity] },
    identity: event.actor.identity,
    locale: event.actor.locale ?? 'en',
    frozen: false,
    operator: false,
    isNew: false,
    claimed: [],
    untold: [],
    missed: false,
    reachable: true,
  };
  try {
    await turnOf(parts, event, stranger, attempt).refuse({ code: 'temporarily_unavailable' });
  } catch (error) {
    if (!(error instanceof TryLater))
      parts.log.error({ err: error }, 'not even a word of regret could be said');
  }
}
