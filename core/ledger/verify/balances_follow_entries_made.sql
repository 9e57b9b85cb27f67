-- An account's balance is the sum of its entries, its versions are 1, 2, 3 … without a gap, and each entry states the balance after it.
-- Read in the order of the transfers, in which the table lies on the disk; in the order of the accounts every entry would be a page of its
-- own. An entry leads from (version − 1, balance − amount) to (version, balance). What is led to must be led on from, once, unless it is
-- where the account is now: balances_follow_entries_kept. Both sides are sums of hashes, which are equal when they are made of the same;
-- credits are added with a weight for each account.
-- Range: transfer, $1 < id ≤ $2
-- Tally: balances_follow_entries
select format('accounts %s', account_id % 256) as subject,
  sum(hashint8extended(version, hashint8extended(account_id, hash_numeric_extended(balance, 1))))
    + coalesce(sum(amount * hashint8extended(account_id, 2)) filter (where amount > 0), 0) as has,
  sum(hashint8extended(version - 1, hashint8extended(account_id, hash_numeric_extended(balance - amount, 1)))) as owes
from entry
where transfer_id > $1 and transfer_id <= $2
group by account_id % 256;
