import '@picocss/pico/css/pico.classless.jade.min.css';
import './style/page.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { watchHealth } from './state/health.ts';
import { loadModels } from './state/model.ts';

void loadModels();
watchHealth();
render(<App />, document.getElementById('app') as HTMLElement);
