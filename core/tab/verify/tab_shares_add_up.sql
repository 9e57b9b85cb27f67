-- What the members paid of an entry, and what they owe of it, are each its amount; and they are members of its own tab.
-- Range: tab_entry, $1 < id ≤ $2
select case when l.strangers > 0 then format('entry %s of tab %s has a share of somebody who is not on the tab', e.id, e.tab)
  else format('entry %s of tab %s is of %s, paid are %s and owed %s', e.id, e.tab, e.amount, coalesce(l.paid, 0), coalesce(l.owed, 0)) end as detail
from tab_entry e
left join lateral (
  select sum(leg.paid) as paid, sum(leg.owed) as owed, count(*) filter (where m.tab <> e.tab) as strangers
  from tab_leg leg join tab_member m on m.id = leg.member
  where leg.entry = e.id
) l on true
where e.id > $1 and e.id <= $2
  and (l.paid is distinct from e.amount or l.owed is distinct from e.amount or l.strangers > 0)
order by e.id;
