-- What the exchange takes above the mid rate, as it was set last.
select spread_bps from exchange_rule order by id desc limit 1
