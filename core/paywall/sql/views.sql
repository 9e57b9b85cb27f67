-- Posts as their cards show them: their newest versions, their sellers as they are called today, and how many have unlocked them.
-- $1 references
select
  p.id, p.reference, p.asset, v.price::text, v.title, v.teaser, v.content, p.withdrawn_at is not null as withdrawn,
  case when f.id is not null
    then jsonb_build_object(
      'id', f.id::text, 'name', f.name, 'media_type', f.media_type, 'size_bytes', f.size_bytes, 'shown_as', f.shown_as, 'known_as', f.known_as
    )
  end as file,
  jsonb_build_object('id', seller.public_id, 'name', seller.name, 'identities', seller.identities) as seller,
  (select count(distinct e.person)::int from paywall_entitlement e where e.post = p.id and e.entitles) as unlocked,
  (select i.key from intent i where i.subject = p.id and i.kind = 'paywall_unlock' and i.payload ->> 'price' = v.price::text order by i.key limit 1) as unlock,
  (
    select jsonb_object_agg(i.kind, i.key) from intent i
    where i.subject = p.id and i.kind in ('paywall_show', 'paywall_open', 'paywall_edit', 'paywall_withdraw')
  ) as buttons
from paywall_post p
cross join lateral (select * from paywall_version v where v.post = p.id order by v.number desc limit 1) v
left join paywall_file f on f.id = v.file
join person named on named.id = p.seller
join person_view seller on seller.id = coalesce(named.merged_into, named.id)
where p.reference = any($1::text[])
