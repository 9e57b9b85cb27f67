-- What the transfers of drops were for: into escrow, to a claimer, or back. The other side of what was taken is the giver.
-- $1 transfers
select asked.transfer, d.reference, d.memo, case when s.transfer is not null then d.giver end as counterparty
from unnest($1::bigint[]) as asked (transfer)
left join drop_share s on s.transfer = asked.transfer
join money_drop d on d.id = coalesce(
  s.money_drop,
  (select id from money_drop where transfer = asked.transfer),
  (select id from money_drop where return_transfer = asked.transfer)
)
