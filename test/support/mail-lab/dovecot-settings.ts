export interface LabPorts {
  readonly smtp: number;
  readonly lmtp: number;
  readonly imap: number;
  readonly imaps: number;
  /** Where the desk listens for mail. */
  readonly desk: number;
}

/** dovecot.conf of Dovecot 2.3 in which every process is the unprivileged `nobody`; each user has the password `geheim`. */
export function dovecotSettings(folder: string, ports: LabPorts, group: string): string {
  return `
protocols = imap lmtp
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
default_internal_user = nobody
default_internal_group = ${group}
default_login_user = nobody
listen = 127.0.0.1
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%n
mail_uid = nobody
mail_gid = ${group}
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Ln
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${folder}/passwd
}
userdb {
  driver = passwd-file
  args = username_format=%n ${folder}/passwd
  override_fields = uid=nobody gid=${group} home=${folder}/mail/%n
}
namespace inbox {
  inbox = yes
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service stats {
  chroot =
}
`;
}
