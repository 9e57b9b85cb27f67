-- What the exchange has of each currency, and what it has earned.
select asset,
  coalesce(sum(credits_posted - debits_posted) filter (where purpose = 'liquidity'), 0) as liquidity,
  coalesce(sum(credits_posted - debits_posted) filter (where purpose = 'exchange_income'), 0) as income
from account
where owner = 'system' and purpose in ('liquidity', 'exchange_income') and version > 0
  and asset in (select code from asset where kind = 'fiat')
group by asset
order by asset
