-- A trade that was carried out has exactly its postings: units and their value between its person's wallets and liquidity, each one way; and the
-- fee, apart, out of the wallet into income. People count as whom they were merged into; 0 is the system.
-- Range: trade, $1 < id ≤ $2
with done as (
  select t.*, coalesce(p.merged_into, p.id) as owner, case t.side when 'buy' then 1 else -1 end as way
  from trade t
  join person p on p.id = t.person
  where t.id > $1 and t.id <= $2 and t.state = 'executed'
), expected as (
  select id, false as apart, owner, 'wallet' as purpose, asset, way * units as amount from done
  union all select id, false, 0, 'liquidity', asset, -way * units from done
  union all select id, false, owner, 'wallet', quote_asset, -way * value from done
  union all select id, false, 0, 'liquidity', quote_asset, way * value from done
  union all select id, true, owner, 'wallet', quote_asset, -fee from done where fee > 0
  union all select id, true, 0, 'exchange_income', quote_asset, fee from done where fee > 0
), found as (
  select d.id, e.transfer_id is not distinct from d.fee_transfer as apart,
    case when a.owner = 'system' then 0 else coalesce(p.merged_into, p.id) end as owner, a.purpose, a.asset, e.amount
  from done d
  join entry e on e.transfer_id in (d.transfer, d.fee_transfer)
  join account a on a.id = e.account_id
  left join person p on p.public_id = a.owner
)
select format('trade %s: %s of the %s in %s is %s, and was to be %s', (select reference from done where done.id = q.id), q.purpose,
              case q.owner when 0 then 'house' else 'person' end, q.asset, coalesce(f.amount, 0), coalesce(x.amount, 0)) as detail
from (select id, apart, owner, purpose, asset from expected union select id, apart, owner, purpose, asset from found) q
left join expected x on (x.id, x.apart, x.owner, x.purpose, x.asset) = (q.id, q.apart, q.owner, q.purpose, q.asset)
left join found f on (f.id, f.apart, f.owner, f.purpose, f.asset) = (q.id, q.apart, q.owner, q.purpose, q.asset)
where x.amount is distinct from f.amount;
