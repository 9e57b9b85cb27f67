-- Waits until nobody else has these drops, in one order for all who come. Whoever has them decides alone who takes which share, and when it
-- is over. Lock people first, accounts last.
-- $1 drops
select id from money_drop where id = any($1::bigint[]) order by id for no key update
