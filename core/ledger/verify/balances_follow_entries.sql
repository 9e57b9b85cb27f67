-- An account's balance is the sum of its entries, its versions are 1, 2, 3 … without a gap, and each entry states the balance after it.
select format('account %s: balance %s, entries %s, version %s of %s', a.id, a.credits_posted - a.debits_posted,
              coalesce(sum(e.amount), 0), a.version, count(e.version)) as detail
from account a
left join entry e on e.account_id = a.id
group by a.id
having a.credits_posted - a.debits_posted <> coalesce(sum(e.amount), 0)
  or a.credits_posted <> coalesce(sum(e.amount) filter (where e.amount > 0), 0)
  or a.version <> count(e.version)
  or a.version <> coalesce(max(e.version), 0)
union all
select format('account %s version %s says %s, its entries sum to %s', e.account_id, e.version, e.balance, e.running)
from (select *, sum(amount) over (partition by account_id order by version) as running from entry) e
where e.balance <> e.running;
