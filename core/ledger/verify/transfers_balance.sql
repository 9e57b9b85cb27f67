-- Every transfer balances per asset, and has entries if and only if its verb moves money.
-- Range: transfer, $1 < id ≤ $2
with moved as (
  select transfer_id, sum(legs) as legs, string_agg(format('%s %s', amount, coalesce(asset, 'of no account')), ', ') filter (where amount <> 0 or asset is null) as off
  from (
    select e.transfer_id, a.asset, count(*) as legs, sum(e.amount) as amount
    from entry e
    left join account a on a.id = e.account_id
    where e.transfer_id > $1 and e.transfer_id <= $2
    group by e.transfer_id, a.asset
  ) x
  group by transfer_id
)
select case
    when t.id is null then format('entries of transfer %s have no transfer', m.transfer_id)
    when m.off is not null then format('transfer %s is off by %s', t.id, m.off)
    else format('transfer %s (%s) has %s entries', t.id, t.verb, coalesce(m.legs, 0))
  end as detail
from (select id, verb from transfer where id > $1 and id <= $2) t
full join moved m on m.transfer_id = t.id
where t.id is null or m.off is not null or (t.verb in ('post', 'capture', 'reverse')) <> (coalesce(m.legs, 0) >= 2);
