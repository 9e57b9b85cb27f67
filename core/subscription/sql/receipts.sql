-- What payments paid of subscriptions: of which one, until when, and whether it goes on by itself.
-- $1 references of payments
select p.payment, s.reference, p.ends_at, s.state = 'active' as renews, t.price::text, t.asset
from subscription_period p
join subscription s on s.id = p.subscription
join subscription_tier t on t.id = s.tier
where p.payment = any($1::text[])
