-- More cards show a dispute. The earlier ones of the same people only say from now on that there is a newer one; who got none keeps theirs.
-- The caller has locked the earlier ones by having them shown anew.
-- $1 dispute, $2 deliveries
with shown as (
  update dispute set deliveries = deliveries || $2::bigint[] where id = $1
  returning reference, deliveries
)
update delivery d set subject = jsonb_build_object('kind', 'dispute_moved', 'id', shown.reference)
from shown
where d.id = any(shown.deliveries) and d.id <> all($2::bigint[])
  and d.lane in (select lane from delivery where id = any($2::bigint[]))
