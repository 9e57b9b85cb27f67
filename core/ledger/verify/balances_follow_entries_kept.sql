-- Where every account began and where it is now: see balances_follow_entries_made.
-- Range: account, $1 < id ≤ $2
-- Tally: balances_follow_entries
select format('accounts %s', id % 256) as subject,
  sum(hashint8extended(0, hashint8extended(id, hash_numeric_extended(0, 1)))) as has,
  sum(hashint8extended(version, hashint8extended(id, hash_numeric_extended(credits_posted - debits_posted, 1)))
    + credits_posted * hashint8extended(id, 2)) as owes
from account
where id > $1 and id <= $2
group by id % 256;
