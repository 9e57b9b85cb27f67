-- Of what somebody holds and has held, by asset: what is left and what that has cost, and what came for units that have gone, and what was
-- paid on units. Who was merged into them has left them theirs.
-- $1 person
with own as (
  select h.account, h.asset
  from person p
  join account a on a.owner = p.public_id
  join holding h on h.account = a.id
  where p.id = $1 or p.merged_into = $1
)
select own.asset,
  coalesce(sum(l.units), 0)::text as units,
  coalesce(sum(l.cost), 0)::text as cost,
  coalesce(sum(d.gain), 0)::text as realised,
  coalesce(sum(v.amount), 0)::text as dividends
from own
left join lateral (
  select account, sum(units_left) as units, sum(cost_left) as cost from lot where account = own.account and units_left > 0 group by account
) l on true
left join lateral (
  select account, sum(proceeds - cost) as gain from disposal where account = own.account group by account
) d on true
left join lateral (
  select sum(amount) as amount from dividend_share where account = own.account and transfer is not null
) v on true
group by own.asset
order by own.asset
