/** The most depended-upon names of the public registry: who takes one of them reaches many. */
export const highImpactNames: ReadonlySet<string> = new Set(
  `
  chalk tslib @types/node debug commander semver glob typescript rimraf fs-extra lodash uuid
  eslint minimatch @babel/core yargs strip-ansi react axios ms prettier js-yaml react-dom
  string-width mkdirp ajv wrap-ansi ansi-regex webpack ws type-fest minimist source-map
  lru-cache dotenv readable-stream node-fetch escape-string-regexp @babel/runtime
  eslint-plugin-import brace-expansion @typescript-eslint/parser acorn find-up has-flag execa
  ts-node @typescript-eslint/eslint-plugin emoji-regex core-js async safe-buffer color-name
  cross-spawn qs prop-types which rollup iconv-lite @babel/preset-env rxjs camelcase resolve
  mocha form-data chai locate-path ansi-styles p-locate yargs-parser babel-loader jest
  supports-color eslint-config-prettier is-fullwidth-code-point signal-exit eslint-plugin-react
  picomatch path-exists react-is argparse string_decoder ora buffer isarray glob-parent moment
  inherits json5 globals express source-map-support json-schema-traverse get-stream mime-types
  postcss globby @types/jest babel-core color-convert path-to-regexp minipass resolve-from
  babel-jest @types/react slash kind-of yallist husky eslint-visitor-keys vue
  eslint-plugin-prettier yaml object-assign @babel/types chokidar path-key ignore is-stream
  fast-glob pretty-format undici-types estraverse css-loader mime micromatch body-parser ts-jest
  js-tokens @babel/parser p-limit https-proxy-agent webpack-cli mime-db cliui babel-eslint
  webpack-dev-server is-number graceful-fs pify cookie convert-source-map nanoid picocolors
  strip-json-comments cross-env eslint-scope style-loader autoprefixer diff inquirer make-dir
  shebang-regex onetime esbuild eslint-plugin-jsx-a11y jsonfile browserslist through2 isexe
  function-bind @babel/preset-react braces bluebird webidl-conversions jsonwebtoken
  shebang-command @types/react-dom fast-deep-equal whatwg-url open lint-staged babel-cli
  entities @testing-library/jest-dom strip-bom arg tr46 sass-loader deepmerge @babel/generator
  eslint-plugin-react-hooks punycode y18n agent-base @babel/traverse @testing-library/react
  is-glob sass regenerator-runtime @babel/cli ini readdirp babel-preset-es2015 schema-utils
  babel-preset-env gulp ansi-escapes normalize-path http-errors has-symbols acorn-walk
  sprintf-js once html-webpack-plugin dayjs events sinon jsdom tslint statuses date-fns
  to-regex-range eventemitter3 file-loader caniuse-lite jquery eslint-plugin-promise
  vue-template-compiler @rollup/plugin-node-resolve escalade log-symbols ejs parse-json
  node-sass encodeurl esprima nyc electron-to-chromium vite @babel/preset-typescript
  @testing-library/user-event @babel/plugin-transform-runtime get-intrinsic postcss-loader
  @jest/types yocto-queue @rollup/plugin-commonjs eslint-plugin-node lodash.merge doctrine
  @jridgewell/trace-mapping zod wrappy concat-map is-arrayish ts-loader reflect-metadata
  npm-run-path request espree @types/mocha callsites tmp npm-run-all util-deprecate jest-worker
  jsesc bn.js is-extglob karma eslint-config-standard handlebars next hasown depd @types/lodash
  anymatch path-type coveralls negotiator prompts url-loader import-fresh path-parse
  universalify loader-utils is-core-module clsx babel-preset-react magic-string react-scripts
  node-releases tough-cookie fill-range http-proxy-agent @babel/plugin-proposal-class-properties
  eslint-plugin-vue cors classnames call-bind less webpack-merge nodemon @babel/code-frame
  react-router-dom extend gopd redux graphql co extend-shallow eslint-plugin-standard clone
  parse5 @types/express @types/yargs require-directory safer-buffer eslint-config-airbnb
  @babel/template balanced-match es-errors xml2js tsconfig-paths es-define-property
  fast-json-stable-stringify bytes jest-util write-file-atomic got cheerio follow-redirects
  object-inspect has-tostringtag @storybook/react hosted-git-info cli-cursor is-plain-object
  fs.realpath base64-js rollup-plugin-terser serve-static rollup-plugin-node-resolve cosmiconfig
  update-browserslist-db @aws-sdk/types terser-webpack-plugin colors istanbul
  eslint-config-airbnb-base imurmurhash is-wsl on-finished get-caller-file p-try vue-router
  fastq @types/chai @babel/helper-validator-identifier rollup-plugin-babel karma-chrome-launcher
  @babel/helper-plugin-utils ci-info @smithy/util-utf8 combined-stream xtend flatted
  is-plain-obj eslint-plugin-jest strip-final-newline file-entry-cache antd
  postcss-selector-parser isobject shelljs binary-extensions has-property-descriptors
  indent-string slice-ansi setprototypeof babel-runtime p-map type-check
  json-parse-even-better-errors uglify-js tar @storybook/addon-links @vue/cli-service optionator
  grunt uri-js lines-and-columns make-error finalhandler @jridgewell/sourcemap-codec
  @smithy/types pump reusify rollup-plugin-typescript2 asynckit rollup-plugin-commonjs
  @types/uuid merge-stream jest-cli supports-preserve-symlinks-flag fast-levenshtein
  run-parallel @babel/helper-module-imports less-loader underscore restore-cursor acorn-jsx
  prelude-ls levn @vue/cli-plugin-babel object.assign immutable react-test-renderer vue-loader
  typedoc istanbul-lib-instrument send csstype escape-html @types/estree is-binary-path
  define-properties @commitlint/config-conventional react-redux semantic-release
  mini-css-extract-plugin big.js delayed-stream expect lodash-es babel-preset-stage-0
  human-signals queue-microtask styled-components flat-cache tape merge2 @angular/core
  @storybook/addon-actions jest-resolve @dataform/core jackspeak through
  extract-text-webpack-plugin core-util-is is-callable tailwindcss marked esrecurse
  @storybook/addon-essentials babel-plugin-istanbul buffer-from @commitlint/cli
  babel-plugin-transform-runtime natural-compare kleur estree-walker scheduler meow del
  @angular/common ieee754 node-addon-api path-scurry text-table @vue/cli-plugin-eslint
  htmlparser2 @angular/compiler create-require es-set-tostringtag keyv decamelize deep-is
  zone.js is-regex object-keys source-map-js error-ex end-of-stream word-wrap
  @rollup/plugin-typescript pkg-dir side-channel read-pkg babel-polyfill ava
  @angular/platform-browser browserify define-data-property raw-body long
  webpack-bundle-analyzer path es-abstract should standard bignumber.js @emotion/react accepts
  loose-envify import-local @jridgewell/gen-mapping ipaddr.js postcss-value-parser jasmine-core
  web-vitals retry jest-diff is-extendable react-native copy-webpack-plugin foreground-child
  enzyme yn v8-compile-cache-lib @rollup/plugin-babel @typescript-eslint/typescript-estree
  babel-register @emotion/styled @angular/platform-browser-dynamic require-from-string
  enhanced-resolve has-proto winston process-nextick-args fresh karma-jasmine @sinclair/typebox
  tiny-invariant dedent json-stable-stringify-without-jsonify set-function-length
  normalize-package-data bl ajv-keywords postcss-import colorette
  @babel/plugin-transform-modules-commonjs rollup-plugin-postcss is-unicode-supported color
  fast-xml-parser gh-pages jest-message-util stylelint protobufjs domutils concurrently
  domhandler eslint-loader chownr terser babel-plugin-transform-object-rest-spread crypto-js
  superagent es-object-atoms aws-sdk process @jridgewell/resolve-uri esquery proxy-from-env
  parseurl joi content-type sax supertest @babel/helper-module-transforms @angular/forms
  cookie-signature etag gulp-rename es-to-primitive istanbul-lib-coverage dom-serializer pako
  progress jest-get-type compression type-is mongodb pirates is-path-inside mute-stream
  content-disposition cz-conventional-changelog array-union tsup babel-preset-stage-2
  @angular/compiler-cli string.prototype.trimend esutils nan range-parser @babel/register
  available-typed-arrays @eslint/js jest-regex-util ramda type-detect @typescript-eslint/utils
  @angular/router http-proxy-middleware @types/jasmine @babel/eslint-parser
  @babel/plugin-syntax-jsx merge-descriptors regexp.prototype.flags npm which-typed-array
  json-buffer @babel/compat-data @rollup/plugin-json dir-glob optimize-css-assets-webpack-plugin
  es6-promise @babel/helpers find-cache-dir webpack-sources rollup-plugin-peer-deps-external
  tapable clean-webpack-plugin eslint-plugin-flowtype react-router is-shared-array-buffer
  ansi-colors socket.io sinon-chai cli-spinners bootstrap jest-matcher-utils define-property
  for-each concat-stream unpipe @babel/helper-string-parser vary mimic-fn is-negative-zero
  string.prototype.trimstart uglifyjs-webpack-plugin jest-mock @rollup/rollup-linux-x64-musl
  media-typer js-cookie gensync cssnano vuex ee-first @eslint/eslintrc is-docker
  case-sensitive-paths-webpack-plugin istanbul-reports @types/jsonwebtoken highlight.js
  ajv-formats parent-module mongoose tslint-config-prettier toidentifier
  @babel/plugin-proposal-decorators @typescript-eslint/types nopt whatwg-fetch xmlbuilder
  is-bigint puppeteer strip-indent jest-haste-map is-typed-array gulp-uglify utils-merge
  @angular/animations @vitejs/plugin-vue @types/fs-extra cross-fetch deep-equal commitizen
  @babel/plugin-syntax-dynamic-import eastasianwidth dotenv-expand diff-sequences
  react-transition-group @smithy/util-buffer-from karma-coverage object.values cli-width
  internal-slot @babel/helper-compilation-targets validator css-tree randombytes
  @babel/plugin-proposal-object-rest-spread aria-query webpack-dev-middleware assert
  webpack-node-externals domelementtype jest-environment-jsdom @smithy/is-array-buffer
  is-weakref @babel/helper-validator-option has-bigints jshint pg path-is-absolute
  cjs-module-lexer jiti object-hash vitest babel-plugin-transform-class-properties
  safe-regex-test istanbul-lib-report resolve-cwd function.prototype.name @vue/compiler-sfc
  @storybook/addon-interactions array-includes @nodelib/fs.stat destroy pluralize jest-config
  istanbul-lib-source-maps array-flatten functions-have-names karma-mocha @vitejs/plugin-react
  methods @nodelib/fs.walk detect-libc neo-async @typescript-eslint/visitor-keys test-exclude
  @esbuild/linux-x64 query-string chai-as-promised @jest/schemas del-cli url-parse
  enzyme-adapter-react-16 babel-plugin-add-module-exports globalthis standard-version
  jest-environment-node promise unbox-primitive url ethers string-length jest-validate codecov
  possible-typed-array-names get-symbol-description abort-controller raw-loader regjsparser
  eslint-import-resolver-typescript array-buffer-byte-length @typescript-eslint/scope-manager
  @angular/cli figures @types/inquirer proxy-addr @rollup/plugin-replace
  eslint-import-resolver-node @types/styled-components @babel/polyfill util @nodelib/fs.scandir
  which-boxed-primitive @types/json-schema socket.io-client morgan tar-stream @types/node-fetch
  enquirer decimal.js markdown-it normalize-url immer css-select babel-preset-jest @types/debug
  serialize-javascript stack-utils koa detect-newline jest-docblock whatwg-mimetype
  identity-obj-proxy @popperjs/core gulp-util karma-webpack babel-plugin-jest-hoist figlet
  gulp-sourcemaps @babel/plugin-syntax-import-meta is-array-buffer validate-npm-package-name
  nock string.prototype.trim typed-array-length md5 split2 graphemer @types/ws yeoman-generator
  rollup-plugin-dts cookie-parser chardet @mui/material jest-watcher @jest/globals
  whatwg-encoding karma-jasmine-html-reporter forwarded svgo @vue/test-utils
  is-generator-function lilconfig jsbn vue-style-loader jest-snapshot jsdoc
  @opentelemetry/semantic-conventions object.fromentries eslint-config-react-app emittery
  set-function-name mdn-data html-escaper es-module-lexer @smithy/protocol-http gulp-babel
  archiver clean-stack regexpu-core coffee-script arraybuffer.prototype.slice typed-array-buffer
  defaults node-int64 safe-array-concat json-loader mz sisteransi lodash.debounce shell-quote
  release-it vite-plugin-dts @aws-sdk/credential-provider-node grunt-contrib-watch jest-runtime
  jest-circus redis moment-timezone escodegen undici jasmine @swc/core webpack-hot-middleware
  babel-preset-react-app @eslint-community/eslint-utils @semantic-release/git
  array.prototype.flat @babel/plugin-transform-react-jsx @types/babel__core boxen gulp-sass
  cssesc @eslint-community/regexpp typed-array-byte-offset spdx-expression-parse
  jest-leak-detector is-symbol @types/glob @nestjs/common he jszip esm @types/react-native
  jest-resolve-dependencies psl object.entries arrify jest-changed-files redux-thunk
  typed-array-byte-length is-date-object element-ui node-forge fb-watchman lodash.camelcase
  es-shim-unscopables @storybook/addons watchpack @aws-sdk/util-user-agent-node is-string
  jest-runner source-map-loader xml-name-validator lodash.isequal
  @types/express-serve-static-core @aws-sdk/util-user-agent-browser stylelint-config-standard
  flat node-gyp-build pathe spdx-correct sharp define-lazy-prop jest-each @types/sinon
  fs-minipass dot-prop file-type grunt-contrib-clean spdx-license-ids @storybook/testing-library
  validate-npm-package-license @babel/helper-annotate-as-pure cssstyle isomorphic-fetch
  core-js-compat wordwrap node-notifier @types/qs prismjs dateformat portfinder
  @opentelemetry/core css-what gulp-concat exit http-server fs eslint-module-utils
  socks-proxy-agent is-interactive html-loader data-urls flow-bin postcss-preset-env abbrev
  codelyzer q inflight tweetnacl consola fsevents array.prototype.flatmap spdx-exceptions
  @aws-sdk/middleware-user-agent minizlib storybook babel-preset-stage-3 @testing-library/dom
  eslint-plugin-html walker set-blocking @rollup/pluginutils @aws-crypto/sha256-js ts-api-utils
  babel-preset-current-node-syntax @types/semver vue-tsc pino babel-plugin-module-resolver
  update-notifier express-validator copyfiles nth-check v8-to-istanbul deep-extend yup is-ci
  get-package-type requires-port @isaacs/cliui karma-sourcemap-loader env-paths
  connect-history-api-fallback @angular-devkit/build-angular unist-util-visit
  regenerate-unicode-properties connect i18next @sinonjs/fake-timers tmpl is-descriptor
  pre-commit ast-types jasmine-spec-reporter eslint-plugin-n log-update @aws-sdk/core
  @aws-sdk/middleware-logger lodash.isplainobject @humanwhocodes/module-importer postcss-nested
  char-regex luxon invariant @aws-sdk/middleware-host-header react-refresh
  `
    .trim()
    .split(/\s+/),
);
