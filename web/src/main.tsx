import '@picocss/pico/css/pico.classless.jade.min.css';
import './style/page.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { nameTab } from './shell/tab.title.ts';
import { watchAccess } from './state/access.ts';
import { findDocs } from './state/docs.ts';
import { watchHealth } from './state/health.ts';

watchAccess();
void findDocs();
watchHealth();
nameTab();
render(<App />, document.getElementById('app') as HTMLElement);
