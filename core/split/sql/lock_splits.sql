-- Splits, locked in one order for all who come; who has paid their bills as the persons that they have turned out to be.
-- $1 splits
select
  s.id, s.reference, s.asset, s.total, s.mode, s.memo, s.origin, s.delivery, s.state, s.ended_at,
  (select coalesce(p.merged_into, p.id) from person p where p.id = s.owner) as owner
from split s
where s.id = any($1::bigint[])
order by s.id
for no key update of s
