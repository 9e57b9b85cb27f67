-- The PIN was right for a payment that wanted it: what went without it before no longer counts.
-- $1 person
delete from pin_spending where person = $1
