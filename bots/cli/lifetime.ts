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

export interface Lifetime {
  /** Closed when the lifetime ends; last opened, first closed. */
  onEnd(name: string, close: Closing['close']): void;
  end(): Promise<void>;
}

export function lifetime(log: Logger): Lifetime {
  const closings: Closing[] = [];
  let ending: Promise<void> | null = null;
  return {
    onEnd(name, close) {
      closings.push({ name, close });
    },
    end() {
      ending ??= (async () => {
        for (const closing of closings.reverse()) await closed(closing, log);
      })();
      return ending;
    },
  };
}

/** What does not close in time is left: everything of ours is safe to be cut off, only slower to recover. */
async function closed({ name, close }: Closing, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, close_ms_max, 'late');
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
