// Builds the page into the folder that is named: node build.mjs TARGET
// Does nothing when neither a source nor the lock file changed since the last build.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? "dist");
const FILES = ["index.html", "app.js", "app.css", "favicon.svg"];

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(join(here, file)));
  return hash.digest("hex");
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: here, stdio: "inherit" });
  if (result.error) {
    console.error(`${command} cannot be started (${result.error.message}); the page needs Node 18 or newer with npm.`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function unchanged(stampFile, stamp, files) {
  return (
    existsSync(stampFile) &&
    readFileSync(stampFile, "utf8") === stamp &&
    files.every((file) => existsSync(file))
  );
}

const sources = readdirSync(join(here, "src")).sort().map((name) => join("src", name));
const stamp = digest(["build.mjs", "package.json", "package-lock.json", "tsconfig.json", ...sources]);
const stampFile = join(target, "..", "..", "web.stamp");
if (unchanged(stampFile, stamp, [...FILES, "files.txt"].map((name) => join(target, name)))) {
  process.exit(0);
}

const modules = digest(["package.json", "package-lock.json"]);
const modulesStamp = join(here, "node_modules", ".campus-stamp");
if (!unchanged(modulesStamp, modules, [])) {
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(modulesStamp, modules);
}
run(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "--noEmit"]);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const { build } = await import("esbuild");
await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "inline",
  outdir: target,
  logLevel: "warning",
});
for (const name of ["index.html", "app.css", "favicon.svg"]) cpSync(join(here, "src", name), join(target, name));
writeFileSync(join(target, "files.txt"), FILES.join("\n") + "\n");
writeFileSync(stampFile, stamp);
