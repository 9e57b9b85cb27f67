/** What people chose, and what is so for those who chose nothing. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { zonesOf } from '../identity/index.ts';
import { type Money, money } from '../money.ts';
import { toJsonb } from '../outbox/json.ts';
import { type AlertKind, alertKinds } from './kinds.ts';
import { type AlertSettings, defaultSettings } from './rules.ts';
import type { AlertSetting } from './types.ts';

const statement = {
  settings: sqlFile(import.meta.url, './sql/settings.sql'),
  put: sqlFile(import.meta.url, './sql/put_settings.sql'),
};

interface StoredSetting {
  on: boolean;
  threshold: { minor: string; asset: string } | null;
  digest: boolean;
}

interface Row {
  person: bigint;
  kinds: { [K in AlertKind]?: StoredSetting };
  quiet_from: number | null;
  quiet_until: number | null;
  digest_at: number;
  zone: string | null;
}

/** Without those who chose nothing. */
export async function settingsOf(
  { assets }: Pick<Context, 'assets'>,
  sql: Queryable,
  people: readonly bigint[],
): Promise<Map<bigint, AlertSettings>> {
  if (people.length === 0) return new Map();
  const rows = await run<Row>(sql, statement.settings, [[...new Set(people)]]);
  if (rows.length === 0) return new Map();
  const defaults = defaultSettings(assets.main);
  const readMoney = (stored: StoredSetting['threshold']): Money | null =>
    stored && money(BigInt(stored.minor), assets.find(stored.asset)!);
  return new Map(
    rows.map(({ person, kinds, quiet_from, quiet_until, digest_at, zone }) => {
      const chosen = alertKinds.map((kind): [AlertKind, AlertSetting] => {
        const stored = kinds[kind];
        return [kind, stored ? { ...stored, threshold: readMoney(stored.threshold) } : defaults.kinds[kind]];
      });
      const quiet = quiet_from === null ? null : { from: quiet_from, until: quiet_until! };
      const settings = {
        kinds: Object.fromEntries(chosen) as AlertSettings['kinds'],
        quiet,
        digest_at,
        zone,
      };
      return [person, settings];
    }),
  );
}

/** Of one person, the defaults where they chose nothing. */
export async function settingsNow(
  context: Pick<Context, 'assets'>,
  sql: Queryable,
  person: bigint,
): Promise<AlertSettings> {
  const chosen = (await settingsOf(context, sql, [person])).get(person);
  if (chosen) return chosen;
  const zone = (await zonesOf(sql, [person])).get(person) ?? null;
  return { ...defaultSettings(context.assets.main), zone };
}

/** All but the zone, which belongs to the person. */
export async function putSettings(
  sql: Queryable,
  person: bigint,
  { kinds, quiet, digest_at }: AlertSettings,
): Promise<void> {
  const stored = Object.fromEntries(
    Object.entries(kinds).map(([kind, { on, threshold, digest }]): [string, StoredSetting] => [
      kind,
      { on, threshold: threshold && { minor: threshold.minor, asset: threshold.asset.code }, digest },
    ]),
  );
  await run(sql, statement.put, [
    person,
    toJsonb(stored),
    quiet?.from ?? null,
    quiet?.until ?? null,
    digest_at,
  ]);
}
