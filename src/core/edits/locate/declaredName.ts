const KEYWORD =
  /^(?:[\w@]+(?:\([\w:, ]*\))? )*?@?(?:func\s+\([^()]*\)|function\*?|mixin|contract|library|protocol|record|union|modifier|macro|object|class|def|fn|func|fun|interface|struct|enum|trait|impl|module|namespace|sub|proc|case)\s+(?!(?:class|func|fun|def|fn|function|struct|interface|object)\s)([\p{L}\p{N}_$.:"'`-]+)/u;
const TEST = /^(?:describe|context|it|test|suite)(?:\.\w+)*\(\s*(["'`].*?["'`])/;
const METHOD = /^(?:[\w<>[\],?*&]+ )*([\p{L}_$][\p{L}\p{N}_$]*)\s*\([^()]*\)[^;(){]*\{$/u;
const STATEMENT = /^(?:if|for|while|switch|catch|with|foreach|using|lock|synchronized|return|else|elseif|until)$/;

/** The name of the function, class, test or case that a line without indentation begins; undefined when it begins none. */
export function declaredName(line: string): string | undefined {
  const named = KEYWORD.exec(line)?.[1] ?? TEST.exec(line)?.[1];
  if (named !== undefined) return named;
  const method = METHOD.exec(line)?.[1];
  return method === undefined || STATEMENT.test(method) ? undefined : method;
}
