/**
 * The application's role: what the product works as once the owner of the schema has migrated. It may do what the statements
 * of core need, and cannot rewrite the books: by grants, whatever is asked of it.
 */
import type pg from 'pg';
import { type Queryable, SCHEMA, type Sql } from './connection.ts';
import { run, sqlFile } from './files.ts';
import { ConnectionLostError } from './loss.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statements = { role: read('role'), grants: read('grants') };

/** Stands for the role in grants.sql. */
const PLACEHOLDER = /\btuppence_app\b/g;
const TRIES_MAX = 20;

export interface Role {
  role: string;
  /** Who asks. */
  login: string;
  is_made: boolean;
  /** The login may work as it. */
  is_usable: boolean;
  /** The login may change the schema. */
  may_migrate: boolean;
}

const findRole = async (sql: Queryable): Promise<Role> => {
  const [role] = await run<Role>(sql, statements.role, [SCHEMA]);
  return role!;
};

/** As a name in a statement. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Makes the role where there is none, and the login a member of it. Leaves it where the login may not: then `is_usable` is false.
 * Several databases of one server may ask for it at the same moment, and no lock spans them.
 */
export const ensureRole = async (sql: Sql): Promise<Role> => {
  for (let tries = 1; ; tries++) {
    const found = await findRole(sql);
    if (found.is_usable || !found.may_migrate || tries === TRIES_MAX) return found;
    try {
      await sql.begin(async (transaction) => {
        if (!found.is_made) await transaction.script(`create role ${quoted(found.role)} nologin`);
        await transaction.script(`grant ${quoted(found.role)} to current_user`);
      });
    } catch (error) {
      if (error instanceof ConnectionLostError) throw error;
      if (!isRace(error)) return found;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries));
    }
  }
};

/** Another session made the same role or membership at this moment: it is there, or will be. */
const isRace = (error: unknown): boolean => {
  const { code, message } = error as pg.DatabaseError;
  return code === '42710' || code === '23505' || (code === 'XX000' && /concurrently/.test(message));
};

/** Gives the role what grants.sql says, and takes from it whatever else it had in the schema. */
export const grant = (sql: Queryable, role: string): Promise<void> =>
  sql.script(statements.grants.replaceAll(PLACEHOLDER, () => quoted(role)));

/** For the administrator of a database whose logins may not make roles. */
export const adviceFor = ({ role, login, is_made }: Role): string => {
  const make = is_made ? [] : [`create role ${quoted(role)} nologin;`];
  return [...make, `grant ${quoted(role)} to ${quoted(login)};`].join('\n');
};
