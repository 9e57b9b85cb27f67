-- Every transfer with the code of an exchange, or of its spread, is a quote's that was carried out.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is the %s of no quote', t.id, t.key, t.code) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.verb = 'post' and t.code in ('exchange', 'spread')
  and not exists (select from exchange_quote q where q.transfer = t.id)
  and not exists (select from exchange_quote q where q.spread_transfer = t.id)
order by t.id;
