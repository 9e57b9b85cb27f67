-- Which trades transfers carried out.
-- $1 transfers
select transfer, reference from trade where transfer = any($1::bigint[])
union all
select fee_transfer, reference from trade where fee_transfer = any($1::bigint[])
