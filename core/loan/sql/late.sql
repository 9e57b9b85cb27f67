-- Loans that are late, the latest first, and how many there are.
-- $1 now, $2 limit
select l.reference, l.asset, coalesce(p.merged_into, p.id) as person, sum(i.principal + i.interest)::text as amount,
  max(there.day - i.due_on)::int as days, count(*) over ()::int as count
from loan_instalment i
join loan l on l.id = i.loan
join person p on p.id = l.person
cross join lateral (select ($1::timestamptz at time zone l.zone)::date as day) there
where i.state = 'open' and i.due_on < there.day
group by l.id, p.id
order by days desc, l.id
limit $2
