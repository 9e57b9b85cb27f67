/**
 * Names, locales, time zones and direct channels that Slack's payloads leave out, kept in memory for some minutes. For display, with
 * two exceptions that are safe when Slack does not answer: whether a payee is a bot (then core learns it later), and
 * whether a D… channel is ours (then it counts as a group, where answers are private).
 */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Argument, InboundEvent } from '../shared/event.ts';
import { failureOf } from './failures.ts';

const FRESH_MS = 10 * 60_000;
const FAILED_MS = 10_000;
const ENTRIES_MAX = 10_000;
/** Slack waits 3 s for our acknowledgement, and the event is not stored yet. */
const WAIT_MS = 1500;

interface Profile {
  name: string;
  handle: string | null;
  isBot: boolean;
  locale: string | null;
  timeZone: string | null;
}

export interface People {
  /** The event with names, locale and the kind of its conversation. Never rejects, takes a second and a half at the most. */
  complete(event: InboundEvent): Promise<InboundEvent>;
}

interface Known<T> {
  value: Promise<T | null>;
  until: number;
}

/** One lookup per key at a time; answers are kept, failures too, for a little while. */
function remember<T>(load: (key: string) => Promise<T>, log: Logger) {
  const known = new Map<string, Known<T>>();
  return (key: string): Promise<T | null> => {
    const found = known.get(key);
    if (found && found.until > Date.now()) return found.value;
    const entry: Known<T> = { value: Promise.resolve(null), until: Date.now() + FRESH_MS };
    const loading: Promise<T | null> = load(key);
    entry.value = loading.catch((error: unknown) => {
      entry.until = Date.now() + FAILED_MS;
      log.debug({ reason: failureOf(error) }, 'Slack did not say who somebody is');
      return null;
    });
    known.delete(key);
    known.set(key, entry);
    for (const oldest of known.keys()) {
      if (known.size <= ENTRIES_MAX) break;
      known.delete(oldest);
    }
    return entry.value;
  };
}

const inTime = <T>(value: Promise<T | null>): Promise<T | null> => {
  let timer: NodeJS.Timeout;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS, null);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
};

export function createPeople(client: WebClient, log: Logger): People {
  const profile = remember<Profile>(async (user) => {
    const answer = await client.users.info({ user, include_locale: true });
    const shown = answer.user?.profile;
    return {
      name: shown?.display_name || shown?.real_name || answer.user?.real_name || answer.user?.name || user,
      handle: answer.user?.name || null,
      isBot: answer.user?.is_bot === true || user === 'USLACKBOT',
      locale: answer.user?.locale || null,
      timeZone: answer.user?.tz || null,
    };
  }, log);
  const directChannel = remember<string>(async (users) => {
    const { channel } = await client.conversations.open({ users });
    if (!channel?.id) throw new Error('conversations.open named no channel');
    return channel.id;
  }, log);

  const person = async (argument: Argument): Promise<Argument> => {
    if (argument.type === 'text') return argument;
    const found = await inTime(profile(argument.identity.user));
    if (!found) return argument;
    return { ...argument, name: found.name, ...(found.isBot && { isBot: true }) };
  };

  /** An author of whom Slack did not say in time whether they are a bot is nobody known: a reaction asks nobody back. */
  const vouched = async (author: Argument | undefined): Promise<Argument | undefined> => {
    const isKnown = author?.type === 'person' && (await inTime(profile(author.identity.user))) !== null;
    return isKnown ? person(author) : undefined;
  };

  const actorOf = async (actor: InboundEvent['actor']): Promise<InboundEvent['actor']> => {
    const found = await inTime(profile(actor.identity.user));
    if (!found) return actor;
    return {
      ...actor,
      name: found.name,
      ...(found.handle && { handle: found.handle }),
      ...(found.locale && { locale: found.locale }),
      ...(found.timeZone && { timeZone: found.timeZone }),
    };
  };

  const conversationOf = async (
    conversation: InboundEvent['conversation'],
    user: string,
  ): Promise<InboundEvent['conversation']> => {
    const { channel } = conversation;
    const unknownDirect = conversation.kind === 'direct' && channel === user;
    if (!unknownDirect && !(conversation.kind === 'group' && channel.startsWith('D'))) return conversation;
    const ours = await inTime(directChannel(user));
    if (ours === null || (!unknownDirect && ours !== channel)) return conversation;
    return { ...conversation, channel: ours, kind: 'direct', community: '' };
  };

  /** The people whom an event names, each by what Slack says of them. All at once: Slack is waiting. */
  const named = async (event: InboundEvent): Promise<Partial<InboundEvent>> => {
    switch (event.kind) {
      case 'command':
        return { args: await Promise.all(event.args.map(person)) };
      case 'reaction':
        return event.author ? { author: await vouched(event.author) } : {};
      case 'shortcut': {
        const { target, person: whose } = event;
        const [author, named] = await Promise.all(
          [target?.author, whose].map((one) => (one ? person(one) : null)),
        );
        return { ...(author && { target: { ...target!, author } }), ...(named && { person: named }) };
      }
      case 'form': {
        const values = Object.entries(event.values).map(
          async ([name, args]) => [name, await Promise.all(args.map(person))] as const,
        );
        return { values: Object.fromEntries(await Promise.all(values)) };
      }
      default:
        return {};
    }
  };

  return {
    async complete(event) {
      const [actor, conversation, people] = await Promise.all([
        actorOf(event.actor),
        conversationOf(event.conversation, event.actor.identity.user),
        named(event),
      ]);
      // An author whom nobody vouches for is none: without the word, not a word without a meaning.
      const known = Object.entries({ ...event, ...people, actor, conversation });
      return Object.fromEntries(known.filter(([, value]) => value !== undefined)) as InboundEvent;
    },
  };
}
