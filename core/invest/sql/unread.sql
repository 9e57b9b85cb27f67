-- The entries of an account that have not been read into lots, in their order: what they were traded for, what a whole unit was worth then, and
-- of units that moved when two people became one, the other account.
-- $1 account, $2 asset, $3 after this version, $4 at most so many
select s.version, s.amount, s.event_at, s.code, t.side, t.value, t.fee, p.price::text as price,
  case when s.code = 'link'
    then (select e.account_id from entry e where e.transfer_id = s.transfer and e.account_id <> s.account_id limit 1) end as other,
  case when s.code = 'link'
    then (select e.version from entry e where e.transfer_id = s.transfer and e.account_id <> s.account_id limit 1) end as other_version
from statement_line s
left join trade t on t.transfer = s.transfer
left join lateral (
  select price from asset_price where asset = $2 and effective_at <= s.event_at order by effective_at desc, id desc limit 1
) p on true
where s.account_id = $1 and s.version > $3
order by s.version
limit $4
