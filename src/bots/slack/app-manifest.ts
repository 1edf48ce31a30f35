/** Where Slack delivers over HTTP. */
export const ENDPOINT = '/slack/events';
/** For staff, wherever they are in Slack: nobody else sees what is answered. */
export const COMMAND = '/privacy';

/** What the code listens to; a test holds it against the code. */
export const EVENTS = ['app_home_opened', 'subteam_members_changed', 'subteam_updated'] as const;

/** What the calls of the code need, and no more; the address of a person is for who was removed at the desk (R26). */
export const SCOPES = [
  'chat:write',
  'commands',
  'groups:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;

export interface ManifestOptions {
  /** At most 140 characters. */
  readonly about: string;
  /** At most 100 characters, of what the command does. */
  readonly command: string;
  /** Over HTTP the address of the desk, which has to begin with https; absent: Socket Mode. */
  readonly publicUrl?: string;
}

/** The app as Slack makes it from a manifest (docs.slack.dev, reference/app-manifest). There are no shortcuts. */
export function appManifest({ about, command, publicUrl }: ManifestOptions) {
  const address = publicUrl === undefined ? undefined : `${publicUrl}${ENDPOINT}`;
  const called = address === undefined ? {} : { request_url: address };
  return {
    display_information: { name: 'Privacybalie', description: about },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: false,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Privacybalie', always_online: false },
      slash_commands: [
        {
          command: COMMAND,
          description: command,
          should_escape: false,
          ...(address === undefined ? {} : { url: address }),
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { ...called, bot_events: EVENTS },
      interactivity: { is_enabled: true, ...called },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}
