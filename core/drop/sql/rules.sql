-- What the bank asks of whoever takes from a drop; no row while it has not said.
select account_age_ms, member_age_ms, claims_a_day from drop_rule order by id desc limit 1
