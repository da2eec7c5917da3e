import { screens } from '../state/access.ts';
import { hasDocs } from '../state/docs.ts';
import { health } from '../state/health.ts';
import { hashOf, route } from '../state/route.ts';
import { THEMES, type Theme, theme } from '../state/theme.ts';
import { AccessMenu } from './access-menu.tsx';
import { ModelPicker } from './model-picker.tsx';
import { TITLES } from './screen.titles.ts';

export function PageHeader() {
  return (
    <header class="page-header">
      <div class="bar">
        <strong class="brand">Tabserve</strong>
        {screens.value.length > 0 && <ModelPicker />}
        <HealthDot />
        <span class="push" />
        <AccessMenu />
        <ThemePicker />
        {hasDocs.value && <a href="/docs">API docs</a>}
      </div>
      {screens.value.length > 0 && (
        <nav aria-label="Screens">
          <Tabs />
        </nav>
      )}
    </header>
  );
}

/** Screens keep the selected model, and leave the rest of the URL behind. */
function Tabs() {
  const { model, version } = route.value.params;
  const params = { ...(model ? { model } : {}), ...(version ? { version } : {}) };
  return (
    <ul class="tabs">
      {screens.value.map((screen) => (
        <li key={screen}>
          <a
            href={hashOf({ screen, params })}
            aria-current={screen === route.value.screen ? 'page' : undefined}
          >
            {TITLES[screen]}
          </a>
        </li>
      ))}
    </ul>
  );
}

function HealthDot() {
  return (
    <span class="health" data-health={health.value} title={`The service is ${health.value}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" />
      </svg>
      <span>{health.value === 'unknown' ? '…' : health.value}</span>
    </span>
  );
}

function ThemePicker() {
  return (
    <label class="inline">
      <span class="visually-hidden">Theme</span>
      <select
        value={theme.value}
        onChange={({ currentTarget }) => {
          theme.value = currentTarget.value as Theme;
        }}
      >
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
