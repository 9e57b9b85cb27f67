-- Payments whose time is over: unclaimed, or authorized and never settled.
-- $1 now, $2 limit, $3 payments that were tried a moment ago
(select id, claim_until as since from payment where state = 'claimable' and claim_until <= $1 and id <> all($3::bigint[]) order by claim_until limit $2)
union all
(select id, hold_expires_at from payment where state = 'authorized' and hold_expires_at <= $1 and id <> all($3::bigint[]) order by hold_expires_at limit $2)
order by since
limit $2
