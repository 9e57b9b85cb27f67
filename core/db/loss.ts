/** One error for the many ways in which a connection to PostgreSQL ends. */

/**
 * PostgreSQL could not be reached, or the connection was lost. A statement that was under way may have been carried out or
 * not; whoever tries it again needs an idempotency key. Never told to a person as a refusal of what they asked for.
 */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
  readonly code = 'CONNECTION_LOST';
}

/** SQLSTATE class 08 (connection exceptions), 57P01 to 57P03 (the server is stopping, crashed, or starting), and the system's own errors. */
const LOST = /^(08...|57P0[123]|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;

/** What pg says without a code, in 8.x. */
const SAID =
  /^(Connection terminated|Client (has encountered a connection error|was closed) and is not queryable|timeout exceeded when trying to connect|Connection ended|Query read timeout)/;

/** Passes a result through; a rejection because of the connection becomes a {@link ConnectionLostError}. */
export const tellingLoss = async <T>(result: Promise<T>): Promise<T> => {
  try {
    return await result;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (error instanceof ConnectionLostError || !(LOST.test(code ?? '') || SAID.test(message))) throw error;
    throw new ConnectionLostError(`PostgreSQL: ${message || code}`, { cause: error });
  }
};
