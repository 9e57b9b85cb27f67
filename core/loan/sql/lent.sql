-- What is lent and what came of it, by asset.
select a.code as asset, coalesce(l.outstanding, 0)::text as outstanding, coalesce(l.loans, 0)::int as loans, coalesce(r.income, 0)::text as income,
  coalesce(l.fees, 0)::text as fees, coalesce(l.lost, 0)::text as lost
from asset a
join lateral (
  select sum(i.outstanding) as outstanding, count(*) filter (where l.state = 'active') as loans,
    sum(l.fee) - coalesce(sum(b.fee_returned), 0) as fees, sum(l.lost) as lost
  from loan l
  left join lateral (select sum(principal) as outstanding from loan_instalment where loan = l.id and state = 'open') i on true
  left join lateral (select sum(fee_returned) as fee_returned from loan_repayment where loan = l.id) b on true
  where l.asset = a.code and l.accepted_at is not null
) l on true
join lateral (
  select sum(r.interest) as income from loan_repayment r join loan l on l.id = r.loan where l.asset = a.code
) r on true
where exists (select from loan where loan.asset = a.code and loan.accepted_at is not null)
order by a.code
