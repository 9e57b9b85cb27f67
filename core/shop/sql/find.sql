-- Items that a word may mean, the best first: by its code, by its name, by how its name begins, by what is in it.
-- $1 person who asks, $2 community or null: the person's own, $3 code, $4 name as it is compared, $5 limit
with self as materialized (
  select id from person where id = $1 or merged_into = $1
), ranked as (
  select i.id, i.name,
    case when i.reference = $3 then 0
      when i.name_key = $4 then 1
      when starts_with(i.name_key, $4) then 2
      when position($4 in i.name_key) > 0 then 3 end as rank
  from shop_item i
  where i.reference = $3
    or i.state = 'open' and $4 <> '' and i.community = $2
    or i.state = 'open' and $4 <> '' and $2::text is null and i.seller = any(array(select id from self))
)
select id, name, rank from ranked where rank is not null order by rank, id desc limit $5
