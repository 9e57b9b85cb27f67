-- What happened to a person's money, newest first: the entries of their wallets, and of those of everybody who was merged into
-- them, whose closing transfer is left out because the survivor's own line of it says the same.
-- $1 person, $2 limit
select
  l.event_at as at,
  coalesce(o.reference, b.reference, 'trn_' || l.transfer) as reference,
  l.amount, l.balance, a.asset, l.code, o.memo, l.transfer,
  case
    when p.id is null then null
    when l.amount < 0 or l.code = 'return' then p.payee
    else o.payer
  end as counterparty
from person owner
join account_balance a on a.owner = owner.public_id and a.purpose = 'wallet'
cross join lateral (
  select * from statement_line where account_id = a.id order by version desc limit $2
) l
left join payment p on p.id = coalesce(
  (select id from payment where transfer = l.transfer),
  (select id from payment where escrow_transfer = l.transfer)
)
left join payment_order o on o.id = p.payment_order
left join operator_action b on b.transfer = l.transfer
where (owner.id = $1 or owner.merged_into = $1)
  and not (l.code = 'link' and owner.merged_into is not null)
order by l.transfer desc
limit $2
