-- Of the accounts in the parts named in $1, those whose entries do not lead to where they are, and the first entry that does not follow.
-- Names: balances_follow_entries, at most $2 rows
with part as (select substring(s from '\d+')::bigint as number from unnest($1::text[]) s),
line as (
  select account_id, version, amount,
    version = lag(version, 1, 0::bigint) over so_far + 1 and balance = lag(balance, 1, 0::numeric) over so_far + amount as follows
  from entry
  where account_id % 256 in (select number from part)
  window so_far as (partition by account_id order by version)
), book as (
  select account_id, count(*) as entries, max(version) as version,
    coalesce(sum(amount) filter (where amount > 0), 0) as credits, coalesce(-sum(amount) filter (where amount < 0), 0) as debits,
    min(version) filter (where not follows) as broken_at
  from line
  group by account_id
)
select detail
from (
  select b.account_id as account, e.version, format('account %s version %s (transfer %s): %s and a balance of %s do not follow from the entry before',
    b.account_id, e.version, e.transfer_id, e.amount, e.balance) as detail
  from book b
  join entry e on e.account_id = b.account_id and e.version = b.broken_at
  union all
  select coalesce(a.id, b.account_id), null, format('account %s: balance %s, entries %s, version %s of %s', coalesce(a.id, b.account_id),
    a.credits_posted - a.debits_posted, coalesce(b.credits - b.debits, 0), a.version, coalesce(b.entries, 0))
  from (select * from account where id % 256 in (select number from part)) a
  full join book b on b.account_id = a.id
  where (a.credits_posted, a.debits_posted, a.version, a.version)
    is distinct from (coalesce(b.credits, 0), coalesce(b.debits, 0), coalesce(b.version, 0), coalesce(b.entries, 0))
) x
order by account, version
limit $2;
