-- What was tipped for messages, as their tallies show it: what is held counts, what was taken back or came back does not.
-- $1 references
select
  m.reference,
  jsonb_build_object('id', author.public_id, 'name', author.name, 'identities', author.identities) as author,
  coalesce((
    select jsonb_agg(jsonb_build_object('emoji', emoji, 'asset', asset, 'count', count, 'amount', amount::text) order by first)
    from (
      select emoji, asset, count(*) as count, sum(amount) as amount, min(id) as first
      from tip t where t.target = m.id and t.state in ('held', 'settled', 'claimable') group by emoji, asset
    ) line
  ), '[]') as lines,
  coalesce(given.people, 0) as people,
  coalesce(given.first, '[]') as tippers
from tip_target m
join person named on named.id = m.author
join person_view author on author.id = coalesce(named.merged_into, named.id)
left join lateral (
  select
    count(*)::int as people,
    jsonb_agg(jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities) order by number) filter (where number <= 3) as first
  from (
    select coalesce(p.merged_into, p.id) as person, row_number() over (order by min(t.id)) as number
    from tip t join person p on p.id = t.tipper
    where t.target = m.id and t.state in ('held', 'settled', 'claimable')
    group by coalesce(p.merged_into, p.id)
  ) one
  -- The names of the first few only: there may be a hundred.
  left join person_view v on v.id = one.person and one.number <= 3
) given on true
where m.reference = any($1::text[])
