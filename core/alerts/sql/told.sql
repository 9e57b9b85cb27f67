-- Alerts have been told, each by a delivery.
-- $1 alerts, $2 deliveries (null: there was nobody to tell any more), $3 now
update alert a set subject = null, delivery = t.delivery, told_at = $3
from unnest($1::bigint[], $2::bigint[]) as t (alert, delivery)
where a.id = t.alert and a.id = any($1::bigint[])
