-- How far a month has come; no row: it is not begun.
-- $1 month
select accounts_through from interest_month where month = $1
