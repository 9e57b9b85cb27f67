-- What each member of a tab gets (positive) or owes (negative), by currency: as it is, with what was paid back by payments that have
-- settled, less what was given back of them; and as it will be when those that are on their way have settled, too.
-- $1 tab
select asset, member, coalesce(sum(amount) filter (where is_settled), 0) as settled, sum(amount) as expected
from (
  select e.asset, l.member, l.paid - l.owed as amount, true as is_settled
  from tab_entry e join tab_leg l on l.entry = e.id
  where e.tab = $1
  union all
  select d.asset, side.member, side.amount, o.state = 'settled'
  from tab_round r
  join tab_due d on d.round = r.id
  join payment_outcome o on o.reference = d.payment,
    lateral (values (d.debtor, d.amount - o.refunded), (d.creditor, o.refunded - d.amount)) as side (member, amount)
  where r.tab = $1 and o.state in ('settled', 'authorized', 'claimable')
) counted
group by asset, member
order by asset, member
