-- A key was accepted or refused, once, and nothing is resolved or reversed twice.
select format('key %s was both refused and accepted with the same request', r.key) as detail
from rejection r
join transfer t on t.key = r.key and t.request_hash = r.request_hash
union all
select format('hold %s was resolved %s times', hold_id, count(*))
from transfer
where verb in ('capture', 'void', 'expire')
group by hold_id
having count(*) > 1;
