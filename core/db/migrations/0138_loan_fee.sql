-- A fee comes back for the time for which a loan is repaid early, by a transfer of its own.

-- By which rule a fee came back: 0 upon withdrawal alone, netted in the repayment; 1 for the time that was left, by `fee_transfer`.
alter table loan_repayment add column fee_rule smallint not null default 0 check (fee_rule in (0, 1)), add column fee_transfer bigint unique;
alter table loan_repayment alter column fee_rule set default 1;
alter table loan_repayment drop constraint loan_repayment_check, drop constraint loan_repayment_check1;
alter table loan_repayment
  add check (principal + interest > case fee_rule when 0 then fee_returned else 0 end),
  add check (fee_returned = 0 or kind = 'withdrawal' or fee_rule = 1 and kind in ('part', 'all')),
  add check ((fee_transfer is not null) = (fee_rule = 1 and fee_returned > 0));
