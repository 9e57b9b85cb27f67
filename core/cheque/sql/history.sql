-- What the transfers of cheques were for: into escrow, to whoever cashed it, or back. Of what was cashed the writer is on the other side; of
-- what was written, the payee it names.
-- $1 transfers
select asked.transfer, c.reference, c.memo,
  case when c.end_transfer = asked.transfer then case when c.state = 'cashed' then c.writer end else c.payee end as counterparty
from unnest($1::bigint[]) as asked (transfer)
join cheque c on c.id = coalesce(
  (select id from cheque where transfer = asked.transfer),
  (select id from cheque where end_transfer = asked.transfer)
)
