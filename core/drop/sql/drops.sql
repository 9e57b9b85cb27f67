-- Drops as they stand, without waiting for anybody; the giver as the person that they have turned out to be.
-- $1 drops
select
  d.id, d.reference, coalesce(p.merged_into, p.id) as giver, d.asset, d.shares, d.state, d.account_age_ms, d.delivery, d.expires_at, d.ended_key,
  d.returned
from money_drop d
join person p on p.id = d.giver
where d.id = any($1::bigint[])
