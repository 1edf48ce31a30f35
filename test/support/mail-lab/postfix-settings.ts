import type { LabPorts } from './dovecot-settings.ts';

/**
 * main.cf: mail for klant.example is delivered by Dovecot, for balie.example handed to the desk over STARTTLS where it
 * offers that. Nobody is checked before Dovecot, so that an unknown receiver bounces (RFC 3464).
 */
export function mainCf(folder: string, { lmtp }: LabPorts): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mx.klant.example
mydomain = klant.example
mydestination =
local_recipient_maps =
alias_maps =
local_transport = error:no local mail
virtual_mailbox_domains = klant.example
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
relay_domains = balie.example
relay_recipient_maps =
transport_maps = texthash:${folder}/etc/transport
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions =
smtpd_peername_lookup = no
smtpd_tls_security_level = none
smtp_tls_security_level = may
smtp_dns_support_level = disabled
smtp_host_lookup = native
recipient_delimiter = +
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
maximal_queue_lifetime = 1h
bounce_queue_lifetime = 1h
`;
}

/** Over which server mail for the desk goes. */
export function transports({ desk }: LabPorts): string {
  return `balie.example smtp:[127.0.0.1]:${desk}\n`;
}

/** master.cf: the services of Postfix, with SMTP on the port of the lab. */
export function masterCf({ smtp }: LabPorts): string {
  return `
127.0.0.1:${smtp} inet n - n - - smtpd
pickup    unix  n - n 60    1 pickup
cleanup   unix  n - n -     0 cleanup
qmgr      unix  n - n 300   1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n -     - trivial-rewrite
bounce    unix  - - n -     0 bounce
defer     unix  - - n -     0 bounce
trace     unix  - - n -     0 bounce
verify    unix  - - n -     1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n -     - proxymap
smtp      unix  - - n -     - smtp
relay     unix  - - n -     - smtp
showq     unix  n - n -     - showq
error     unix  - - n -     - error
retry     unix  - - n -     - error
discard   unix  - - n -     - discard
lmtp      unix  - - n -     - lmtp
anvil     unix  - - n -     1 anvil
scache    unix  - - n -     1 scache
postlog   unix-dgram n - n - 1 postlogd
`;
}
