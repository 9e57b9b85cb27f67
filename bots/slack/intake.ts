/**
 * What Bolt's receivers hand every verified payload to, in place of Bolt's App: decode, store, and only then acknowledge.
 * (Bolt's App acknowledges Events API deliveries before any handler runs; a crash would lose the event.)
 */
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Receive } from '../shared/adapter.ts';
import { type DecodeContext, decode } from './decode.ts';
import type { People } from './people.ts';

/** A payload of another workspace: refused, not stored. */
export class WrongTenant extends Error {
  override name = 'WrongTenant';
}

export interface Intake {
  /** Rejects when the event was not stored: then it must not be acknowledged. */
  processEvent(event: Pick<ReceiverEvent, 'body' | 'ack'>): Promise<void>;
  /** In the shape that a receiver's `init` takes; it uses nothing but `processEvent`. */
  asApp(): App;
  /** Takes nothing more, and waits for what is under way. */
  drain(): Promise<void>;
}

export function createIntake(
  receive: Receive,
  context: Omit<DecodeContext, 'now'>,
  people: People,
  log: Logger,
): Intake {
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const take = async ({ body, ack }: Pick<ReceiverEvent, 'body' | 'ack'>): Promise<void> => {
    const decoded = decode(body, { ...context, now: new Date() });
    if (decoded.is === 'wrong_tenant') {
      log.warn('Slack: a payload of another workspace was refused');
      throw new WrongTenant('the payload is of another workspace');
    }
    if (decoded.is === 'ignored') log.debug({ reason: decoded.reason }, 'Slack: ignored');
    else await receive(await people.complete(decoded.event));
    await ack();
  };

  const intake: Intake = {
    async processEvent(event) {
      if (closed) throw new Error('stopping: Slack is to deliver this to another process');
      const work = take(event);
      underWay.add(work);
      try {
        await work;
      } finally {
        underWay.delete(work);
      }
    },
    asApp: () => ({ processEvent: intake.processEvent }) as unknown as App,
    async drain() {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
  return intake;
}
