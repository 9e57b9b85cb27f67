-- Whether a payment has ended.
-- $1 payment
select ended_at is not null as ended from payment where id = $1
