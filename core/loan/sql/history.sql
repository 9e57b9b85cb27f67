-- Of which loan money was lent or repaid, or of whose fee some came back.
-- $1 transfers
select transfer, reference from loan where transfer = any($1::bigint[])
union all
select r.transfer, l.reference from loan_repayment r join loan l on l.id = r.loan where r.transfer = any($1::bigint[])
union all
select r.fee_transfer, l.reference from loan_repayment r join loan l on l.id = r.loan where r.fee_transfer = any($1::bigint[])
