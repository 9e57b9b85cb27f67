-- A person as others may see them: named as in the chat where they were last active, their identities in that order, each with
-- what they are called there.
create or replace view person_view as
select
  p.id,
  p.public_id,
  p.frozen_at is not null as frozen,
  p.met_at is not null as met,
  coalesce(face.name, p.public_id) as name,
  coalesce(face.identities, '[]'::jsonb) as identities
from person p
left join lateral (
  select
    (array_agg(i.display_name order by i.seen_at desc nulls last, i.id))[1] as name,
    jsonb_agg(
      jsonb_build_object('platform', i.platform, 'tenant', i.tenant, 'user', i.user_id, 'name', i.display_name)
      order by i.seen_at desc nulls last, i.id
    ) as identities
  from identity i
  where i.person = p.id
) face on true;
