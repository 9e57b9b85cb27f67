-- Interest is counted day after day: no day is left out, each is done before the next one begins, and a month that is over is posted before
-- the day after it.
-- Range: none
select format('no interest was counted between %s and %s', d.before, d.day) as detail
from (select day, lag(day) over (order by day) as before from interest_day) d
where d.day <> d.before + 1
union all
select format('interest of %s is not done, and later days have been begun', day)
from interest_day where done_at is null and day < (select max(day) from interest_day)
union all
select format('interest of %s was not posted, and later days have been begun', to_char(d.day, 'YYYY-MM'))
from interest_day d
left join interest_month m on m.month = date_trunc('month', d.day)::date
where extract(day from d.day + 1) = 1 and d.day < (select max(day) from interest_day) and m.done_at is null;
