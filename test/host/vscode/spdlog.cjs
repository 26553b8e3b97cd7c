/**
 * Stands in for `@vscode/spdlog`, VS Code's native log writer, which would have to be compiled. Without it
 * every log channel of every extension stays empty and says so with a page of errors.
 * It keeps what VS Code uses of the original's interface (its index.d.ts); files are not rotated.
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 0;
    this.raw = false;
    mkdirSync(dirname(file), { recursive: true });
  }

  trace(message) {
    this.write(0, message);
  }

  debug(message) {
    this.write(1, message);
  }

  info(message) {
    this.write(2, message);
  }

  warn(message) {
    this.write(3, message);
  }

  error(message) {
    this.write(4, message);
  }

  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  /** VS Code has one pattern only, which `write` follows. */
  setPattern() {
    this.raw = false;
  }

  clearFormatters() {
    this.raw = true;
  }

  flush() {
    // Nothing is held back.
  }

  drop() {
    // Nothing is held open.
  }

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(this.file, this.raw ? message : `${time} [${levels[level]}] ${message}\n`);
  }
}

async function createLogger(name, file) {
  return new Logger("rotating", name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
