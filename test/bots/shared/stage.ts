/** A stage for the handler: the real core on a real PostgreSQL, and platforms that record what people would see. */
import { pino } from 'pino';
import type { OutgoingCard, PlatformMessenger } from '../../../bots/shared/adapter.ts';
import type { Card, Form } from '../../../bots/shared/card.ts';
import type { Argument, InboundEvent, InboundEventOf } from '../../../bots/shared/event.ts';
import type { FetchedFile } from '../../../bots/shared/file.ts';
import { createHandler } from '../../../bots/shared/handler.ts';
import { createMessenger } from '../../../bots/shared/messenger.ts';
import {
  type Conversation,
  createCore,
  decimalText,
  type Identity,
  type Platform,
  type SendResult,
} from '../../../core/index.ts';
import { freshDatabase } from '../../support/database.ts';

export interface Seen {
  id: string;
  /** The channel; `@user` for a direct message, `home@user` for a page of the app. */
  where: string;
  /** Null: everybody there. */
  only: string | null;
  card: Card;
  edits: number;
}

export interface RecordingPlatform extends PlatformMessenger {
  messages: Seen[];
  forms: Form[];
  toasts: (string | undefined)[];
  /** What the next calls of `show` answer, before it works again. `lost`: shown, and then unknown. */
  next: (SendResult | 'lost')[];
  unreachable: Set<string>;
  /** What there is to fetch, by its reference. */
  files: Map<string, FetchedFile>;
}

function recordingPlatform(platform: Platform, hasEphemeral: boolean): RecordingPlatform {
  const messages: Seen[] = [];
  const self: RecordingPlatform = {
    platform,
    capabilities: {
      ephemeral: hasEphemeral,
      modal: hasEphemeral,
      home: hasEphemeral,
      translatesCommands: platform === 'discord',
    },
    messages,
    forms: [],
    toasts: [],
    next: [],
    unreachable: new Set(),
    files: new Map(),
    fetchFile: async (reference) =>
      self.files.get(String(reference)) ?? { status: 'gone', reason: 'there is none' },
    directUrl: async () => (hasEphemeral ? null : 'https://t.me/tuppence_bot'),
    async show(message) {
      const scripted = self.next.shift();
      if (scripted !== undefined && scripted !== 'lost') return scripted;
      const result = record(message);
      return scripted === 'lost' ? { status: 'unknown', reason: 'connection reset' } : result;
    },
    async open(_reply, form) {
      if (!hasEphemeral) return { status: 'invalid', reason: 'no forms' };
      self.forms.push(form);
      return sent('form');
    },
    async settle(_reply, toast) {
      self.toasts.push(toast);
      return sent('settled');
    },
  };
  const sent = (message: string, direct = false): SendResult => ({
    status: 'sent',
    ref: { platform, channel: 'c', message },
    ...(direct && { degraded: 'direct' }),
  });
  const record = (message: OutgoingCard): SendResult => {
    const { audience, conversation, person, previous, card, id } = message;
    const earlier = messages.find((one) => one.id === (previous?.message ?? (message.reconcile ? id : null)));
    if (earlier) {
      Object.assign(earlier, { card, edits: earlier.edits + 1 });
      return sent(earlier.id);
    }
    const inGroup = conversation?.kind === 'group';
    const degraded = audience === 'private' && inGroup && !hasEphemeral;
    const direct = audience === 'direct' || degraded || (audience === 'private' && !inGroup);
    if (direct && self.unreachable.has(person!.user)) return { status: 'unreachable', reason: 'blocked' };
    const where =
      audience === 'home' ? `home@${person!.user}` : direct ? `@${person!.user}` : conversation!.channel;
    messages.push({ id, where, only: audience === 'conversation' ? null : person!.user, card, edits: 0 });
    return sent(id, degraded);
  };
  return self;
}

const tenantOf = (platform: Platform): string => (platform === 'slack' ? 'T1' : '');
export const idOf = (platform: Platform, user: string): Identity => ({
  platform,
  tenant: tenantOf(platform),
  user,
});
export const groupOf = (platform: Platform): Conversation => ({
  platform,
  tenant: tenantOf(platform),
  community: 'G1',
  channel: 'C1',
  kind: 'group',
});
export const directOf = (platform: Platform, user: string): Conversation => ({
  platform,
  tenant: tenantOf(platform),
  community: '',
  channel: `D${user}`,
  kind: 'direct',
});

export const mention = (platform: Platform, user: string): Argument => ({
  type: 'person',
  identity: idOf(platform, user),
  name: user,
});

export async function openStage() {
  const database = await freshDatabase();
  let ahead_ms = 0;
  const clock = { now: () => new Date(Date.now() + ahead_ms) };
  const operators = [idOf('slack', 'BOSS'), idOf('discord', 'BOSS')];
  const core = createCore({ sql: database.sql, clock, asset: 'GBP', operators, pin_cost: '1024:8:1' });
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const slack = recordingPlatform('slack', true);
  const telegram = recordingPlatform('telegram', false);
  const discord = recordingPlatform('discord', true);
  const platforms = [slack, telegram, discord];
  const messenger = createMessenger(platforms, core);
  const handle = createHandler({ core, messenger, platforms, log });
  let serial = 0;

  /** What every event has; `more` says the rest. */
  const event = <K extends InboundEvent['kind']>(
    who: Identity,
    more: { kind: K } & Partial<InboundEventOf<K>>,
  ): InboundEventOf<K> => {
    serial += 1;
    return {
      platform: who.platform,
      dedupeKey: `event-${serial}`,
      at: '2025-11-22T21:05:00.000Z',
      actor: { identity: who, name: who.user, locale: 'en-GB' },
      conversation: groupOf(who.platform),
      reply: { platform: who.platform, expiresAt: '2999-01-01T00:00:00.000Z', data: {} },
      ...more,
    } as unknown as InboundEventOf<K>;
  };

  /** `/pay <bob> 5 for lunch`: `<bob>` is a mention of the same platform. */
  const command = (who: Identity, line: string, more: Partial<InboundEventOf<'command'>> = {}) => {
    const [name = '', ...rest] = line.replace(/^\//, '').split(' ');
    const args = rest
      .join(' ')
      .split(/(<\w+>)/)
      .filter((part) => part.trim() !== '')
      .map(
        (part): Argument =>
          part.startsWith('<') ? mention(who.platform, part.slice(1, -1)) : { type: 'text', text: part },
      );
    return event(who, { kind: 'command', name, args, ...more });
  };

  /** A press of the button that begins with these words. */
  const press = (
    who: Identity,
    { id, card }: Seen,
    label: string,
    more: Partial<InboundEventOf<'action'>> = {},
  ) => {
    const button = card.buttons.find((one) => one.label.startsWith(label));
    if (!button || !('intent' in button.press)) throw new Error(`no button ${label} on: ${card.title}`);
    const message = { platform: who.platform, channel: 'c', message: id };
    return event(who, { kind: 'action', intent: button.press.intent, message, ...more });
  };

  /** A reaction to a message of somebody's. */
  const react = (
    who: Identity,
    emoji: string,
    author: Identity,
    more: Partial<InboundEventOf<'reaction'>> = {},
  ) =>
    event(who, {
      kind: 'reaction',
      emoji,
      added: true,
      message: { platform: who.platform, channel: 'C1', message: 'm1' },
      author: mention(author.platform, author.user),
      ...more,
    });

  /** Everything that the workers would do, until there is nothing left. */
  const work = async (): Promise<void> => {
    for (let moved = true; moved; ) {
      moved =
        (await core.outbox.relay(100, async (rows) => {
          for (const row of rows) {
            if ('lane' in row) await core.deliveries.drain(messenger, row.lane);
            else await core.outbox.handle(row.topic, [row.subject]);
          }
        })) > 0;
    }
  };

  /** Somebody who has spoken and has money; what they were told of it is forgotten. */
  const person = async (platform: Platform, user: string, pounds = 0): Promise<Identity> => {
    const identity = idOf(platform, user);
    await core.people.seen({ identity, name: user, handle: user, locale: 'en-GB' }, groupOf(platform));
    if (pounds > 0) {
      const who = { by: 'identity', identity } as const;
      const funded = await core.bank.fund(
        null,
        who,
        BigInt(pounds) * 100n,
        'GBP',
        `fund-${platform}-${user}`,
      );
      if (!funded.ok) throw new Error(funded.refusal.code);
      const before = platforms.map(({ messages }) => messages.length);
      await work();
      for (const [at, { messages }] of platforms.entries()) messages.length = before[at]!;
    }
    return identity;
  };

  const has = async (identity: Identity): Promise<string> => {
    const { balances } = await core.account.balance(identity);
    return balances[0] ? decimalText(balances[0].balance) : '0.00';
  };

  return {
    database,
    core,
    handle,
    messenger,
    log,
    slack,
    telegram,
    discord,
    event,
    command,
    press,
    react,
    pass: (ms: number): void => {
      ahead_ms += ms;
    },
    work,
    person,
    has,
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
