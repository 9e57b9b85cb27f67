-- The open requests of a person: those that ask them, the soonest to expire first, and their own, the newest first.
-- $1 person, $2 limit of each
with self as materialized (
  select id from person where id = $1 or merged_into = $1
)
(
  select r.reference, 'owes' as side
  from request_share s
  join request_state t on t.share = s.id
  join request r on r.id = s.request
  where s.payer = any(array(select id from self)) and s.state = 'open' and t.remaining > 0
  group by r.id
  order by r.expires_at, r.id
  limit $2
)
union all
(
  select r.reference, 'owed'
  from request r
  where r.asker = any(array(select id from self))
    and exists (
      select from request_share s join request_state t on t.share = s.id
      where s.request = r.id and s.state = 'open' and t.remaining > 0
    )
  order by r.id desc
  limit $2
)
