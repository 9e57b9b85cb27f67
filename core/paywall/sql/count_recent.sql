-- How many versions of posts somebody has made lately, as any of the persons that turned out to be them, and how many bytes they have sent with
-- them.
-- $1 person, $2 since
with self as materialized (
  select id from person where id = $1 or merged_into = $1
)
select count(*)::int as count,
  coalesce((
    select sum(f.size_bytes) from paywall_file f
    where f.created_at > $2 and f.id in (
      select w.file from paywall_post o join paywall_version w on w.post = o.id where o.seller = any(array(select id from self)) and w.created_at > $2
    )
  ), 0)::bigint as bytes
from paywall_post p
join paywall_version v on v.post = p.id
where p.seller = any(array(select id from self)) and v.created_at > $2
