-- Which dividends transfers paid, and on what.
-- $1 transfers
select s.transfer, d.reference, d.asset as memo
from dividend_share s
join dividend d on d.id = s.dividend
where s.transfer = any($1::bigint[])
