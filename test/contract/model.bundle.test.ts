import assert from "node:assert/strict";
import { createRequire } from "node:module";
import Module from "node:module";
import { build } from "esbuild";
import { describe, it } from "mocha";
import { AskError, failureOf } from "../../src/shared/failures.ts";
import { hostBundles } from "../../scripts/build.ts";
