-- What decides whether people may take a share, as any of the persons that turned out to be them.
-- $1 people, $2 the moment since when their shares are counted
select
  asked.person,
  (select min(i.account_since) from identity i where i.person = asked.person) as account_since,
  (select min(q.met_at) from person q where q.id = any(asked.selves)) as member_since,
  (select count(*)::int from drop_share s where s.person = any(asked.selves) and s.claimed_at > $2) as claims_lately
from (
  select person, array(select person union all select id from person p where p.merged_into = one.person) as selves
  from unnest($1::bigint[]) as one (person)
) asked
