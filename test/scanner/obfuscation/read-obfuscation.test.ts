import { describe, expect, test } from "vitest";
import { parseCode } from "../../../src/scanner/code/parse.ts";
import { readObfuscation } from "../../../src/scanner/obfuscation/read-obfuscation.ts";

function kinds(source: string): readonly string[] {
  const parsed = parseCode(source, "index.js");
  if (parsed === null) throw new Error("the sample does not parse");
  return readObfuscation(parsed.program, parsed.source).map(({ kind }) => kind);
}

/** As an obfuscator writes it; what the names decode to is inert. */
const rotated = `
  var a0=b0;(function(c0,d0){var e0=b0,f0=c0();while(!![]){try{var g0=-parseInt(e0(0x1a))/0x1+
  parseInt(e0(0x1b))/0x2;if(g0===d0)break;else f0['push'](f0['shift']());}catch(h0){
  f0['push'](f0['shift']());}}}(i0,0x3c4d5));function b0(j0,k0){var l0=i0();return b0=function(m0,n0){
  m0=m0-0x1a;var o0=l0[m0];return o0;},b0(j0,k0);}function i0(){var p0=['log','one','12abc','two',
  'three','four'];i0=function(){return p0;};return i0();}console[a0(0x1a)](a0(0x1b));
  console[a0(0x1c)](a0(0x1d));`;

const older = `
  var words=['log','one','two','three','four','five'];
  (function(list,times){var turn=function(n){while(--n){list.push(list.shift());}};turn(++times);}(words,0x1f));
  var word=function(at){at=at-0x0;var found=words[at];return found;};
  console[word('0x0')](word('0x1'));console[word('0x2')](word('0x3'));console[word('0x4')]();`;

const modern = `
  const texts = ["log", "one", "two", "three", "four", "five"];
  for (let i = 0; i < 7; i++) texts.unshift(texts.pop());
  const pick = (at) => { at -= 10; return texts[at]; };
  const say = pick;
  function tell(at) { return pick(at); }
  console[pick(10)](say(11)); console[tell(12)](pick(13)); console[say(14)]();`;

const withoutRotation = modern.replace(/for \(.*\n/, "\n").concat("x[pick(15)](); y[tell(10)]();");

describe("what a tree hides", () => {
  test.each<[string, string, string]>([
    ["a rotated array behind functions", rotated, "string-array"],
    ["a rotated array of an older kind", older, "string-array"],
    ["the same in modern words", modern, "string-array"],
    ["members named through a decoder", withoutRotation, "string-array"],
    [
      "an order of statements in a string",
      "function f(){var o='3|1|0|2'.split('|'),i=0;while(true){switch(o[i++]){case'0':a();continue;case'1':b();continue;case'2':c();continue;case'3':d();continue}break}}",
      "flattening",
    ],
    [
      "the same with other words",
      "for(const s=order(),n={v:0},k=0;;){switch(s[k++]){case '1':a();continue;case '0':b();continue;case '2':c();continue;}break;}",
      "flattening",
    ],
    [
      "a test of its own text",
      "var q=once(this,function(){return q.toString().search('(((.+)+)+)+$')});",
      "self-test",
    ],
    [
      "a test of its own text in pieces",
      "var q=function(){return q.toString().search('(((.+)' + '+)+)+$')};",
      "self-test",
    ],
    ["a timer for a debugger", "setInterval(() => { debugger; }, 100);", "debugger-trap"],
    [
      "a debugger in pieces",
      "(function(){return true}).constructor('debu'+'gger').call('x');",
      "debugger-trap",
    ],
    [
      "conditions over constants",
      "if('abcde'==='fghij')a();if('qwert'!=='yuiop')b();if('zzzzz'==='yyyyy')c();if('kkkkk'==='lllll')d();",
      "opaque-predicates",
    ],
    [
      "code out of a comment",
      "function f(){/* x */}const t=f.toString();const b=t.slice(t.indexOf('/*')+2);eval(b);",
      "carrier",
    ],
    [
      "code out of a comment, by a pattern",
      "function f(){/* x */}const b=/x(.*)y/.exec(f.toString())[1];eval('a;' + b);",
      "carrier",
    ],
    ["code out of a pattern", "new Function(/run\\(1\\)/.source.slice(1))();", "carrier"],
    [
      "code out of a stack",
      "const s = new Error('x').stack.split('|')[1]; (0, eval)(s);",
      "carrier",
    ],
    [
      "code out of a comment, inside of a function",
      "function f(){/* x */}function g(){const t=f.toString();const go=()=>{const b=t.slice(9);eval(b)};go()}",
      "carrier",
    ],
    [
      "code under a name that is something else elsewhere",
      "function f(){/* x */}const go=(a)=>{const b=f.toString().slice(9);eval(b)};function h(b){const c=2;return b}",
      "carrier",
    ],
  ])("%s", (_, source, kind) => {
    expect(kinds(source)).toContain(kind);
  });

  test.each<[string, string]>([
    [
      "a regenerated function",
      "return w(function f(x){while(1){switch(x.prev=x.next){case 0:x.next=2;return y;case 2:case'end':return x.stop()}}},f)",
    ],
    [
      "a reader of states",
      "while(true){switch(tokens[i++]){case 1:a();break;case 2:b();break;case 3:c();break}}",
    ],
    [
      "settings of a build",
      'if("production"!=="production"){a()}if("development"==="test"){b()}if(typeof x==="undefined"){c()}',
    ],
    [
      "messages by number",
      'const m=["a","b","c","d","e","f"];function t(id){return m[id]}t(1);t(2);t(3);t(4);t(5);t(6);',
    ],
    ["turns of a ring", 'const q=["a","b","c","d","e"];for(let i=0;i<3;i++){q.push(q.shift())}'],
    [
      "a heredoc",
      "function m(f){return f.toString().match(/x/)[0]}console.log(m(function(){/* hi */}))",
    ],
    [
      "a worker from a function",
      "function work(){} const s='('+work.toString()+')()';new Worker(URL.createObjectURL(new Blob([s])));",
    ],
    [
      "a script of the caller, under a name that is a text elsewhere",
      "function f(){/* x */}function text(){const script=f.toString().slice(9);return script}function run(script){const c=typeof script==='string'?new Function(script):script;return c()}",
    ],
    [
      "a script beside a function that takes its text apart",
      "function run(s){const n=s.name;return new Function(s)}function show(fn){const s=(function(){}).toString().trim();return s}",
    ],
    [
      "functions written beside what a caller gives, which is cut",
      "function sum(){} function run(f){ const c = 'var sum=' + sum.toString() + ';(' + f.replace(/;$/, '') + ')()'; return vm.runInNewContext(c); }",
    ],
    ["a pattern from a pattern", "const r = new RegExp(/a/.source.replace('a', 'b'));"],
    ["a pause for whoever debugs", "function f(){ debugger; }"],
    [
      "a minified library",
      "!function(e,t){e.x=function(n){return n-1},t.y=e.x(3),t.z=[1,2,3].map((function(e){return e+1}))}(this,{});",
    ],
  ])("%s passes", (_, source) => {
    expect(kinds(source)).toEqual([]);
  });

  test("tells the place", () => {
    const source = "a();\n  setInterval(() => { debugger; }, 100);";
    const parsed = parseCode(source, "index.js");
    expect(parsed && readObfuscation(parsed.program, source)).toMatchObject([
      { line: 2, column: 23, excerpt: "debugger; }, 100);" },
    ]);
  });

  test("walks deep trees without falling over", () => {
    const source = `x = ${"[".repeat(300)}1${"]".repeat(300)}; y = ${'"a" + '.repeat(3000)}"b";`;
    expect(kinds(source)).toEqual([]);
  });
});
