import { spawn } from "node:child_process";

/** The stages of `npm test`, fastest first. A stage without tests either succeeds or counts as one failure. */
const stages = [
  { script: "test:types", hasTests: false },
  { script: "test:lint", hasTests: false },
  { script: "test:unit", hasTests: true },
  { script: "test:contract", hasTests: true },
  { script: "test:webview", hasTests: true },
  { script: "test:integration", hasTests: true },
  { script: "test:e2e", hasTests: true },
] as const;

let passed = 0;
let failed = 0;
const failures: string[] = [];
for (const { script, hasTests } of stages) {
  const started = performance.now();
  console.log(`\n== ${script}`);
  const { code, output } = await run(script);
  const passing = closingLine(output, "passing").count;
  const failing = closingLine(output, "failing");
  passed += passing;
  failed += failing.count;
  if (failing.count > 0) failures.push(`\n== ${script}\n${output.slice(failing.index)}`);
  const brokeDown = code !== 0 && failing.count === 0;
  const ranNothing = hasTests && code === 0 && passing === 0;
  if (brokeDown || ranNothing) failed += 1;
  if (ranNothing) console.log(`${script} ran no test.`);
  console.log(`== ${script}: ${code === 0 ? "ok" : "failed"}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

// Once more at the end: a log of thousands of lines is often read, or kept, from its end only.
for (const failure of failures) console.log(failure.trimEnd());
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Mocha's own closing line, for example `12 passing (3s)`: how many, and where it stands in the output. */
function closingLine(output: string, word: "passing" | "failing"): { readonly count: number; readonly index: number } {
  const lines = output.matchAll(new RegExp(String.raw`^\s*(\d+) ${word}\b`, "gm"));
  // A test may print the output of another run, so it is the last one.
  const last = Array.from(lines).at(-1);
  return { count: Number(last?.[1] ?? 0), index: last?.index ?? output.length };
}

function run(script: string): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn("npm", ["run", "--silent", script], {
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  const show = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
    output += chunk.toString();
    stream.write(chunk);
  };
  child.stdout.on("data", show(process.stdout));
  child.stderr.on("data", show(process.stderr));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
