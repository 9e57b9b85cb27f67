-- Whose a ticket was before is asked of each ticket, by the audit and by whoever reads what happened.
create index shop_ticket_gift_ticket on shop_ticket_gift (ticket);
