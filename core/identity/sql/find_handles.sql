-- The bearers of handles, with the persons that they are.
-- $1 platforms, $2 tenants or null for every tenant, $3 handles in lower case. Returns, with its number in these lists from 1, every bearer.
select
  asked.number::int, i.platform, i.tenant, i.user_id,
  jsonb_build_object(
    'id', v.id::text, 'public_id', v.public_id, 'name', v.name, 'identities', v.identities, 'frozen', v.frozen, 'met', v.met
  ) as person
from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (platform, tenant, handle, number)
join identity i on i.platform = asked.platform and (asked.tenant is null or i.tenant = asked.tenant) and i.handle = asked.handle
join person_view v on v.id = i.person
order by asked.number, i.id
