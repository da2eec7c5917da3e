/*
 * Has the documentation read the API, and try it, with the key of the tab. It asks for the key
 * before anything is shown that needs one. The page that shows it is Swagger UI's.
 */
(() => {
  /** The page keeps its key under the same name. */
  const ITEM = 'tabserve-key';
  /** Stands for the key in what is shown; what is sent has the key itself. */
  const PLACEHOLDER = '$TABSERVE_KEY';
  const start = window.onload;
  const { SwaggerUIBundle } = window;

  window.SwaggerUIBundle = Object.assign(
    (options) => SwaggerUIBundle({ ...options, ...keyedOptions() }),
    SwaggerUIBundle,
  );
  window.onload = open;
  document.addEventListener('click', saveDocument);

  /** Shows the documentation once the service takes the key of the tab, or asks for none. */
  async function open() {
    const refusal = await refusalOf(sessionStorage.getItem(ITEM));
    if (refusal === null) start();
    else ask(sessionStorage.getItem(ITEM) === null ? '' : refusal);
  }

  /** Why the service refuses a key, in words; null when it does not. */
  async function refusalOf(key) {
    try {
      const answer = await fetch('/access', { headers: headersOf(key), cache: 'no-store' });
      return answer.ok ? null : (await answer.json()).detail;
    } catch {
      return 'The service cannot be reached. Is it running?';
    }
  }

  /** A link carries no key, so the document that it leads to is fetched and saved. */
  async function saveDocument(event) {
    const link = event.target.closest?.('a[href$="/openapi.json"]');
    const key = sessionStorage.getItem(ITEM);
    if (!link || key === null || link.download) return;
    event.preventDefault();
    const answer = await fetch(link.href, { headers: headersOf(key) });
    // The key has ended since: it is asked for as at the start.
    if (!answer.ok) return location.reload();
    const saving = document.createElement('a');
    saving.href = URL.createObjectURL(await answer.blob());
    saving.download = 'openapi.json';
    saving.click();
    setTimeout(() => URL.revokeObjectURL(saving.href), 10_000);
  }

  function headersOf(key) {
    return key === null ? {} : { authorization: `Bearer ${key}` };
  }

  function keyedOptions() {
    const key = () => sessionStorage.getItem(ITEM);
    return {
      // Nothing is kept beyond the tab.
      persistAuthorization: false,
      // The commands that are shown have the placeholder.
      showMutatedRequest: false,
      requestInterceptor(request) {
        const { headers } = request;
        const isOwn = new URL(request.url, location.href).origin === location.origin;
        const isUnsaid = request.loadSpec && headers.Authorization === undefined;
        if (isOwn && key() !== null && (isUnsaid || headers.Authorization?.endsWith(PLACEHOLDER)))
          headers.Authorization = `Bearer ${key()}`;
        return request;
      },
      onComplete() {
        if (key() !== null) window.ui.preauthorizeApiKey('bearer', PLACEHOLDER);
      },
    };
  }

  function ask(fault) {
    const form = formOf();
    const { key, shown } = form.elements;
    const tell = (words) => {
      document.getElementById('key-fault').textContent = words;
      if (words === '') key.removeAttribute('aria-invalid');
      else key.setAttribute('aria-invalid', 'true');
      key.focus();
    };
    document.getElementById('swagger-ui').append(form);
    tell(fault);
    shown.onchange = () => {
      key.type = shown.checked ? 'text' : 'password';
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      const text = key.value.replace(/^\s*bearer\s/i, '').replaceAll(/\s/g, '');
      const refusal = /^[\x21-\x7e]+$/.test(text) ? await refusalOf(text) : 'This is no key.';
      if (refusal !== null) return tell(refusal);
      sessionStorage.setItem(ITEM, text);
      form.remove();
      start();
    };
  }

  function formOf() {
    const form = document.createElement('form');
    form.className = 'key-form';
    form.innerHTML = `
      <h1>This service asks for a key</h1>
      <p id="key-hint">Paste the key that whoever runs this service gave you; it begins with
        <code>tsk_</code>. A token of your organisation’s sign-in (a JWT) will do as well. It stays
        in this tab, and is forgotten when the tab is closed.</p>
      <label for="key">Key</label>
      <input id="key" type="password" required autocomplete="one-time-code" autocapitalize="off"
        spellcheck="false" aria-describedby="key-fault key-hint"
        data-1p-ignore data-bwignore data-lpignore="true">
      <p id="key-fault" role="alert"></p>
      <label><input id="shown" type="checkbox"> Show the key</label>
      <button type="submit">Use this key</button>`;
    return form;
  }
})();
