-- A nudge for a delivery that is still due and that no process is on.
-- $1 delivery
insert into outbox (topic, lane)
select 'deliver', lane from delivery
where id = $1 and state = 'due' and coalesce(lease_until <= clock_timestamp(), true);
