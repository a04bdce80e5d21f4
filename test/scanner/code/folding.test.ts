import { describe, expect, test } from "vitest";
import { interpretFiles, sinks, sunk } from "./run-code.ts";

/** The array is rotated until a sum of numbers in it fits; names are looked up by number. */
const rotated = `
const _0x1f = ['push', '12AbCdEf', 'payload-text', '31xyz', 'shift', '7qq'];
function _0x2a(i) { i = i - 0x64; return _0x1f[i]; }
(function (arr, target) {
  const read = _0x2a;
  while (!![]) {
    try {
      const sum = parseInt(read(0x64)) / 1 + parseInt(read(0x66)) * 2 + -parseInt(read(0x68));
      if (sum === target) break;
      else arr['push'](arr['shift']());
    } catch (e) { arr['push'](arr['shift']()); }
  }
})(_0x1f, 31 + 7 * 2 - 12);
sink(_0x2a(0x69));`;

/** Bytes that a stream of RC4 with a key was put over; both ways are the same. */
function rc4(text: string, key: string): string {
  const state = Array.from({ length: 256 }, (_, index) => index);
  let swap = 0;
  const exchange = (a: number, b: number) => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  for (let index = 0; index < 256; index += 1) {
    swap = (swap + (state[index] ?? 0) + key.charCodeAt(index % key.length)) % 256;
    exchange(index, swap);
  }
  let [first, second, out] = [0, 0, ""];
  for (const char of text) {
    first = (first + 1) % 256;
    second = (second + (state[first] ?? 0)) % 256;
    exchange(first, second);
    const byte = state[((state[first] ?? 0) + (state[second] ?? 0)) % 256] ?? 0;
    out += String.fromCharCode(char.charCodeAt(0) ^ byte);
  }
  return out;
}

const rc4Sample = `
var table = [${JSON.stringify(Buffer.from(rc4("hidden words", "k3y!"), "latin1").toString("base64"))}];
var decode = function (index, key) {
  var text = atob(table[index]), s = [], j = 0, x, out = '';
  for (var i = 0; i < 256; i++) s[i] = i;
  for (i = 0; i < 256; i++) {
    j = (j + s[i] + key.charCodeAt(i % key.length)) % 256;
    x = s[i]; s[i] = s[j]; s[j] = x;
  }
  i = 0; j = 0;
  for (var y = 0; y < text.length; y++) {
    i = (i + 1) % 256; j = (j + s[i]) % 256;
    x = s[i]; s[i] = s[j]; s[j] = x;
    out += String.fromCharCode(text.charCodeAt(y) ^ s[(s[i] + s[j]) % 256]);
  }
  return out;
};
sink(decode(0, 'k3y!'));`;

const packed = `eval(function(p,a,c,k,e,d){e=function(c){return(c<a?'':e(parseInt(c/a)))+((c=c%a)>35?String.fromCharCode(c+29):c.toString(36))};if(!''.replace(/^/,String)){while(c--){d[e(c)]=k[c]||e(c)}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('0("1 2")',3,3,'sink|from|packer'.split('|'),0,{}))`;

describe("what folds arrives", () => {
  test.each<[what: string, source: string, arrives: readonly string[]]>([
    ["concatenation", "sink('a' + 'b' + 1 + null)", ["ab1null"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    ["templates", "const x = 'in'; sink(`a${x}b${1 + 1}`)", ["ainb2"]],
    ["reversed pieces", "sink(['b', 'a'].reverse().join(''))", ["ab"]],
    [
      "map with character maths",
      "sink([98, 99].map((c) => String.fromCharCode(c - 1)).join(''))",
      ["ab"],
    ],
    [
      "split, slice, replace",
      "sink('x-ab-y'.split('-')[1] + 'abcdef'.slice(-2) + 'aXa'.replace(/X/, 'b'))",
      ["abefaba"],
    ],
    [
      "replace with a function",
      "sink('6162'.replace(/../g, (h) => String.fromCharCode(parseInt(h, 16))))",
      ["ab"],
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the package
    ["String.raw", "sink(String.raw`a\\n${1}`)", ["a\\n1"]],
    [
      "xor in a loop",
      "let o = ''; for (const c of 'BC') o += String.fromCharCode(c.charCodeAt(0) ^ 35); sink(o)",
      ["a`"],
    ],
    ["atob", "sink(atob('aGlkZGVu'))", ["hidden"]],
    ["uri escapes", "sink(decodeURIComponent('%61%62') + unescape('%63'))", ["abc"]],
    ["JSON", `sink(JSON.parse('{"a":["x","y"]}').a[1])`, ["y"]],
    [
      "typed arrays",
      "const a = new Uint8Array([97, 98 + 256]); sink(String.fromCharCode(...a))",
      ["ab"],
    ],
    [
      "maps and sets",
      "const m = new Map([['k', 'v']]); m.set('l', 'w'); sink([...m.values(), ...new Set(['z', 'z'])].join(''))",
      ["vwz"],
    ],
    ["sorting by a comparator", "sink([3, 1, 2].sort((a, b) => a - b).join(''))", ["123"]],
    ["reduce", "sink(['c', 'b', 'a'].reduceRight((s, c) => s + c, ''))", ["abc"]],
    ["coercions", "sink((![] + [])[+[]] + (!![] + [])[+[]] + ([][[]] + [])[+!+[]])", ["ftn"]],
    ["names made of coercions", "const f = 'fil' + 'l'; sink(([][f] + '').slice(9, 13))", ["fill"]],
    [
      "a function's own text",
      "function f() { /* carried */ } sink(f.toString().split('/* ')[1].split(' */')[0])",
      ["carried"],
    ],
    ["recursion", "const f = (n) => (n ? f(n - 1) + n : ''); sink(f(9))", ["123456789"]],
    [
      "generators",
      "function* g() { yield 'a'; yield* ['b', 'c']; } sink([...g()].join(''))",
      ["abc"],
    ],
    ["awaited values", "(async () => { sink(await Promise.resolve('later')); })()", ["later"]],
    ["promise chains", "Promise.resolve('a').then((x) => x + 'b').then(sink)", ["ab"]],
    ["resolved promises", "new Promise((done) => done('r')).then((x) => sink(x))", ["r"]],
    [
      "destructuring with defaults",
      "const { a: [, b = 'd'] = [], ...rest } = { a: ['x'], c: 'e' }; sink(b + rest.c)",
      ["de"],
    ],
    [
      "classes",
      "class A { #p = 'p'; static s = 's'; get g() { return this.#p; } } class B extends A { m() { return super.g + A.s; } } sink(new B().m())",
      ["ps"],
    ],
    [
      "prototypes",
      "function F() { this.a = 'x'; } F.prototype.m = function () { return this.a; }; sink(new F().m())",
      ["x"],
    ],
    [
      "closures that count",
      "const next = ((n) => () => ++n)(0); next(); next(); sink(next())",
      ["3"],
    ],
    [
      "labels and continue",
      "let s = ''; outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (a === 2) continue outer; s += a * b; } } sink(s)",
      ["1236"],
    ],
    [
      "switch by a string of numbers",
      "let r = ''; const o = '2|0|1'.split('|'); let i = 0; while (true) { switch (o[i++]) { case '0': r += 'b'; continue; case '1': r += 'c'; continue; case '2': r += 'a'; continue; } break; } sink(r)",
      ["abc"],
    ],
    ["a known throw", "try { throw 'thrown'; } catch (e) { sink(e); }", ["thrown"]],
    ["a rotated array of strings", rotated, ["payload-text"]],
    ["RC4 over a table", rc4Sample, ["hidden words"]],
    ["a packer", packed, ["from packer"]],
    ["code in code", "eval(\"eval('sink(' + 2 + '+3)')\")", ["5"]],
    ["code by a constructor", "(() => {}).constructor('a', 'sink(a)')('through')", ["through"]],
    ["what a layer gives back", "sink(eval('var q = 4; q * 2'))", ["8"]],
    ["bigints", "sink((0x6162n >> 8n).toString(16))", ["61"]],
    [
      "Object.entries in order",
      "sink(Object.entries({ 2: 'b', 1: 'a', x: 'c' }).map(([k, v]) => k + v).join(''))",
      ["1a2bxc"],
    ],
    ["spread and rest", "const f = (...a) => a.join(''); sink(f(...'ab', ...['c']))", ["abc"]],
    [
      "call, apply, bind, Reflect",
      "const f = function (x) { return this.p + x; }; const o = { p: 'o' }; sink(f.call(o, 1) + f.apply(o, [2]) + f.bind(o)(3) + Reflect.apply(f, o, [4]))",
      ["o1o2o3o4"],
    ],
  ])("%s", (_what, source, arrives) => {
    expect(sunk(source)).toEqual(arrives);
  });
});

describe("what does not fold stays unknown", () => {
  test.each<[what: string, source: string, arrives: readonly string[]]>([
    ["a parameter", "exports.f = (x) => sink(x)", ["(unknown)"]],
    ["either branch", "let x; if (outside) x = 'a'; else x = 'b'; sink(x)", ["a or b"]],
    ["a part of a text", "sink('a' + outside())", ["(partly known)"]],
    ["the clock", "sink(Date.now() > 0)", ["(unknown)"]],
    ["chance", "sink(Math.random())", ["(unknown)"]],
    ["a pattern that may run for ever", "sink('aaaa'.replace(/(a+)+$/, ''))", ["(unknown)"]],
  ])("%s", (_what, source, arrives) => {
    expect(sunk(source)).toEqual(arrives);
  });
});

describe("layers", () => {
  test("stand at the place of their carrier, one layer deeper", () => {
    const facts = interpretFiles({ "index.js": "\n\neval('sink(1);' + '\\n\\nsink(2)')" });
    expect(sinks(facts).map(({ layer, line, detail }) => [layer, line, detail.names])).toEqual([
      [1, 3, ["1"]],
      [1, 3, ["2"]],
    ]);
  });
});
