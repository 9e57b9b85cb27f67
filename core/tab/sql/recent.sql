-- The newest expenses of a tab that count.
-- $1 tab, $2 how many
select e.number, e.asset, e.amount::text as amount, e.memo
from tab_entry e
where e.tab = $1 and e.reverses is null and not exists (select from tab_entry r where r.reverses = e.id)
order by e.number desc
limit $2
