#!/usr/bin/env node
/** The command line. Everything else is TypeScript, which tsx reads as it is: there is no build step. */
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
