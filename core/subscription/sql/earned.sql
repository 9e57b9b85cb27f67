-- What a creator has taken by subscriptions, less what they gave back, by currency; and how many have subscribed now, in each row.
-- $1 creator
with own as (
  select t.id, t.asset from subscription_tier t where t.creator in (select p.id from person p where p.id = $1 or p.merged_into = $1)
)
select own.asset, coalesce(sum(o.amount - o.refunded), 0)::text as earned,
  (select count(*)::int from subscription s where s.tier in (select id from own) and s.state <> 'ended') as subscribers
from own
left join subscription s on s.tier = own.id
left join subscription_period p on p.subscription = s.id and p.state = 'placed'
left join payment_outcome o on o.reference = p.payment and o.state = 'settled'
group by own.asset
order by own.asset
