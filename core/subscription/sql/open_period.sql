-- A month is to be paid; nobody opens it twice. Returns its id.
-- $1 subscription, $2 number, $3 begins, $4 ends, $5 when to look at it again, $6 now
insert into subscription_period (subscription, number, begins_at, ends_at, state, retry_at, created_at)
values ($1, $2, $3, $4, 'due', $5, $6)
on conflict (subscription, number) do nothing
returning id
