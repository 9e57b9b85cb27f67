/** PostgreSQL as core uses it. */
export { type ConnectOptions, connect, type Queryable, SCHEMA, type Sql } from './connection.ts';
export { type Parameter, run, sqlFile, sqlFolder } from './files.ts';
export { DatabaseNewerError, migrate } from './migrate.ts';
export { inTransaction } from './transaction.ts';
