-- Each day's interest is of the balance that the account had when the day ended, at the rate of that day; and no day on which there was a
-- balance and a rate is missing. Days that are not done are left out.
-- Range: account, $1 < id ≤ $2
with bearer as (
  select id, asset, purpose from account where id > $1 and id <= $2 and purpose in ('wallet', 'savings')
), day as (
  select day, ends_at from interest_day where done_at is not null
), step as (
  -- What happened when a day ended belongs to the next one.
  select e.account_id, t.event_at as at, 1 as kind, null::date as day, e.amount
  from entry e join transfer t on t.id = e.transfer_id
  where e.account_id in (select id from bearer) and exists (select from day)
  union all
  select b.id, d.ends_at, 0, d.day, 0 from bearer b cross join day d
), ended as (
  select account_id, day, balance
  from (select account_id, day, sum(amount) over (partition by account_id order by at, kind, day) as balance from step) s
  where day is not null
), expected as (
  select e.account_id, e.day, e.balance, r.rate_ppm
  from ended e
  join bearer b on b.id = e.account_id
  join lateral (
    select rate_ppm from interest_rate
    where asset = b.asset and effective_from <= e.day
      and kind = case when b.purpose = 'savings' then 'savings' when e.balance < 0 then 'debit_balance' else 'credit_balance' end
    order by effective_from desc, id desc
    limit 1
  ) r on r.rate_ppm > 0
  where e.balance <> 0
), accrued as (
  select i.* from day d
  cross join lateral (select * from interest_accrual where day = d.day and account_id > $1 and account_id <= $2) i
)
select format('account %s had %s at the end of %s at %s ppm, and interest was counted on %s at %s ppm',
              coalesce(x.account_id, i.account_id), coalesce(x.balance, 0), coalesce(x.day, i.day), coalesce(x.rate_ppm, 0),
              coalesce(i.balance, 0), coalesce(i.rate_ppm, 0)) as detail
from expected x
full join accrued i on i.account_id = x.account_id and i.day = x.day
where (x.balance, x.rate_ppm) is distinct from (i.balance, i.rate_ppm);
