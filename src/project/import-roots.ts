/** `uvicorn app.main:app` in Dockerfiles, compose files and Procfiles: modules by the names a server imports them under. */
export function deployedModules(texts: ReadonlyMap<string, string>): readonly string[] {
  const modules = new Set<string>();
  for (const [path, text] of texts) {
    if (!/(^|\/)([\w.-]*Dockerfile[\w.-]*|[\w.-]*compose[\w.-]*\.ya?ml|Procfile)$/.test(path)) continue;
    for (const match of text.matchAll(
      /\b(?:uvicorn|gunicorn|hypercorn|granian)\b[^\n]*?["'\s]([A-Za-z_][\w.]*):[A-Za-z_]\w*/g,
    ))
      if (match[1] !== undefined) modules.add(match[1]);
  }
  return [...modules];
}

/** Folders that the build configuration names as roots of packages. */
export function importRoots(texts: ReadonlyMap<string, string>): readonly string[] {
  const roots = new Set<string>(['src']);
  for (const [path, text] of texts) {
    if (
      !/(^|\/)(pyproject\.toml|setup\.(cfg|py)|requirements[\w.-]*\.txt|Pipfile|Dockerfile[\w.-]*|Procfile)$/.test(path)
    )
      continue;
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const under = (name: string): string => [folder, name].filter((part) => part !== '' && part !== '.').join('/');
    roots.add(folder);
    for (const match of text.matchAll(
      /(?:\bwhere|\bfrom|pythonpath|package[-_]dir|"")\s*[=:]\s*(?:\[\s*)?(?:\{\s*)?(?:""\s*[=:]\s*)?["']?([\w./-]+)["']?/g,
    )) {
      if (match[1] !== undefined) roots.add(under(match[1].replace(/^\.\/|\/$/g, '')));
    }
  }
  return [...roots];
}
