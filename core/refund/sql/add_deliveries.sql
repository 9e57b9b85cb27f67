-- More cards show a dispute.
-- $1 dispute, $2 deliveries
update dispute set deliveries = deliveries || $2::bigint[] where id = $1
