-- Every transfer balances per asset, and has entries if and only if its verb moves money.
-- Range: transfer, $1 < id ≤ $2; at most $3 rows
select format('transfer %s is off by %s %s', e.transfer_id, sum(e.amount), coalesce(a.asset, 'of no account')) as detail
from entry e
left join account a on a.id = e.account_id
where e.transfer_id > $1 and e.transfer_id <= $2
group by e.transfer_id, a.asset
having sum(e.amount) <> 0 or a.asset is null
union all
select format('transfer %s (%s) has %s entries', t.id, t.verb, count(e.transfer_id))
from transfer t
left join entry e on e.transfer_id = t.id
where t.id > $1 and t.id <= $2
group by t.id
having (t.verb in ('post', 'capture', 'reverse')) <> (count(e.transfer_id) >= 2)
union all
select format('entry of transfer %s on account %s has no transfer', e.transfer_id, e.account_id)
from entry e
where e.transfer_id > $1 and e.transfer_id <= $2 and not exists (select from transfer t where t.id = e.transfer_id)
limit $3;
