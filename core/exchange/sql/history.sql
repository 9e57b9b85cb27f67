-- Which quotes transfers carried out.
-- $1 transfers
select transfer, reference from exchange_quote where transfer = any($1::bigint[])
union all
select spread_transfer, reference from exchange_quote where spread_transfer = any($1::bigint[])
