-- A cheque has one way out of escrow: every transfer of a cheque's end is the end of one that says so, and nobody cashed what was named to
-- another.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is the end of no cheque', t.id, t.code) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.code in ('cheque_cash', 'cheque_return')
  and not exists (
    select from cheque c
    where c.end_transfer = t.id and (c.state = 'cashed') = (t.code = 'cheque_cash') and t.key = 'cheque_end:' || c.id
  )
union all
select format('%s was cashed by person %s and is named to person %s', c.reference, c.casher, c.payee)
from transfer t
join cheque c on c.end_transfer = t.id
join person k on k.id = c.casher
join person p on p.id = c.payee
where t.id > $1 and t.id <= $2 and t.code = 'cheque_cash' and coalesce(k.merged_into, k.id) <> coalesce(p.merged_into, p.id);
