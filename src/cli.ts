import { enableCompileCache } from 'node:module';

// As in main.ts: half of what a command costs is reading the sources.
enableCompileCache();
await import('./run-cli.ts');
