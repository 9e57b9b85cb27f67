-- Cheques of a writer as they see them, the open ones first, then the newest; people as they are called today.
-- $1 writer, $2 reference of one alone or null, $3 limit
select
  c.reference, c.asset, c.amount, c.memo, c.state, coalesce(c.ended_at, c.created_at) as at, c.last_day::text as last_day,
  (
    select jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities)
    from person p join person_view v on v.id = coalesce(p.merged_into, p.id) where p.id = c.payee
  ) as payee,
  (
    select jsonb_build_object('id', v.public_id, 'name', v.name, 'identities', v.identities)
    from person p join person_view v on v.id = coalesce(p.merged_into, p.id) where p.id = c.casher
  ) as casher,
  c.id, count(*) over ()::int as count
from cheque c
where c.writer = any(array(select $1::bigint union all select id from person where merged_into = $1))
  and ($2::text is null or c.reference = $2)
order by c.state = 'open' desc, coalesce(c.ended_at, c.created_at) desc, c.id desc
limit $3
