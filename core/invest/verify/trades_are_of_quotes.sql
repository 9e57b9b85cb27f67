-- Every transfer with the code of a trade, or of its fee, is of one that was carried out; and every issue of units is written down.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is the %s of nothing', t.id, t.key, t.code) as detail
from transfer t
where t.id > $1 and t.id <= $2 and t.verb = 'post' and (
  t.code = 'trade' and not exists (select from trade q where q.transfer = t.id)
  or t.code = 'trade_fee' and not exists (select from trade q where q.fee_transfer = t.id)
  or t.code = 'issue' and not exists (select from asset_issue i where i.transfer = t.id)
)
order by t.id;
