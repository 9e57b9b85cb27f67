-- It is over, and what was still tried is not tried any more.
-- $1 subscription, $2 why, $3 now
with ended as (
  update subscription set state = 'ended', why = $2, ended_at = $3 where id = $1
)
update subscription_period set state = 'skipped', retry_at = null where subscription = $1 and state = 'due'
