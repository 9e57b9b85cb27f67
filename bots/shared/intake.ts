/**
 * From the platforms into the inbox, and from the inbox to the handler. An event is stored before anybody acknowledges it,
 * handled at once by the process that took it, and by any other when that one dies: the inbox knows what is not done.
 */
import type { Logger } from 'pino';
import { ConnectionLostError, type Core, type Json } from '../../core/index.ts';
import type { Receive } from './adapter.ts';
import { type InboundEvent, inboundEventSchema } from './event.ts';
import { type Handle, TryLater } from './handler.ts';
import { withoutSecrets } from './secret.ts';
import { RateLimited } from './try-later.ts';

interface IntakeOptions {
  core: Pick<Core, 'inbox'>;
  handle: Handle;
  log: Logger;
  /** Events handled at the same time in this process. */
  concurrency?: number;
  /** How often to look for events that nobody handles. */
  recovery_interval_ms?: number;
}

export interface Intake {
  receive: Receive;
  /** Takes nothing more, finishes what is under way, gives back what has not begun. */
  stop(): Promise<void>;
}

/** As it is stored. An event is plain JSON by its schema; an interface of TypeScript does not show it. */
const toJson = (event: InboundEvent): Json => withoutSecrets(event) as unknown as Json;

/** As many as core gives an event before it is given up. */
const triesMax = 10;
const backOffMax_ms = 60_000;
/** The database's clock decides what is due; looking a moment later finds it. */
const dueMargin_ms = 20;
/** An event that waited longer in our queue is left to the inbox, whose lease (30 s) may end while it is handled. */
const waitMax_ms = 20_000;

interface Job {
  id: bigint;
  event: InboundEvent;
  attempt: number;
  since_ms: number;
}

export function createIntake(options: IntakeOptions): Intake {
  const { core, handle, log, concurrency = 16, recovery_interval_ms = 2_000 } = options;
  const waiting: Job[] = [];
  const running = new Set<Promise<void>>();
  let stopping = false;
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let timer_due_ms = Number.POSITIVE_INFINITY;

  /** By conversation, when the last of the events is tried again of which the platform had enough there. */
  const turns = new Map<string, number>();

  /** One after the other, as the platform asks for: all at once, all but one would be refused again. In ms from now. */
  const turnIn = ({ conversation }: InboundEvent, retry_after_ms: number): number => {
    const now = Date.now();
    for (const [where, at] of turns) if (at <= now) turns.delete(where);
    const where = JSON.stringify(conversation);
    const at = Math.min((turns.get(where) ?? now) + retry_after_ms, now + backOffMax_ms);
    turns.set(where, at);
    return at - now;
  };

  /** A database that is away is no bug, and comes back: that takes one line, not a stack for every event. */
  const complain = (error: unknown, fields: object, words: string): void => {
    if (error instanceof ConnectionLostError) log.warn({ ...fields, reason: error.message }, words);
    else log.error({ ...fields, err: error }, words);
  };

  const run = async ({ id, event, attempt }: Job): Promise<void> => {
    try {
      await handle(event, { number: attempt, last: attempt >= triesMax });
      await core.inbox.done(id);
    } catch (error) {
      const wait_ms = Math.min(backOffMax_ms, 1_000 * 2 ** (attempt - 1));
      const counts = !(error instanceof RateLimited);
      const after_ms = counts
        ? ((error instanceof TryLater ? error.after_ms : null) ?? wait_ms)
        : turnIn(event, error.after_ms);
      const reason = error instanceof Error ? error.message : String(error);
      const fields = { inbox: String(id), kind: event.kind, attempt, after_ms, reason };
      if (error instanceof TryLater) log.info(fields, 'an event is put off');
      else complain(error, fields, 'an event could not be handled');
      await core.inbox.later(id, after_ms, reason, { counts });
      lookIn(after_ms + dueMargin_ms);
    }
  };

  const pump = (): void => {
    while (!stopping && running.size < concurrency && waiting.length > 0) {
      const job = waiting.shift()!;
      if (Date.now() - job.since_ms > waitMax_ms) continue;
      // The database is away: the lease runs out, and then it is found again.
      const work: Promise<void> = run(job)
        .catch((error: unknown) => complain(error, { inbox: String(job.id) }, 'an event stays in the inbox'))
        .finally(() => {
          running.delete(work);
          pump();
        });
      running.add(work);
    }
  };

  const add = (id: bigint, event: InboundEvent, attempt: number): void => {
    waiting.push({ id, event, attempt, since_ms: Date.now() });
    pump();
  };

  /** Looks at the inbox in this many ms, unless that is to happen sooner already. */
  const lookIn = (after_ms: number): void => {
    const due_ms = Date.now() + after_ms;
    if (stopping || due_ms >= timer_due_ms) return;
    clearTimeout(timer);
    timer_due_ms = due_ms;
    timer = setTimeout(() => {
      timer_due_ms = Number.POSITIVE_INFINITY;
      looking = recover();
    }, after_ms);
    timer.unref();
  };

  const recover = async (): Promise<void> => {
    const free = concurrency - running.size - waiting.length;
    let found = 0;
    try {
      const claimed = free > 0 ? await core.inbox.claim(free) : [];
      found = claimed.length;
      for (const { id, event, attempts } of claimed) take(id, event, attempts);
    } catch (error) {
      complain(error, {}, 'the inbox could not be asked');
    }
    lookIn(found > 0 && found === free ? 0 : recovery_interval_ms);
  };

  const take = (id: bigint, stored: unknown, attempts: number): void => {
    const parsed = inboundEventSchema.safeParse(stored);
    if (parsed.success) {
      add(id, parsed.data, attempts);
      return;
    }
    // Stored by an older version of ours. It is given up in the end, and stays to be looked at.
    log.error({ inbox: String(id), problem: parsed.error.message }, 'a stored event is not understood');
    core.inbox
      .later(id, backOffMax_ms, 'not understood')
      .catch((error: unknown) => complain(error, { inbox: String(id) }, 'an event stays in the inbox'));
  };

  lookIn(0);

  return {
    async receive(event) {
      if (stopping) throw new Error('stopping: another process takes it');
      const parsed = inboundEventSchema.safeParse(event);
      if (!parsed.success) {
        // To refuse it would make the platform send it for ever.
        log.error(
          { kind: event.kind, problem: parsed.error.message },
          'an adapter gave an event without its shape',
        );
        return { fresh: false };
      }
      const { platform, dedupeKey } = parsed.data;
      const { id, fresh } = await core.inbox.put(platform, dedupeKey, toJson(parsed.data));
      if (fresh) add(id, parsed.data, 1);
      return { fresh };
    },

    async stop() {
      stopping = true;
      clearTimeout(timer);
      // What it is claiming at this moment would otherwise wait for the end of its lease.
      await looking;
      await Promise.all(
        waiting.splice(0).map(({ id }) => core.inbox.later(id, 0, 'the process stopped').catch(() => {})),
      );
      await Promise.all(running);
    },
  };
}
