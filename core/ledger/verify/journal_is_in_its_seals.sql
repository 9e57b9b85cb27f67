-- A journal row that says it is sealed is in that seal.
-- Range: journal, $1 < id ≤ $2
with sealed as (
  select id, seal from journal where id > $1 and id <= $2 and seal is not null
), covered as (
  select s.number, x.journal
  from seal s
  cross join unnest(s.journals) as x(journal)
  where s.number in (select seal from sealed)
)
select format('journal row %s says that it is in seal %s, which does not have it: it was put in by hand', j.id, j.seal) as detail
from sealed j
where not exists (select from covered c where c.number = j.seal and c.journal = j.id)
order by j.id;
