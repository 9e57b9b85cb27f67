-- A key was accepted once, or refused: not both for the same request, and not twice.
-- Range: transfer, $1 < id ≤ $2
select format('key %s was both refused and accepted with the same request', t.key) as detail
from transfer t
join rejection r on r.key = t.key and r.request_hash = t.request_hash
where t.id > $1 and t.id <= $2
union all
select format('transfers %s and %s have the same key %s', t.id, other.id, t.key)
from transfer t
join transfer other on other.key = t.key and other.id > t.id
where t.id > $1 and t.id <= $2;
