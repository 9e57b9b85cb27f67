-- The days of some accounts, in their order.
-- $1 accounts, $2 from this day, $3 until before this one
select a.account, d::date::text as day, i.balance::text, i.rate_ppm
from unnest($1::bigint[]) as a(account)
cross join generate_series($2::date::timestamp, $3::date - interval '1 day', interval '1 day') d
join interest_accrual i on i.day = d::date and i.account_id = a.account
order by a.account, d
