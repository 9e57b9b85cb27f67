-- How many versions of posts somebody has made lately, and how many bytes they have sent with them.
-- $1 person, $2 since
select count(*)::int as count,
  coalesce((
    select sum(f.size_bytes) from paywall_file f
    where f.created_at > $2 and f.id in (
      select w.file from paywall_post o join paywall_version w on w.post = o.id where o.seller = $1 and w.created_at > $2
    )
  ), 0)::bigint as bytes
from paywall_post p
join paywall_version v on v.post = p.id
where p.seller = $1 and v.created_at > $2
