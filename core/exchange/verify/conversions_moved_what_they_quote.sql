-- A conversion that was made has exactly its postings: out of its person's wallet into liquidity and, apart from it, into the exchange's
-- income; and out of liquidity into its person's wallet. People count as whom they were merged into; 0 is the system.
-- Range: exchange_quote, $1 < id ≤ $2
with done as (
  select q.*, coalesce(p.merged_into, p.id) as owner
  from exchange_quote q
  join person p on p.id = q.person
  where q.id > $1 and q.id <= $2 and q.state = 'executed' and q.purpose = 'convert'
), expected as (
  select id, false as apart, owner, 'wallet' as purpose, sell_asset as asset, spread - sell_amount as amount from done
  union all select id, false, 0, 'liquidity', sell_asset, sell_amount - spread from done
  union all select id, false, 0, 'liquidity', buy_asset, -buy_amount from done
  union all select id, false, owner, 'wallet', buy_asset, buy_amount from done
  union all select id, true, owner, 'wallet', sell_asset, -spread from done where spread > 0
  union all select id, true, 0, 'exchange_income', sell_asset, spread from done where spread > 0
), found as (
  select d.id, e.transfer_id is not distinct from d.spread_transfer as apart,
    case when a.owner = 'system' then 0 else coalesce(p.merged_into, p.id) end as owner, a.purpose, a.asset, e.amount
  from done d
  join entry e on e.transfer_id in (d.transfer, d.spread_transfer)
  join account a on a.id = e.account_id
  left join person p on p.public_id = a.owner
)
select format('quote %s: %s of the %s in %s is %s, and was to be %s', (select reference from done where done.id = q.id), q.purpose,
              case q.owner when 0 then 'house' else 'person' end, q.asset, coalesce(f.amount, 0), coalesce(x.amount, 0)) as detail
from (select id, apart, owner, purpose, asset from expected union select id, apart, owner, purpose, asset from found) q
left join expected x on (x.id, x.apart, x.owner, x.purpose, x.asset) = (q.id, q.apart, q.owner, q.purpose, q.asset)
left join found f on (f.id, f.apart, f.owner, f.purpose, f.asset) = (q.id, q.apart, q.owner, q.purpose, q.asset)
where x.amount is distinct from f.amount;
