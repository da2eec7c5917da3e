import '@picocss/pico/css/pico.classless.jade.min.css';
import './style/page.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { loadAccess } from './state/access.ts';
import { findDocs } from './state/docs.ts';
import { watchHealth } from './state/health.ts';

void loadAccess();
void findDocs();
watchHealth();
render(<App />, document.getElementById('app') as HTMLElement);
