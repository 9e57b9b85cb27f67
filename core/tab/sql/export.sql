-- All that counts on a tab: expenses that have not been reversed, and payments that have settled, less what was given back of them, by day.
-- $1 tab
select e.day::text as day, e.memo, false as is_payment, e.asset, e.amount, (
  select jsonb_agg(jsonb_build_object('member', l.member::text, 'paid', l.paid::text, 'owed', l.owed::text) order by l.member)
  from tab_leg l where l.entry = e.id
) as legs, e.number
from tab_entry e
where e.tab = $1 and e.reverses is null and not exists (select from tab_entry r where r.reverses = e.id)
union all
select to_char(o.settled_at at time zone 'UTC', 'YYYY-MM-DD'), d.payment, true, d.asset, d.amount - o.refunded, jsonb_build_array(
  jsonb_build_object('member', d.debtor::text, 'paid', (d.amount - o.refunded)::text, 'owed', '0'),
  jsonb_build_object('member', d.creditor::text, 'paid', '0', 'owed', (d.amount - o.refunded)::text)
), null
from tab_round r
join tab_due d on d.round = r.id
join payment_outcome o on o.reference = d.payment
where r.tab = $1 and o.state = 'settled' and d.amount > o.refunded
order by day, number, memo
