-- A run is left out. An order that has no date any more is over.
-- $1 run, $2 why, $3 now
with skipped as (
  update standing_run set state = 'skipped', why = $2, retry_at = null, ended_at = $3
  where id = $1 and state = 'due'
  returning standing_order
)
update standing_order o set state = 'ended', why = 'finished', ended_at = $3
from skipped
where o.id = skipped.standing_order and o.state = 'active' and o.next_at is null
