// Ruby, Go, PHP, Java, .NET and Elixir.
import type { Platform } from './types';

const terminal = 'Terminal';

const ruby: Platform[] = [
  {
    id: 'ruby',
    name: 'Plain Ruby',
    family: 'ruby',
    install: [{ where: terminal, code: 'bundle add sentry-ruby' }],
    configure: [
      {
        where: 'As early as possible',
        code: `require "sentry-ruby"

Sentry.init do |config|
  config.dsn = "{dsn}"
  config.release = "my-app@1.0.0"
  config.environment = "production"
end`,
      },
    ],
    verify: [
      {
        where: 'After Sentry.init',
        code: `begin
  1 / 0
rescue ZeroDivisionError => error
  Sentry.capture_exception(error)
end`,
      },
    ],
  },
  {
    id: 'ruby-rails',
    name: 'Rails',
    family: 'ruby',
    install: [{ where: terminal, code: 'bundle add sentry-ruby sentry-rails' }],
    configure: [
      {
        where: 'config/initializers/sentry.rb',
        code: `Sentry.init do |config|
  config.dsn = "{dsn}"
  config.release = "my-app@1.0.0"
  config.breadcrumbs_logger = [:active_support_logger, :http_logger]
end`,
      },
    ],
    verify: [
      { where: terminal, code: `bin/rails runner 'Sentry.capture_exception(RuntimeError.new("First event of this project"))'` },
    ],
  },
];

const go: Platform[] = [
  {
    id: 'go',
    name: 'Go',
    family: 'go',
    install: [{ where: terminal, code: 'go get github.com/getsentry/sentry-go' }],
    configure: [
      {
        where: 'main.go',
        code: `package main

import (
	"log"
	"time"

	"github.com/getsentry/sentry-go"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn:         "{dsn}",
		Release:     "my-app@1.0.0",
		Environment: "production",
	})
	if err != nil {
		log.Fatalf("sentry.Init: %s", err)
	}
	defer sentry.Flush(2 * time.Second)
}`,
      },
    ],
    verify: [
      { where: 'main.go, at the end of main', code: 'sentry.CaptureMessage("First event of this project")' },
    ],
  },
];

const php: Platform[] = [
  {
    id: 'php',
    name: 'Plain PHP',
    family: 'php',
    install: [{ where: terminal, code: 'composer require sentry/sentry' }],
    configure: [
      {
        where: 'First file that runs',
        code: `\\Sentry\\init([
    'dsn' => '{dsn}',
    'release' => 'my-app@1.0.0',
    'environment' => 'production',
]);`,
      },
    ],
    verify: [
      {
        where: 'After \\Sentry\\init',
        code: `try {
    throw new \\RuntimeException('First event of this project');
} catch (\\Throwable $error) {
    \\Sentry\\captureException($error);
}`,
      },
    ],
  },
  {
    id: 'php-laravel',
    name: 'Laravel',
    family: 'php',
    install: [{ where: terminal, code: 'composer require sentry/sentry-laravel' }],
    configure: [
      {
        where: 'bootstrap/app.php',
        code: `->withExceptions(function (Exceptions $exceptions) {
    \\Sentry\\Laravel\\Integration::handles($exceptions);
})`,
      },
      { where: terminal, code: 'php artisan sentry:publish --dsn={dsn}' },
    ],
    verify: [{ where: terminal, code: 'php artisan sentry:test' }],
  },
  {
    id: 'php-symfony',
    name: 'Symfony',
    family: 'php',
    install: [{ where: terminal, code: 'composer require sentry/sentry-symfony' }],
    configure: [{ where: '.env', code: 'SENTRY_DSN="{dsn}"' }],
    verify: [{ where: terminal, code: 'php bin/console sentry:test' }],
  },
];

const javaThrow = `try {
    throw new Exception("First event of this project");
} catch (Exception e) {
    Sentry.captureException(e);
}`;

const java: Platform[] = [
  {
    id: 'java',
    name: 'Plain Java or Kotlin',
    family: 'java',
    install: [{ where: 'build.gradle', code: `implementation 'io.sentry:sentry:8.+'` }],
    configure: [
      {
        where: 'main method',
        code: `import io.sentry.Sentry;

Sentry.init(options -> {
    options.setDsn("{dsn}");
    options.setRelease("my-app@1.0.0");
    options.setEnvironment("production");
});`,
      },
    ],
    verify: [{ where: 'After Sentry.init', code: javaThrow }],
  },
  {
    id: 'java-spring-boot',
    name: 'Spring Boot',
    family: 'java',
    install: [{ where: 'build.gradle (Spring Boot 3)', code: `implementation 'io.sentry:sentry-spring-boot-starter-jakarta:8.+'` }],
    configure: [
      {
        where: 'application.properties',
        code: `sentry.dsn={dsn}
sentry.release=my-app@1.0.0
sentry.environment=production`,
      },
    ],
    verify: [{ where: 'Any bean or controller', code: javaThrow }],
  },
];

const dotnet: Platform[] = [
  {
    id: 'dotnet',
    name: '.NET',
    family: 'dotnet',
    install: [{ where: terminal, code: 'dotnet add package Sentry' }],
    configure: [
      {
        where: 'Program.cs',
        code: `using var sentry = SentrySdk.Init(options =>
{
    options.Dsn = "{dsn}";
    options.Release = "my-app@1.0.0";
    options.Environment = "production";
});`,
      },
    ],
    verify: [
      { where: 'Program.cs, after Init', code: 'SentrySdk.CaptureException(new Exception("First event of this project"));' },
    ],
  },
  {
    id: 'dotnet-aspnetcore',
    name: 'ASP.NET Core',
    family: 'dotnet',
    install: [{ where: terminal, code: 'dotnet add package Sentry.AspNetCore' }],
    configure: [
      {
        where: 'Program.cs',
        code: `var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseSentry(options =>
{
    options.Dsn = "{dsn}";
    options.Release = "my-app@1.0.0";
});`,
      },
    ],
    verify: [
      {
        where: 'Program.cs, then open /break',
        code: `app.MapGet("/break", string () => throw new Exception("First event of this project"));`,
      },
    ],
  },
];

const elixir: Platform[] = [
  {
    id: 'elixir',
    name: 'Elixir',
    family: 'elixir',
    install: [{ where: 'mix.exs, in deps', code: `{:sentry, "~> 13.0"},\n{:jason, "~> 1.4"},\n{:finch, "~> 0.21"}` }],
    configure: [
      {
        where: 'config/prod.exs',
        code: `config :sentry,
  dsn: "{dsn}",
  environment_name: :prod,
  release: "my-app@1.0.0"`,
      },
    ],
    verify: [{ where: terminal, code: 'mix sentry.send_test_event' }],
  },
];

export const servers: Platform[] = [...ruby, ...go, ...php, ...java, ...dotnet, ...elixir];
