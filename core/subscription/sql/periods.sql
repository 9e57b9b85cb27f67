-- Months that were to be paid.
-- $1 months
select id, subscription, number, begins_at, state, failures from subscription_period where id = any($1::bigint[]) order by id
