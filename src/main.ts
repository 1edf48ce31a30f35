import { enableCompileCache } from 'node:module';

// Reading the sources costs more than a second at every start; from the second one on they come from a cache.
enableCompileCache();
await import('./run-desk.ts');
