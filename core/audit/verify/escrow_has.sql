-- What waits in escrow: in the system's accounts whose purpose is escrow, or begins with escrow_. Whoever puts money there declares what
-- is owed from it in a file of its own with this tally, in the same words.
-- Range: none
-- Tally: escrow_owes_what_it_holds
select purpose || ' ' || asset as subject, credits_posted - debits_posted as has, 0 as owes
from account
where owner = 'system' and (purpose = 'escrow' or starts_with(purpose, 'escrow_'));
