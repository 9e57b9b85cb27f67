-- What somebody owes of all their loans: by asset, with what of it is late. Of whoever was merged into them, too.
-- $1 person, $2 now
select l.asset, count(distinct l.id)::int as loans, sum(i.principal)::text as outstanding,
  coalesce(sum(i.principal + i.interest) filter (where i.due_on < (now_there.day)), 0)::text as late
from loan l
join person p on p.id = l.person
join loan_instalment i on i.loan = l.id and i.state = 'open'
cross join lateral (select ($2::timestamptz at time zone l.zone)::date as day) now_there
where (p.id = $1 or p.merged_into = $1) and l.state = 'active'
group by l.asset
