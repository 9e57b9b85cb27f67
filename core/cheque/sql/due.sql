-- Cheques whose time is over.
-- $1 now, $2 limit, $3 cheques that were tried a moment ago
select id from cheque where state = 'open' and expires_at <= $1 and id <> all($3::bigint[]) order by expires_at, id limit $2
