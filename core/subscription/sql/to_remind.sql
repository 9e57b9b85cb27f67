-- Marks subscriptions that renew soon as told of. They are gathered first, and then found by their keys: how few are left to be told of is
-- more than the planner knows.
-- $1 now, $2 until when they renew, $3 limit
with soon as materialized (
  select id from subscription
  where state = 'active' and next_at > $1 and next_at <= $2 and reminded < next_number
  order by next_at
  limit $3
  for no key update skip locked
)
update subscription set reminded = next_number
where id = any(array(select id from soon))
returning id
