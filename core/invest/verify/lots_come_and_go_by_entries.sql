-- Every entry that was read has its lots or its disposal, of exactly its units; a trade's have cost, or brought, what was paid for it.
-- Range: holding, $1 < id ≤ $2
with read as (
  select e.account_id, e.version, e.amount, t.side, t.value, t.fee
  from holding h
  join entry e on e.account_id = h.account and e.version <= h.version
  left join trade t on t.transfer = e.transfer_id
  where h.account > $1 and h.account <= $2
), came as (
  select account, version, sum(units) as units, sum(cost) as money from lot where account > $1 and account <= $2 group by account, version
), went as (
  select account, version, -units as units, proceeds as money from disposal where account > $1 and account <= $2
), moved as (
  select * from came union all select * from went
)
select format('account %s, entry %s: %s units for %s, and was %s for %s', coalesce(r.account_id, m.account), coalesce(r.version, m.version),
              coalesce(m.units, 0), coalesce(m.money, 0), coalesce(r.amount, 0), coalesce(case r.side when 'buy' then r.value + r.fee else r.value - r.fee end::text, 'what it was worth')) as detail
from read r
full join moved m on (m.account, m.version) = (r.account_id, r.version)
where r.amount is distinct from m.units
  or r.side is not null and m.money <> case r.side when 'buy' then r.value + r.fee else r.value - r.fee end
order by 1;
