-- What is left of drops, in the order in which it will be taken.
-- $1 drops
select money_drop, position, amount from drop_share where money_drop = any($1::bigint[]) and person is null order by money_drop, position
