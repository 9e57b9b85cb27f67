-- What was taken with posts, less what was given back, and who unlocked them last.
-- $1 references, $2 how many people
select
  p.reference, coalesce(sum(e.amount - e.refunded) filter (where e.state = 'settled'), 0)::text as taken,
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', b.public_id, 'name', b.name, 'identities', b.identities) order by last.at desc), '[]')
    from (
      select one.person, max(one.settled_at) as at from paywall_entitlement one
      where one.post = p.id and one.entitles
      group by one.person order by at desc limit $2
    ) last
    join person_view b on b.id = last.person
  ) as buyers
from paywall_post p
left join paywall_entitlement e on e.post = p.id
where p.reference = any($1::text[])
group by p.id
