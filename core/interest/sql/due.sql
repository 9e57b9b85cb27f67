-- What some accounts are owed or owe at the end of a month, and whose it is by now.
-- $1 month, $2 the month after, $3 after this account, $4 up to this one
with accrued as (
  -- Day by day, so that each is one stretch of the index.
  select i.account_id,
    coalesce(sum(i.balance * i.rate_ppm) filter (where i.balance > 0), 0) as earned,
    coalesce(-sum(i.balance * i.rate_ppm) filter (where i.balance < 0), 0) as charged
  from generate_series($1::date::timestamp, $2::date - interval '1 day', interval '1 day') d
  cross join lateral (
    select account_id, balance, rate_ppm from interest_accrual where day = d::date and account_id > $3 and account_id <= $4
  ) i
  group by i.account_id
)
select a.id as account, a.asset, a.purpose, q.id as person,
  coalesce(c.earned, 0)::text as earned, coalesce(c.charged, 0)::text as charged,
  coalesce(e.carried, 0)::text as earned_before, coalesce(o.carried, 0)::text as charged_before
from account_balance a
join person p on p.public_id = a.owner
join person q on q.id = coalesce(p.merged_into, p.id)
left join accrued c on c.account_id = a.id
left join lateral (
  select carried from interest_posting where account_id = a.id and side = 'earned' order by month desc limit 1
) e on true
left join lateral (
  select carried from interest_posting where account_id = a.id and side = 'charged' order by month desc limit 1
) o on true
where a.id > $3 and a.id <= $4 and a.purpose in ('wallet', 'savings')
  and (c.account_id is not null or e.carried >= 365000000 or o.carried >= 365000000)
order by a.id
