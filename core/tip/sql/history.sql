-- What transfers of tips were for: into escrow, out of it, or from tipper to author.
-- $1 transfers
select asked.transfer, t.reference, t.tipper, t.author, t.emoji, t.state = 'returned' and t.escrow_transfer = asked.transfer as returned
from unnest($1::bigint[]) as asked (transfer)
join tip t on t.id = coalesce(
  (select id from tip where transfer = asked.transfer),
  (select id from tip where escrow_transfer = asked.transfer)
)
