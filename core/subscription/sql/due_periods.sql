-- Takes up months that are to be looked at again.
-- $1 now, $2 limit, $3 when to look at them after that, should nobody have come
update subscription_period set retry_at = $3
where id in (
  select id from subscription_period where state = 'due' and retry_at <= $1 order by retry_at limit $2 for no key update skip locked
)
returning id
