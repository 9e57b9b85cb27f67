/**
 * What Bolt's receivers hand every verified payload to, in place of Bolt's App: decode, store, and only then acknowledge.
 * (Bolt's App acknowledges Events API deliveries before any handler runs; a crash would lose the event.)
 */
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Receive } from '../shared/adapter.ts';
import type { FormErrors, Questions } from '../shared/question.ts';
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

/** Slack waits 3 s for the whole answer; what is left of them is for storing the event. */
const CHECKED_AFTER_MS = 2200;

/** What is not known in time is said when the form is handled. */
const inTime = (since_ms: number, check: Promise<FormErrors> = Promise.resolve({})): Promise<FormErrors> => {
  const left_ms = since_ms + CHECKED_AFTER_MS - Date.now();
  return Promise.race([
    check,
    new Promise<FormErrors>((resolve) => setTimeout(resolve, left_ms, {}).unref()),
  ]);
};

export function createIntake(
  receive: Receive,
  context: Omit<DecodeContext, 'now'>,
  people: People,
  log: Logger,
  questions?: Pick<Questions, 'check'>,
): Intake {
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const take = async ({ body, ack }: Pick<ReceiverEvent, 'body' | 'ack'>): Promise<void> => {
    const since_ms = Date.now();
    const decoded = decode(body, { ...context, now: new Date(since_ms) });
    if (decoded.is === 'wrong_tenant') {
      log.warn('Slack: a payload of another workspace was refused');
      throw new WrongTenant('the payload is of another workspace');
    }
    if (decoded.is === 'ignored') log.debug({ reason: decoded.reason }, 'Slack: ignored');
    else {
      const event = await people.complete(decoded.event);
      const errors = event.kind === 'form' ? await inTime(since_ms, questions?.check(event)) : {};
      // The form stays open with them, and nothing has come of it: it may be sent again.
      if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
      await receive(event);
    }
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
