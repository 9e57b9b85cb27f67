-- The newest version of an entry of a tab, with its legs, and whether it still counts.
-- $1 tab, $2 number
select
  e.id, e.number, e.version, e.asset, e.amount, e.memo, e.day::text as day,
  exists (select from tab_entry r where r.reverses = e.id) as is_reversed,
  (select delivery from tab_change c where c.id = e.change) as delivery,
  (select jsonb_agg(jsonb_build_object('member', l.member::text, 'paid', l.paid::text, 'owed', l.owed::text) order by l.member)
    from tab_leg l where l.entry = e.id) as legs
from tab_entry e
where e.tab = $1 and e.number = $2 and e.reverses is null
order by e.version desc
limit 1
