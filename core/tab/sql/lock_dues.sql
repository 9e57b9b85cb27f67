-- Dues that somebody is about to pay: their rounds stay as they are meanwhile, and of several who pay the same one each waits for the other.
-- $1 dues
select d.id
from tab_due d
join tab_round r on r.id = d.round
where d.id = any($1::bigint[])
order by r.id, d.id
for share of r
for no key update of d
