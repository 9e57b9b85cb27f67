-- Subscriptions as they are shown: the creators as they are called today, and their buttons.
-- $1 subscriptions
select s.id, s.reference, s.state, s.next_at, t.asset, t.price::text, t.name,
  jsonb_build_object('id', c.public_id, 'name', c.name, 'identities', c.identities) as creator,
  (select p.begins_at from subscription_period p where p.subscription = s.id and p.state = 'due') as due,
  (select i.key from intent i where i.subject = s.id and i.kind = 'subscription_cancel') as cancel
from subscription s
join subscription_tier t on t.id = s.tier
join person named on named.id = t.creator
join person_view c on c.id = coalesce(named.merged_into, named.id)
where s.id = any($1::bigint[])
