-- Requests whose time is over, without those that were tried a moment ago.
-- $1 now, $2 limit, $3 those
select request as id
from request_share
where state = 'open' and expires_at <= $1 and request <> all($3::bigint[])
group by request
order by min(expires_at)
limit $2
