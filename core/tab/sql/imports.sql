-- Imports as their cards show them, with the names on the tab that nobody has been found for.
-- $1 references
select
  c.reference, c.created_at,
  jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities) as by,
  (select count(*)::int from tab_entry e where e.change = c.id) as entries,
  (
    select jsonb_agg(jsonb_build_object('asset', asset, 'amount', amount::text) order by asset)
    from (select e.asset, sum(e.amount) as amount from tab_entry e where e.change = c.id group by e.asset) total
  ) as totals,
  (select coalesce(jsonb_agg(m.name order by m.id), '[]') from tab_member m where m.tab = c.tab and m.person is null) as names,
  (select i.key from intent i where i.subject = c.tab and i.kind = 'tab_who' and i.payload ->> 'reference' = c.reference) as button
from tab_change c
join person named on named.id = c.person
join person_view v on v.id = coalesce(named.merged_into, named.id)
where c.reference = any($1::text[])
