-- Transfers in journal rows that no seal covers yet, and when the oldest was made.
select coalesce(sum(cardinality(transfers)), 0)::bigint as transfers, min(created_at) as oldest
from journal
where seal is null;
