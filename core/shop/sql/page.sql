-- A page of what is sold in a community, or by a person; the newest first, and how many there are.
-- $1 person or null, $2 community or null, $3 limit, $4 offset
with self as materialized (
  select id from person where id = $1 or merged_into = $1
)
select i.id, count(*) over ()::int as total
from shop_item i
where i.state = 'open'
  and ($2::text is null or i.community = $2)
  and ($1::bigint is null or i.seller = any(array(select id from self)))
order by i.id desc
limit $3 offset $4
