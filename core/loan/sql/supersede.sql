-- What is open of a loan's plan is so no more: another plan takes its place.
-- $1 loan
update loan_instalment set state = 'superseded' where loan = $1 and state = 'open'
