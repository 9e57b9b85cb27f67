-- Purchases of a cancelled event of which something is to go back, what costs least first: where the seller's money ends, it would not do for
-- any that follows.
-- $1 item, $2 limit, $3 those that were tried
select purchase, payment from shop_owed where item = $1 and purchase <> all($3::bigint[]) order by owed, purchase limit $2
