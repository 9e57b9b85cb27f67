-- A hold is made by its transfer, balances per asset, and is open, or names the one transfer that resolved it.
-- Range: hold, $1 < id ≤ $2
with reserved as (
  select hold_id, sum(legs) as legs, string_agg(format('%s %s', amount, coalesce(asset, 'of no account')), ', ') filter (where amount <> 0 or asset is null) as off
  from (
    select l.hold_id, a.asset, count(*) as legs, sum(l.amount) as amount
    from hold_leg l
    left join account a on a.id = l.account_id
    where l.hold_id > $1 and l.hold_id <= $2
    group by l.hold_id, a.asset
  ) x
  group by hold_id
)
select case
    when h.id is null then format('the legs of hold %s have no hold', r.hold_id)
    when r.off is not null then format('hold %s is off by %s', h.id, r.off)
    when coalesce(r.legs, 0) < 2 then format('hold %s has %s legs', h.id, coalesce(r.legs, 0))
    when made.verb is distinct from 'hold' then format('hold %s was made by no transfer', h.id)
    else format('hold %s is %s, but its transfer is %s', h.id, h.state, coalesce(ended.verb, 'missing'))
  end as detail
from (select * from hold where id > $1 and id <= $2) h
full join reserved r on r.hold_id = h.id
left join transfer made on made.id = h.id and made.hold_id = h.id
left join transfer ended on ended.id = h.resolved_by and ended.hold_id = h.id
where h.id is null or r.off is not null or coalesce(r.legs, 0) < 2 or made.verb is distinct from 'hold'
  or h.state is distinct from case ended.verb when 'capture' then 'captured' when 'void' then 'voided' when 'expire' then 'expired' else 'open' end
  or (h.state = 'open') <> (h.resolved_by is null);
