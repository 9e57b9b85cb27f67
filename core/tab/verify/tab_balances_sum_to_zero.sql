-- In every currency of a tab, what some get others owe.
-- Range: tab, $1 < id ≤ $2
select format('the balances of tab %s in %s sum to %s', e.tab, e.asset, sum(l.paid - l.owed)) as detail
from tab_entry e
join tab_leg l on l.entry = e.id
where e.tab > $1 and e.tab <= $2
group by e.tab, e.asset
having sum(l.paid - l.owed) <> 0
order by e.tab, e.asset;
