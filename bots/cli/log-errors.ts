/**
 * What of an error may be in a log. The platforms' libraries hang the whole request on theirs, with its memo and its tokens, and
 * PostgreSQL the row and the parameters; only what says what went wrong is kept.
 */

/** Words of an address or a message that let whoever reads them act as us, or answer for us; each keeps what comes before them. */
const TOKENS: readonly [RegExp, string][] = [
  // An interaction's or a webhook's, of Discord.
  [/(\/(?:webhooks|interactions)\/\d+\/)[\w.~%-]+/g, '$1…'],
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, '…'],
  // https://core.telegram.org/bots/api#authorizing-your-bot
  [/\b(bot)?\d+(?::|%3A)[\w-]{20,}/gi, '$1…'],
  // https://docs.slack.dev/authentication/tokens, and the addresses that answer a command.
  [/\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+/g, '…'],
  [/(hooks\.slack(?:-gov)?\.com\/)[^\s"')]+/g, '$1…'],
  // The user and the password of a database.
  [/(\w:\/\/)[^\s/@]+@/g, '$1…@'],
];

const withoutTokens = (text: string): string =>
  TOKENS.reduce((cleaned, [token, instead]) => cleaned.replace(token, instead), text);

interface LoggedError {
  type: string;
  message: string;
  code?: string | number;
  status?: number;
  stack?: string;
  cause?: LoggedError;
}

const causesMax = 4;

/** For pino's `err` and `error`. Text is only cleaned of tokens. */
export function loggedError(error: unknown, causes = causesMax): LoggedError | string {
  if (typeof error === 'string') return withoutTokens(error);
  return error instanceof Error
    ? describe(error, causes)
    : { type: typeof error, message: 'not an Error was thrown' };
}

function describe(error: Error, causes: number): LoggedError {
  const { code, status, statusCode } = error as { code?: unknown; status?: unknown; statusCode?: unknown };
  const number = [status, statusCode].find((one) => typeof one === 'number') as number | undefined;
  return {
    type: error.name,
    message: withoutTokens(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(number !== undefined && { status: number }),
    ...(error.stack !== undefined && { stack: withoutTokens(error.stack) }),
    ...(error.cause instanceof Error && causes > 0 && { cause: describe(error.cause, causes - 1) }),
  };
}

/** Reasons and problems are words of errors, too. */
export const cleanedFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? withoutTokens(value) : value,
    ]),
  );
