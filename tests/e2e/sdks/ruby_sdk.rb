# Sends one event per scenario with Debian's Ruby SDK, unmodified; prints {"scenario", "event_id"} lines.
require "json"
require "sentry-ruby"

def report(scenario, event)
  puts JSON.generate(scenario: scenario, event_id: event.event_id)
end

def price_of(item)
  raise TypeError, "bad price of #{item}"
end

Sentry.init do |config|
  config.dsn = ENV.fetch("PICKET_DSN")
  config.release = "shop@1.2.3"
  config.environment = "staging"
  config.background_worker_threads = 0 # send before the call returns
  config.logger = Logger.new($stderr, level: Logger::ERROR)
end

Sentry.set_user(id: "42", email: "ada@example.com")
Sentry.set_tags("shop.region": "eu")
Sentry.add_breadcrumb(Sentry::Breadcrumb.new(category: "cart", message: "added a book", level: "info"))

begin
  price_of("book")
rescue TypeError => e
  report("exception", Sentry.capture_exception(e))
end

report("message", Sentry.capture_message("stock is low", level: :warning))

["first cause", "second cause"].each do |text|
  Sentry.with_scope do |scope|
    scope.set_fingerprint(["checkout-broken"])
    report("fingerprint", Sentry.capture_exception(ArgumentError.new(text)))
  end
end

begin
  begin
    raise KeyError, "inner"
  rescue KeyError
    raise "outer"
  end
rescue RuntimeError => e
  report("chained", Sentry.capture_exception(e))
end
