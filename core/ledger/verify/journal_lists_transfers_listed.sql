-- The transfers that the journal lists, by stretches of 100,000 ids. That they are there and unchanged, journal_states_transfers proves. A
-- hash of each is added: one that is listed twice does not make up for one that is not listed.
-- Range: journal, $1 < id ≤ $2
-- Tally: journal_lists_transfers
select format('transfers from %s', x.transfer / 100000 * 100000) as subject, 0 as has,
  count(*) + sum(hashint8extended(x.transfer, 0)) as owes
from journal j
cross join unnest(j.transfers) as x(transfer)
where j.id > $1 and j.id <= $2
group by x.transfer / 100000;
