-- A day's interest of some accounts, from what they had when it ended: what they have now, less what has happened since. So a day without
-- movement costs nothing but its row, and one that is made up later is what it would have been.
-- $1 day, $2 when it ended, $3 after this account, $4 up to this one
with rate as (
  select distinct on (asset, kind) asset, kind, rate_ppm from interest_rate
  where effective_from <= $1::date
  order by asset, kind, effective_from desc, id desc
), since as (
  select account_id, sum(amount) as amount from statement_line
  where event_at >= $2 and account_id > $3 and account_id <= $4
  group by account_id
)
insert into interest_accrual (day, account_id, balance, rate_ppm)
select $1::date, e.id, e.balance, r.rate_ppm
from (
  select a.id, a.asset, a.purpose, a.balance - coalesce(s.amount, 0) as balance
  from account_balance a
  left join since s on s.account_id = a.id
  where a.id > $3 and a.id <= $4 and a.purpose in ('wallet', 'savings')
) e
join rate r on r.asset = e.asset and r.rate_ppm > 0
  and r.kind = case when e.purpose = 'savings' then 'savings' when e.balance < 0 then 'debit_balance' else 'credit_balance' end
where e.balance <> 0
order by e.id
