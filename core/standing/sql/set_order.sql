-- How an order goes on.
-- $1 order, $2 state, $3 why or null, $4 next date or null, $5 its moment, $6 now
update standing_order
set state = $2, why = $3, next_date = $4, next_at = $5, ended_at = case when $2 = 'ended' then $6::timestamptz end
where id = $1
