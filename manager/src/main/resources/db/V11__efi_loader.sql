-- The boot loader on the server's EFI system partition that its disk is booted by; without one Lifeboot looks for one
-- of those it knows.

alter table server add column efi_loader text;
