-- The transfers that there are, by stretches of 100,000 ids, to be compared with those that the journal lists.
-- Range: transfer, $1 < id ≤ $2
-- Tally: journal_lists_transfers
select format('transfers from %s', id / 100000 * 100000) as subject,
  count(*) + sum(hashint8extended(id, 0)) as has, 0 as owes
from transfer
where id > $1 and id <= $2
group by id / 100000;
