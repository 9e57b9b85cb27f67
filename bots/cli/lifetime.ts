/** From start to stop: what was opened is closed in the opposite order, whether by Ctrl-C, a failed start, or the end of a command. */
import type { Logger } from 'pino';
import { say } from './voice.ts';

interface Closing {
  name: string;
  close(): Promise<unknown> | unknown;
}

/** npm and the terminal both pass one Ctrl-C on; two signals this close are the same one. */
const sameSignal_ms = 500;
const close_ms_max = 6_000;
/** A start can be in the middle of making a database, which must not be left half running. */
const open_ms_max = 20_000;

export interface Lifetime {
  /** Closed when the lifetime ends; last opened, first closed. */
  onEnd(name: string, close: Closing['close']): void;
  /** Runs what opens things, so that the end waits for it: it ends at its next {@link checkpoint}. */
  opening(work: () => Promise<void>): Promise<void>;
  /** Throws {@link Ending} once the end has begun. */
  checkpoint(): void;
  end(): Promise<void>;
}

/** Thrown through a start that Ctrl-C has ended. */
export class Ending extends Error {}

export function lifetime(log: Logger): Lifetime {
  const closings: Closing[] = [];
  let opening: Promise<void> = Promise.resolve();
  let ending: Promise<void> | null = null;
  const closeAll = async () => {
    await closed({ name: 'start', close: () => opening.catch(() => undefined) }, open_ms_max, log);
    for (const closing of closings.reverse()) await closed(closing, close_ms_max, log);
  };
  return {
    onEnd(name, close) {
      closings.push({ name, close });
    },
    opening(work) {
      opening = work();
      return opening;
    },
    checkpoint() {
      if (ending) throw new Ending();
    },
    end() {
      ending ??= closeAll();
      return ending;
    },
  };
}

/** What does not close in time is left: everything of ours is safe to be cut off, only slower to recover. */
async function closed({ name, close }: Closing, limit_ms: number, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, limit_ms, 'late');
  });
  try {
    if ((await Promise.race([close(), late])) === 'late')
      log.warn({ closing: name }, 'did not close in time');
  } catch (error) {
    log.warn({ closing: name, error: (error as Error).message }, 'did not close properly');
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the process on Ctrl-C and SIGTERM: properly at the first, at once at the second. */
export function endOnSignal(life: Lifetime): void {
  let first_ms: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now_ms = performance.now();
    if (first_ms !== null) {
      if (now_ms - first_ms > sameSignal_ms) process.exit(signal === 'SIGINT' ? 130 : 143);
      return;
    }
    first_ms = now_ms;
    say('Stopping: finishing what is under way (once more to stop at once)');
    void life.end().then(() => {
      say('Stopped');
      process.exit(0);
    });
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  // A terminal window that is closed.
  process.on('SIGHUP', onSignal);
}
