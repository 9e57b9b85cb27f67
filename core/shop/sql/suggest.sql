-- Items to suggest while somebody types: of a community, or the person's own.
-- $1 person, $2 community or null for all, $3 whether only their own, $4 what the name begins with or has in it, $5 limit
with self as materialized (
  select id from person where id = $1 or merged_into = $1
)
select i.id
from shop_item i
where i.state = 'open'
  and ($2::text is null or i.community = $2)
  and (not $3::boolean or i.seller = any(array(select id from self)))
  and ($2::text is not null or $3::boolean)
  and position($4 in i.name_key) > 0
order by starts_with(i.name_key, $4) desc, i.id desc
limit $5
