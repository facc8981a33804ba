import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
const root = fileURLToPath(new URL('../../', import.meta.url));
const project = fileURLToPath(new URL('project/', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
/** What a command prints; what it wrote stands in the error when it fails. */
function run(folder, command, ...args) {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0)
        throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
    return stdout;
}
/** The folders of a package's dependencies and of theirs, as they lie in node_modules. */
function dependencyFolders(folder, found = new Set()) {
    for (const name of Object.keys(manifestIn(folder).dependencies ?? {})) {
        const dependency = join(root, 'node_modules', name);
        if (found.has(dependency))
            continue;
        found.add(dependency);
        dependencyFolders(dependency, found);
    }
    return found;
}
describe('the package, installed from its tarball into an empty project', function () {
    this.timeout(120_000);
    let folder;
    let installed;
    // without a network: each dependency becomes a tarball too, packed from node_modules
    before(() => {
        folder = mkdtempSync(join(tmpdir(), 'microtorch-package-'));
        const folders = [root, ...dependencyFolders(root)];
        const packed = run(folder, 'npm', 'pack', '--ignore-scripts', '--json', ...folders);
        const tarballs = JSON.parse(packed).map(({ name, filename }) => [name, `file:./${filename}`]);
        const own = { name: 'empty', private: true, type: 'module', dependencies: Object.fromEntries(tarballs) };
        writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
        run(folder, 'npm', 'install', '--offline', '--cache', '.npm', '--ignore-scripts', '--no-audit', '--no-fund');
        cpSync(project, folder, { recursive: true });
        installed = join(folder, 'node_modules', 'microtorch');
    });
    after(() => rmSync(folder, { recursive: true, force: true }));
    it('holds what exports names, the licence and the texts, and no sources', () => {
        const targets = Object.values(manifestIn(installed).exports).flatMap((target) => typeof target === 'string' ? target : Object.values(target));
        for (const file of [...targets, 'LICENSE', 'README.md', 'CHANGELOG.md'])
            expect(existsSync(join(installed, file)), file).to.equal(true);
        for (const name of ['src', 'test', 'tools', 'node_modules'])
            expect(existsSync(join(installed, name)), name).to.equal(false);
    });
    it('runs in plain JavaScript', () => {
        expect(run(folder, process.execPath, 'plain.mjs')).to.equal('3.00 2.00\n');
    });
    it('type-checks in strict TypeScript, its own declarations included, and runs', () => {
        const compilerOptions = {
            target: 'ES2022',
            module: 'NodeNext',
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
            skipLibCheck: false,
            types: [],
            outDir: 'built',
        };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['strict.ts'] }));
        run(folder, process.execPath, tsc, '-p', '.');
        expect(run(folder, process.execPath, 'built/strict.js')).to.equal('3.00 2.00\n');
    });
});
//# sourceMappingURL=package.test.js.map