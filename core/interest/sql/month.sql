-- $1 month
select accounts_through from interest_month where month = $1
