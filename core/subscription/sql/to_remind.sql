-- Marks subscriptions that renew soon as told of.
-- $1 now, $2 until when they renew, $3 limit
update subscription set reminded = next_number
where id in (
  select id from subscription
  where state = 'active' and next_at > $1 and next_at <= $2 and reminded < next_number
  order by next_at
  limit $3
  for no key update skip locked
)
returning id
