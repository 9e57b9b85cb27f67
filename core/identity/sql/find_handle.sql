-- The bearers of a handle.
-- $1 platform, $2 tenant or null for every tenant, $3 handle in lower case
select i.person, i.platform, i.tenant, i.user_id
from identity i
where i.platform = $1 and ($2::text is null or i.tenant = $2) and i.handle = $3
order by i.id
