-- Whoever a name of an import is, whoever brought the name has said so. People count as whom they were merged into.
-- Range: tab, $1 < id ≤ $2
select format('member %s of tab %s is %s, and nobody who may has said so', m.id, m.tab, m.person) as detail
from tab_member m
join person bearer on bearer.id = m.person
join person brought on brought.id = m.named_by
where m.tab > $1 and m.tab <= $2 and m.name is not null
  and not exists (
    select
    from tab_match t
    join person said on said.id = t.person
    join person decided on decided.id = t.decided_by
    where t.member = m.id and t.state = 'confirmed'
      and coalesce(said.merged_into, said.id) = coalesce(bearer.merged_into, bearer.id)
      and coalesce(decided.merged_into, decided.id) = coalesce(brought.merged_into, brought.id)
  )
order by m.id;
