/**
 * The assets that this process knows: the currencies, and what operators have defined. A definition never changes, so that what is known
 * is known for good; what another process has defined comes by a notification, and once more in whole after each reconnection.
 */
import { ASSETS, findAsset } from './assets.ts';
import { type Queryable, run, type Sql, sqlFile } from './db/index.ts';
import type { Asset } from './money.ts';

const definedText = sqlFile(import.meta.url, './db/sql/defined_assets.sql');

/** Notified with the code when a definition commits. */
const CHANNEL = 'tuppence_asset';

export interface AssetBook {
  /** The community's currency. */
  readonly main: Asset;
  /** The currencies first. */
  readonly all: Asset[];
  /** By code, any case. */
  find(code: string): Asset | null;
  /** The same among currencies alone: for what only money can do, such as being lent or bearing interest. */
  currency(code: string): Asset | null;
  /** Reads what is defined by now. */
  load(sql: Queryable): Promise<void>;
  /** Reads it, and from then on hears of every definition, whichever process makes it. Ends with what it returns, or with the pool. */
  follow(sql: Sql, failed: (error: unknown) => void): Promise<() => Promise<void>>;
}

export function createAssetBook(main: Asset): AssetBook {
  const defined = new Map<string, Asset>();
  let all = [...ASSETS];
  const load = async (sql: Queryable) => {
    const rows = await run<Asset>(sql, definedText, []);
    for (const asset of rows) defined.set(asset.code, asset);
    all = [...ASSETS, ...defined.values()];
  };
  return {
    main,
    get all() {
      return all;
    },
    find: (code) => findAsset(code) ?? defined.get(code.toUpperCase()) ?? null,
    currency: findAsset,
    load,
    async follow(sql, failed) {
      await load(sql);
      const again = () => void load(sql).catch(failed);
      const { unlisten } = await sql.listen(CHANNEL, again, again);
      return unlisten;
    },
  };
}

/** The asset of a row, whose code a foreign key holds to one that there is. */
export const assetOf = ({ assets }: { assets: AssetBook }, { asset }: { asset: string }): Asset =>
  assets.find(asset)!;
