/** Sellers hear of what was sold: of all that came since the last word at once, as they want to hear of incoming money. */
import { raiseAlerts } from '../alerts/index.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import { type Item, loadItems } from './item.ts';
import { leftOf } from './rules.ts';

const statement = {
  untold: sqlFile(import.meta.url, './sql/untold.sql'),
  told: sqlFile(import.meta.url, './sql/told.sql'),
};

interface Purchase {
  id: bigint;
  item: bigint;
  buyer: bigint;
  quantity: number;
  unit_price: string;
  state: string;
}

const settled = new Set(['settled', 'claimable']);

/** Up to `limit` purchases in one database transaction, so that each is told once, whoever tells. Returns how many there were. */
export const tellSales = (context: Context, limit: number): Promise<number> =>
  inTransaction(context.sql, async (sql) => {
    const purchases = await run<Purchase>(sql, statement.untold, [limit]);
    if (purchases.length === 0) return 0;
    const sold = purchases.filter(({ state }) => settled.has(state));
    const items = await loadItems(sql, [...new Set(sold.map(({ item }) => item))]);
    const now = context.clock.now();
    await run(sql, statement.told, [purchases.map(({ id }) => id), now]);
    // Amounts of several currencies are not one amount.
    const groups = new Map<string, Item[]>();
    for (const item of items) {
      const name = `${item.seller} ${item.asset}`;
      groups.set(name, [...(groups.get(name) ?? []), item]);
    }
    const alerts = [...groups.values()].map((some) => wordOf(context, some, sold));
    await raiseAlerts(context, sql, alerts);
    return purchases.length;
  });

/** Of items of one seller, in one currency. */
function wordOf(context: Context, items: readonly Item[], sold: readonly Purchase[]) {
  const asset = assetOf(context, items[0]!);
  const brought = (some: readonly Purchase[]) =>
    money(
      some.reduce((sum, { quantity, unit_price }) => sum + BigInt(unit_price) * BigInt(quantity), 0n),
      asset,
    );
  const own = sold.filter(({ item }) => items.some(({ id }) => id === item));
  const total = brought(own);
  const sales = items.map((item) => {
    const some = own.filter((purchase) => purchase.item === item.id);
    const quantity = some.reduce((sum, purchase) => sum + purchase.quantity, 0);
    return { name: item.name, quantity, total: brought(some), left: leftOf(item) };
  });
  const buyers = new Set(own.map(({ buyer }) => buyer)).size;
  return {
    kind: 'incoming_money' as const,
    person: items[0]!.seller,
    amount: total,
    notice: { kind: 'shop_sold' as const, sales, buyers, total },
  };
}
