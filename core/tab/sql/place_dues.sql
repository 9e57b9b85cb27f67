-- Payments are on their way for dues. Returns the cards of their rounds.
-- $1 dues, $2 references of their payments
update tab_due d set payment = p.reference
from unnest($1::bigint[], $2::text[]) as p (due, reference), tab_round r
where d.id = p.due and r.id = d.round
returning d.id, r.delivery
