-- The splits of a person that are not over: what they have not paid of others' bills, and what others have not paid of theirs.
-- $1 person, $2 limit
with self as materialized (
  select $1::bigint as id union all select id from person where merged_into = $1
), mine as materialized (
  select s.id from split s where s.ended_at is null and s.owner = any(array(select id from self))
  union
  select share.split from split_share share join split s on s.id = share.split
  where share.takes_part and s.ended_at is null and share.person = any(array(select id from self))
), owed as (
  select share.split,
    coalesce(sum(share.remaining) filter (where share.state = 'open' and share.person = $1), 0) as owes,
    coalesce(sum(share.remaining) filter (where share.state = 'open'), 0) as missing,
    coalesce(sum(share.given_back) filter (where share.state = 'open' and share.person = $1), 0) as got_back,
    coalesce(sum(share.given_back) filter (where share.state = 'open'), 0) as given_back
  from split_share_view share
  where share.split in (select id from mine) and share.takes_part
  group by share.split
)
select
  s.reference, s.asset, s.total, s.memo, s.created_at,
  jsonb_build_object('id', owner.public_id, 'name', owner.name, 'identities', owner.identities) as owner,
  owner.id = $1 as is_owner,
  owed.owes::text, owed.missing::text,
  case when owner.id = $1 then owed.given_back else owed.got_back end::text as given_back,
  (select i.key from intent i where i.subject = s.id and i.kind = 'split_pay') as pay_button
from split s
join owed on owed.split = s.id
join person named on named.id = s.owner
join person_view owner on owner.id = coalesce(named.merged_into, named.id)
where s.ended_at is null
  and case when owner.id = $1 then owed.missing > 0 or s.state = 'open' else owed.owes > 0 end
order by s.created_at desc, s.id desc
limit $2
