-- An author is told of all that they have not been told of. Returns it.
-- $1 author, $2 now
with told as (
  update tip set told_at = $2
  where author = any(array(select $1::bigint union all select id from person where merged_into = $1::bigint))
    and told_at is null and settled_at is not null and state in ('settled', 'claimable')
  returning tipper, asset, amount, claim_until, state
), noted as (
  update tip_person set told_at = $2 where person = $1 and exists (select from told)
)
select coalesce(p.merged_into, p.id) as tipper, t.asset, t.amount, case when t.state = 'claimable' then t.claim_until end as claim_until
from told t join person p on p.id = t.tipper
