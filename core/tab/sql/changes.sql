-- Changes as their cards show them: the entry as it is after the change, or as it was when it was deleted; what it was before it was
-- edited; and what has become of it since.
-- $1 references
select
  c.reference, c.kind, c.tab, c.created_at, entry.shown as entry, before.shown as before, entry.since,
  jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities) as by
from tab_change c
join person named on named.id = c.person
join person_view v on v.id = coalesce(named.merged_into, named.id)
left join lateral (
  select e.reverses from tab_entry e where e.change = c.id and e.reverses is not null limit 1
) reversal on true
left join lateral (
  select
    jsonb_build_object('number', e.number, 'asset', e.asset, 'amount', e.amount::text, 'memo', e.memo, 'day', e.day, 'legs', (
      select jsonb_agg(jsonb_build_object('member', l.member::text, 'paid', l.paid::text, 'owed', l.owed::text) order by l.member)
      from tab_leg l where l.entry = e.id
    )) as shown,
    (select by.kind from tab_entry r join tab_change by on by.id = r.change where r.reverses = e.id and by.id <> c.id) as since
  from tab_entry e
  where case when c.kind = 'deleted' then e.id = reversal.reverses else e.change = c.id and e.reverses is null end
  order by e.id
  limit 1
) entry on true
left join lateral (
  select jsonb_build_object('number', e.number, 'asset', e.asset, 'amount', e.amount::text, 'memo', e.memo, 'day', e.day, 'legs', (
    select jsonb_agg(jsonb_build_object('member', l.member::text, 'paid', l.paid::text, 'owed', l.owed::text) order by l.member)
    from tab_leg l where l.entry = e.id
  )) as shown
  from tab_entry e where c.kind = 'edited' and e.id = reversal.reverses
) before on true
where c.reference = any($1::text[])
