-- What creators offer, and whether anything is for sale of theirs that it opens.
-- $1 public ids of people
select person.public_id as id,
  jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities) as creator,
  exists (
    select from paywall_post o
    where o.seller in (select p.id from person p where p.id = v.id or p.merged_into = v.id) and o.withdrawn_at is null
  ) as sells,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', t.name, 'price', t.price::text, 'asset', t.asset,
      'start', (select i.key from intent i where i.subject = t.id and i.kind = 'subscription_start'),
      'close', (select i.key from intent i where i.subject = t.id and i.kind = 'subscription_close')
    ) order by t.price, t.id), '[]')
    from subscription_tier t
    where t.closed_at is null and t.creator in (select p.id from person p where p.id = v.id or p.merged_into = v.id)
  ) as tiers
from person
join person_view v on v.id = coalesce(person.merged_into, person.id)
where person.public_id = any($1::text[])
