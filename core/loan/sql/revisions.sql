-- Every revision of a loan's plan, with what was repaid early, in the order in which they came.
-- $1 loan
select revision, kind, due_on::text, principal::text from loan_instalment where loan = $1 order by revision, due_on, id
