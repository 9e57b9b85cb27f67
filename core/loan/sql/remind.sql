-- Instalments that are due before a moment and that nobody was reminded of: now they are.
-- $1 now, $2 before, $3 how many
update loan_instalment i set reminded_at = $1
from (
  select id from loan_instalment
  where state = 'open' and kind = 'planned' and reminded_at is null and due_at > $1 and due_at <= $2
  order by due_at, id limit $3 for no key update skip locked
) due
where i.id = due.id
returning i.id, i.loan, i.due_on::text, (i.principal + i.interest)::text as amount
