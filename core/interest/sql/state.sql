-- Where accrual stands: its newest day, the month that is to be capitalised, and the day on which interest begins.
select
  (select min(effective_from)::text from interest_rate) as begins,
  d.day::text, d.accounts_through, d.done_at is not null as is_done,
  coalesce((select m.done_at is not null from interest_month m where m.month = date_trunc('month', d.day)::date), false) as is_capitalised
from (select 1) one
left join lateral (select * from interest_day order by day desc limit 1) d on true
