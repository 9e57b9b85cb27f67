-- Of what somebody holds and has held, by asset: what is left and what that has cost, and what came for units that have gone. Who was merged into
-- them has left them their gains.
-- $1 person
with own as (
  select h.account, h.asset, coalesce(p.merged_into, p.id) = p.id as is_now
  from person p
  join account a on a.owner = p.public_id
  join holding h on h.account = a.id
  where p.id = $1 or p.merged_into = $1
)
select own.asset,
  coalesce(sum(l.units), 0)::text as units,
  coalesce(sum(l.cost), 0)::text as cost,
  coalesce(sum(d.gain), 0)::text as realised,
  bool_or(d.account is not null) or bool_or(l.account is not null) as is_any
from own
left join lateral (
  select account, sum(units_left) as units, sum(cost_left) as cost from lot where account = own.account and units_left > 0 group by account
) l on true
left join lateral (
  select account, sum(proceeds - cost) as gain from disposal where account = own.account group by account
) d on true
group by own.asset
order by own.asset
