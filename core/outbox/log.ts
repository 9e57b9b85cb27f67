/** Where services say what somebody should look at. pino fits. */
export interface Log {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: Log = { warn: () => {}, error: () => {} };
