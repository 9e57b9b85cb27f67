-- What happened to a person's money, newest first: the entries of their wallets, and of those of everybody who was merged into
-- them, whose closing transfer is left out because the survivor's own line of it says the same.
-- $1 person, $2 limit
select
  coalesce(t.event_at, t.created_at) as at,
  coalesce(o.reference, b.reference, 'trn_' || t.id) as reference,
  e.amount, e.balance, a.asset, t.code, o.memo, t.id as transfer,
  case
    when p.id is null then null
    when e.amount < 0 or t.code = 'return' then p.payee
    else o.payer
  end as counterparty
from person owner
join account a on a.owner = owner.public_id and a.purpose = 'wallet'
cross join lateral (
  select * from entry where account_id = a.id order by version desc limit $2
) e
join transfer t on t.id = e.transfer_id
left join payment p on p.id = coalesce(
  (select id from payment where transfer = t.id),
  (select id from payment where escrow_transfer = t.id)
)
left join payment_order o on o.id = p.payment_order
left join operator_action b on b.transfer = t.id
where (owner.id = $1 or owner.merged_into = $1)
  and not (t.code = 'link' and owner.merged_into is not null)
order by t.id desc
limit $2
