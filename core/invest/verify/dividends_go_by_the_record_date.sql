-- Whoever had units when the record date ended has a share of exactly these, and nobody else: by the entries of their wallets.
-- Range: dividend, $1 < id ≤ $2
with recorded as (
  select * from dividend where id > $1 and id <= $2 and recorded_at is not null
), held as (
  select r.id as dividend, e.account_id as account, sum(e.amount) as units
  from recorded r
  join account a on a.asset = r.asset and a.purpose = 'wallet' and a.owner <> 'system'
  join entry e on e.account_id = a.id
  join transfer t on t.id = e.transfer_id and t.event_at < r.record_ends_at
  group by r.id, e.account_id
  having sum(e.amount) > 0
), shared as (
  select s.dividend, s.account, s.units from recorded r join dividend_share s on s.dividend = r.id
)
select format('dividend %s: account %s had %s units, and has a share of %s', (select reference from recorded where id = x.dividend), x.account,
              coalesce(h.units, 0), coalesce(s.units, 0)) as detail
from (select dividend, account from held union select dividend, account from shared) x
left join held h on (h.dividend, h.account) = (x.dividend, x.account)
left join shared s on (s.dividend, s.account) = (x.dividend, x.account)
where h.units is distinct from s.units;
