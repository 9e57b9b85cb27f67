-- A person with money is asked before their account is joined to somebody's code: the button of that question.
alter table intent
  drop constraint intent_kind_check,
  add constraint intent_kind_check check (kind in ('claim', 'take_back', 'pay_amount', 'pay_form', 'link')),
  drop constraint intent_check1,
  add constraint intent_check1 check (
    (kind in ('pay_amount', 'pay_form', 'link')) <= (payload is not null and expires_at is not null)
  );
