-- Tips as their givers' notes show them, the latest first, four of each note.
-- $1 notes
select asked.note, given.more, given.lines
from unnest($1::text[]) as asked (note)
cross join lateral (
  select
    greatest(count(*) - 4, 0)::int as more,
    jsonb_agg(
      jsonb_build_object(
        'author', jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities),
        'emoji', t.emoji, 'asset', t.asset, 'amount', t.amount::text, 'state', t.state,
        'undo', (select i.key from intent i where i.subject = t.id and i.kind = 'tip_undo')
      ) order by t.id desc
    ) filter (where t.number <= 4) as lines
  from (select *, row_number() over (order by id desc) as number from tip where note = asked.note) t
  left join person named on named.id = t.author and t.number <= 4
  left join person_view v on v.id = coalesce(named.merged_into, named.id)
) given
