-- Whether anybody is known. No parameters.
select exists (select from identity) as anybody
