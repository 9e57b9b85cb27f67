-- Tips with what shows them, locked in one order for all who come. Whoever holds the locks decides alone what becomes of them.
-- $1 tips
select
  t.id, t.tipper, t.author, t.asset, t.amount, t.state, t.escrowed, t.hold, t.undo_until, t.undo_key, t.transfer, t.claim_until,
  t.settled_at, t.note_delivery, m.delivery as tally
from tip t join tip_target m on m.id = t.target
where t.id = any($1::bigint[])
order by t.id
for no key update of t
