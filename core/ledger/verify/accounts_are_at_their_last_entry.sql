-- An account is where its last entry says. That entry is proven by the journal, and nothing else about the balance is evidence: with sums of
-- hashes (balances_follow_entries) somebody can work out balances that are wrong and add up.
-- Range: account, $1 < id ≤ $2
select format('account %s is at version %s with %s, and its last entry at version %s with %s', a.id, a.version,
  a.credits_posted - a.debits_posted, coalesce(e.version, 0), coalesce(e.balance, 0)) as detail
from account a
left join lateral (select version, balance from entry where account_id = a.id order by version desc limit 1) e on true
where a.id > $1 and a.id <= $2
  and (a.version, a.credits_posted - a.debits_posted) is distinct from (coalesce(e.version, 0), coalesce(e.balance, 0));
