// Phones, desktops, native code, Rust, and anything that can send HTTP.
import type { Platform } from './types';

const terminal = 'Terminal';

const mobile: Platform[] = [
  {
    id: 'android',
    name: 'Android',
    family: 'mobile',
    install: [{ where: 'app/build.gradle', code: `plugins {\n    id "io.sentry.android.gradle" version "5.+"\n}` }],
    configure: [
      {
        where: 'AndroidManifest.xml, inside <application>',
        code: `<meta-data android:name="io.sentry.dsn" android:value="{dsn}" />
<meta-data android:name="io.sentry.environment" android:value="production" />`,
      },
    ],
    verify: [
      { where: 'Any activity', code: 'Sentry.captureException(Exception("First event of this project"))' },
    ],
  },
  {
    id: 'apple-ios',
    name: 'iOS and macOS',
    family: 'mobile',
    install: [{ where: 'Xcode, File > Add Package Dependencies', code: 'https://github.com/getsentry/sentry-cocoa.git' }],
    configure: [
      {
        where: 'AppDelegate or App.init',
        code: `import Sentry

SentrySDK.start { options in
    options.dsn = "{dsn}"
    options.environment = "production"
}`,
      },
    ],
    verify: [{ where: 'After start', code: 'SentrySDK.capture(message: "First event of this project")' }],
  },
  {
    id: 'flutter',
    name: 'Flutter',
    family: 'mobile',
    install: [{ where: terminal, code: 'flutter pub add sentry_flutter' }],
    configure: [
      {
        where: 'lib/main.dart',
        code: `import 'package:flutter/widgets.dart';
import 'package:sentry_flutter/sentry_flutter.dart';

Future<void> main() async {
  await SentryFlutter.init(
    (options) => options.dsn = '{dsn}',
    appRunner: () => runApp(const MyApp()),
  );
}`,
      },
    ],
    verify: [
      { where: 'After init', code: `await Sentry.captureException(StateError('First event of this project'));` },
    ],
  },
  {
    id: 'react-native',
    name: 'React Native',
    family: 'mobile',
    install: [{ where: terminal, code: 'npm install @sentry/react-native --save' }],
    configure: [
      {
        where: 'App.js',
        code: `import * as Sentry from "@sentry/react-native";

Sentry.init({ dsn: "{dsn}", environment: "production" });

export default Sentry.wrap(App);`,
      },
    ],
    verify: [
      { where: 'Any component', code: 'Sentry.captureException(new Error("First event of this project"));' },
    ],
  },
];

const native: Platform[] = [
  {
    id: 'native',
    name: 'C and C++',
    family: 'native',
    install: [
      {
        where: terminal,
        code: `git clone --recurse-submodules https://github.com/getsentry/sentry-native
cd sentry-native
cmake -B build -D CMAKE_BUILD_TYPE=RelWithDebInfo && cmake --build build && sudo cmake --install build`,
      },
    ],
    configure: [
      {
        where: 'main.c',
        code: `#include <sentry.h>

int main(void) {
  sentry_options_t *options = sentry_options_new();
  sentry_options_set_dsn(options, "{dsn}");
  sentry_options_set_release(options, "my-app@1.0.0");
  sentry_options_set_database_path(options, ".sentry-native");
  sentry_init(options);

  /* ... */

  sentry_close();
}`,
      },
    ],
    verify: [
      {
        where: 'Before sentry_close',
        code: `sentry_capture_event(sentry_value_new_message_event(
    SENTRY_LEVEL_ERROR, "custom", "First event of this project"));`,
      },
    ],
  },
  {
    id: 'rust',
    name: 'Rust',
    family: 'native',
    install: [{ where: terminal, code: 'cargo add sentry' }],
    configure: [
      {
        where: 'src/main.rs',
        code: `fn main() {
    let _guard = sentry::init(
        sentry::ClientOptions::new()
            .dsn("{dsn}")
            .maybe_release(sentry::release_name!())
            .environment("production"),
    );
}`,
      },
    ],
    verify: [{ where: 'After sentry::init', code: 'panic!("First event of this project");' }],
  },
  {
    id: 'electron',
    name: 'Electron',
    family: 'native',
    install: [{ where: terminal, code: 'npm install @sentry/electron --save' }],
    configure: [
      {
        where: 'Main process, first lines',
        code: `import * as Sentry from "@sentry/electron/main";

Sentry.init({ dsn: "{dsn}" });`,
      },
      {
        where: 'Renderer, first lines',
        code: `import * as Sentry from "@sentry/electron/renderer";

Sentry.init();`,
      },
    ],
    verify: [{ where: 'Main process', code: 'setTimeout(() => { throw new Error("First event of this project"); });' }],
  },
];

const other: Platform[] = [
  {
    id: 'other',
    name: 'curl, or any HTTP client',
    family: 'other',
    install: [],
    configure: [{ where: 'Environment of your program', code: 'export SENTRY_DSN="{dsn}"' }],
    verify: [
      {
        where: terminal,
        code: `curl '{endpoint}/api/{project}/store/?sentry_version=7&sentry_key={key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"message": "First event of this project", "level": "error", "platform": "other"}'`,
      },
    ],
  },
];

export const devices: Platform[] = [...mobile, ...native, ...other];
