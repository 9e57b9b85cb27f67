/** The PostgreSQL that tests run on: TEST_DATABASE_URL or DATABASE_URL where set (its login may create databases and roles), otherwise an embedded one. */

/** The same server and credentials, another database. */
export const atDatabase = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

export const testServer = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const url = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const { startTemporaryPostgres } = await import('../../bots/cli/postgres.ts');
  return startTemporaryPostgres();
};
