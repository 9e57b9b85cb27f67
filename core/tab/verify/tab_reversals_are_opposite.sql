-- A reversal takes back exactly what was entered, on the same tab.
-- Range: tab_entry, $1 < id ≤ $2
select format('entry %s does not take back entry %s', r.id, r.reverses) as detail
from tab_entry r
left join tab_entry e on e.id = r.reverses
where r.id > $1 and r.id <= $2 and r.reverses is not null
  and (
    (r.tab, r.number, r.version, r.asset, r.amount) is distinct from (e.tab, e.number, e.version, e.asset, -e.amount)
    or exists (
      select from (select * from tab_leg where entry = e.id) one
      full join (select * from tab_leg where entry = r.id) other using (member)
      where one.paid is distinct from -other.paid or one.owed is distinct from -other.owed
    )
  )
order by r.id;
