-- What was posted of an account's interest and what is carried on are what accrued, to the last grain; and every month that is done has its
-- postings.
-- Range: account, $1 < id ≤ $2
with accrued as (
  select i.account_id, date_trunc('month', i.day)::date as month, case when i.balance > 0 then 'earned' else 'charged' end as side,
    sum(abs(i.balance) * i.rate_ppm) as grains
  from interest_month m
  cross join generate_series(m.month::timestamp, m.month + interval '1 month' - interval '1 day', interval '1 day') d
  cross join lateral (
    select * from interest_accrual where day = d::date and account_id > $1 and account_id <= $2
  ) i
  where m.done_at is not null
  group by 1, 2, 3
), posted as (
  select p.*, coalesce(lag(p.carried) over (partition by p.account_id, p.side order by p.month), 0) as before
  from interest_posting p
  where p.account_id > $1 and p.account_id <= $2
)
select format('account %s %s %s grains in %s, and %s were posted or carried on', coalesce(p.account_id, a.account_id), coalesce(p.side, a.side),
              coalesce(a.grains, 0), to_char(coalesce(p.month, a.month), 'YYYY-MM'),
              coalesce(p.amount * 365000000 + p.carried - p.before, 0)) as detail
from posted p
full join accrued a on a.account_id = p.account_id and a.month = p.month and a.side = p.side
left join interest_month m on m.month = coalesce(p.month, a.month)
where m.done_at is not null
  and coalesce(a.grains, 0) is distinct from coalesce(p.amount * 365000000 + p.carried - p.before, 0)
union all
select format('account %s has interest of %s whose sum was %s, and %s were counted', account_id, to_char(month, 'YYYY-MM'), accrued,
              amount * 365000000 + carried - before)
from posted
where accrued <> amount * 365000000 + carried - before
union all
-- What was earned is posted as far as it is whole.
select format('account %s was not posted what it earned until %s: %s grains are left', account_id, to_char(month, 'YYYY-MM'), carried)
from posted
where side = 'earned' and carried >= 365000000;
