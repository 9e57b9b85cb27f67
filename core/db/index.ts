/** PostgreSQL as core uses it. */

export { batched } from './batch.ts';
export {
  type ConnectOptions,
  connect,
  type Listening,
  type Queryable,
  SCHEMA,
  type Sql,
} from './connection.ts';
export { describeSchema } from './describe.ts';
export { run, sqlFile, sqlFolder } from './files.ts';
export { ConnectionLostError } from './loss.ts';
export { DatabaseNewerError, DatabaseOlderError, type Migrated, migrate } from './migrate.ts';
export type { Parameter } from './parameter.ts';
export { inTransaction, retried } from './transaction.ts';
