-- Tips that nobody came for in time.
-- $1 now, $2 limit, $3 tips that were tried a moment ago
select id from tip where state = 'claimable' and claim_until <= $1 and id <> all($3::bigint[]) order by claim_until limit $2
