// Turns our styles, our scripts and the few files that we need of others into frontend/dist, which Django serves.
// Plain Node, no bundler: `npm ci --ignore-scripts && node build.mjs`.
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DIST = join(HERE, "dist");
const MODULES = join(HERE, "node_modules");

// The order of the cascade: tokens first, what adapts the page to paper or eyesight last.
const STYLES = ["tokens", "type", "page", "shell", "office", "components/*", "pages/*", "modes", "print"];

// Manifest storage refuses a file that refers to a map which is not there.
const withoutMaps = (text) => text.replace(/\/\*# sourceMappingURL=[^*]*\*\//g, "").replace(/^\/\/# sourceMappingURL=.*$/gm, "");

async function read(...parts) {
  const path = join(...parts);
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new Error(`${relative(HERE, path)} is missing; run \`npm ci --ignore-scripts\` in frontend/ first, or correct the name`);
  }
}

async function write(name, text) {
  const path = join(DIST, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
}

// Inside a cascade layer every rule of the framework is weaker than any rule of ours, whatever its selector.
async function buildTabler() {
  const css = await read(MODULES, "@tabler/core/dist/css/tabler.min.css");
  const body = withoutMaps(css).replace(/^@charset "UTF-8";/, "");
  await write("vendor/tabler.css", `@charset "UTF-8";@layer tabler{${body}}\n`);
}

async function buildECharts() {
  await write("vendor/echarts.js", withoutMaps(await read(MODULES, "echarts/dist/echarts.common.min.js")));
}

async function buildStyles() {
  const files = [];
  for (const name of STYLES) {
    if (!name.endsWith("/*")) files.push(`${name}.css`);
    else {
      const folder = name.slice(0, -2);
      const found = (await readdir(join(HERE, "styles", folder))).filter((file) => file.endsWith(".css")).sort();
      files.push(...found.map((file) => `${folder}/${file}`));
    }
  }
  const parts = await Promise.all(files.map((file) => read(HERE, "styles", file)));
  await write("gaodi.css", `@charset "UTF-8";\n${parts.join("\n")}`);
}

async function buildScripts() {
  for (const file of (await readdir(join(HERE, "scripts"))).filter((name) => name.endsWith(".js"))) {
    await cp(join(HERE, "scripts", file), join(DIST, file));
  }
}

async function buildIcons() {
  const names = (await read(HERE, "icons.txt")).split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all(names.map(async (name) => {
    const svg = await read(MODULES, "@tabler/icons/icons/outline", `${name}.svg`);
    const drawing = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
  }));
  // Presentation attributes on the root do not reach a <use>, so the drawing takes stroke and fill from our styles.
  await write("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

await rm(DIST, { recursive: true, force: true });
await Promise.all([buildTabler(), buildECharts(), buildStyles(), buildScripts(), buildIcons()]);
