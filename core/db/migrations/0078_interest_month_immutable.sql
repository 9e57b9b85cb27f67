-- A month whose interest was posted stays, as its days do.
create trigger interest_month_immutable before update of month or delete or truncate on interest_month
for each statement execute function refuse_change();
alter table interest_month enable always trigger interest_month_immutable;
